import { byLocale } from '@novapos/core';
import type { Sort } from '@novapos/ui';
import { useState } from 'react';

const PAGE = 50;

/** The rows of a list that is here as a whole: those that match, in order, and page by page. */
export function useLocalList<Row>(
  rows: readonly Row[],
  options: { matches: (row: Row) => boolean; sort: Sort; textOf: (row: Row, by: string) => string },
) {
  const [pages, setPages] = useState(1);
  const found = rows.filter(options.matches).sort(inOrder(options.sort, options.textOf));
  const shown = found.slice(0, pages * PAGE);
  const hasMore = shown.length < found.length;
  return { found, shown, more: hasMore ? { isBusy: false, onMore: () => setPages(pages + 1) } : undefined };
}

const collators = byLocale((locale) => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }));

/** As people order words and numbers: “Till 2” stands before “Till 10”. */
export function inOrder<Row>({ by, isDescending }: Sort, textOf: (row: Row, by: string) => string) {
  const collator = collators();
  return (one: Row, other: Row): number =>
    collator.compare(textOf(one, by), textOf(other, by)) * (isDescending ? -1 : 1);
}

export function contains(text: string, query: string | undefined): boolean {
  return !query || text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
}
