import type {
  InfiniteData,
  OmitKeyof,
  QueryFunction,
  QueryFunctionContext,
  QueryKey,
  UseInfiniteQueryOptions,
} from '@tanstack/react-query';
import { queryClient } from '../query-client';

/** Pages of which a file is made at most: 100,000 rows where a page has 50. */
const PAGES_MAX = 2000;

/** More than a file takes: half a list must not be taken for a whole one. */
export class ListTooLong extends Error {}

/** Signs that make a spreadsheet take a text for a formula; an apostrophe before them says that it is none (OWASP, "CSV Injection"). */
const TAKEN_FOR_FORMULA = /^[=+\-@'\p{Cc}]/u;

type Cell = string | number | boolean | null | undefined;

/** Names of columns, and what stands in each. */
export type FileColumns<Row> = Record<string, (row: Row) => Cell>;

/** A table as a CSV file (RFC 4180), for lists of which the API has none. Amounts and quantities come as decimals, times as instants. */
export function tableFile<Row>(rows: readonly Row[], columns: FileColumns<Row>): string {
  const lines = rows.map((row) => Object.values(columns).map((cell) => quoted(text(cell(row)))));
  return [Object.keys(columns), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Only what is no number by its type is guarded: -2 stays a number. */
function text(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null || cell === undefined ? '' : `${cell}`;
  return isDecimal(cell) || !TAKEN_FOR_FORMULA.test(cell) ? cell : `'${cell}`;
}

/** `-12.30`: as it is written by `minorToDecimal`, and harmless. */
function isDecimal(cell: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(cell);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

type List<Page, Key extends QueryKey> = OmitKeyof<
  UseInfiniteQueryOptions<Page, Error, InfiniteData<Page>, Key, string | undefined>,
  'queryFn'
> & { queryFn?: QueryFunction<Page, Key, string | undefined> | undefined };

/** All pages of a list, read anew and kept nowhere: what is on screen stays as it is. Throws `ListTooLong`, and what reading throws. */
export async function everyPage<Page, Key extends QueryKey>({
  queryKey,
  queryFn,
  initialPageParam,
  getNextPageParam,
}: List<Page, Key>): Promise<Page[]> {
  const { pages } = await queryClient.fetchInfiniteQuery({
    queryKey: [...queryKey, 'file'],
    queryFn: (context) => {
      if (!queryFn) throw new Error('a list that nothing reads');
      return queryFn({ ...context, queryKey } as QueryFunctionContext<Key, string | undefined>);
    },
    initialPageParam,
    getNextPageParam,
    pages: PAGES_MAX,
    staleTime: 0,
    gcTime: 0,
  });
  const last = pages.at(-1);
  if (pages.length === PAGES_MAX && last && getNextPageParam(last, pages, undefined, []) !== undefined) {
    throw new ListTooLong('the list is too long for a file');
  }
  return pages;
}
