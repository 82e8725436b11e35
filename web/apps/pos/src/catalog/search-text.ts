import type { CatalogItem } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';

export type SearchEntry = { name: string; item: Pick<CatalogItem, 'sku' | 'barcodes'> };

/**
 * The folded names and codes of all goods, in the order of names, as one long text: the engine's own text search goes through it
 * much faster than code goes through objects.
 */
export class SearchText<Entry extends SearchEntry> {
  readonly #entries: readonly Entry[];
  readonly #text: string;
  /** Where in the text each entry begins. */
  readonly #starts: number[] = [];

  constructor(sortedByName: readonly Entry[]) {
    this.#entries = sortedByName;
    const lines = sortedByName.map((entry) => ` ${entry.name} ${codesOf(entry)}\n`);
    let start = 0;
    for (const line of lines) {
      this.#starts.push(start);
      start += line.length;
    }
    this.#text = lines.join('');
  }

  /** Every word must occur. First the names that begin with the first word, then entries with a word that does, then the rest. */
  find(words: readonly [string, ...string[]], limit: number): Entry[] {
    const found = new Set<Entry>();
    this.#collectPrefix(words, limit, found);
    this.#collect(words, limit, found);
    return [...found];
  }

  #collectPrefix(words: readonly [string, ...string[]], limit: number, found: Set<Entry>): void {
    const [first] = words;
    for (let at = this.#firstNotBefore(first); found.size < limit; at += 1) {
      const entry = this.#entries[at];
      if (!entry?.name.startsWith(first)) return;
      if (hasAll(entry, words)) found.add(entry);
    }
  }

  /** One way through the text finds both kinds; with enough of the worse, it looks for the better only. */
  #collect(words: readonly [string, ...string[]], limit: number, found: Set<Entry>): void {
    const [first] = words;
    const wordStart = ` ${first}`;
    const inner: Entry[] = [];
    for (let from = 0; found.size < limit; ) {
      const hit = this.#text.indexOf(inner.length < limit ? first : wordStart, from);
      if (hit === -1) break;
      const at = this.#entryAt(hit);
      const entry = this.#entries[at];
      const end = this.#starts[at + 1] ?? this.#text.length;
      if (entry && hasAll(entry, words)) {
        if (this.#text.slice(this.#starts[at], end).includes(wordStart)) found.add(entry);
        else inner.push(entry);
      }
      from = end;
    }
    for (const entry of inner.slice(0, Math.max(limit - found.size, 0))) found.add(entry);
  }

  #firstNotBefore(name: string): number {
    return lowest(this.#entries.length, (at) => (this.#entries[at]?.name ?? '') >= name);
  }

  #entryAt(position: number): number {
    return lowest(this.#starts.length, (at) => (this.#starts[at] ?? 0) > position) - 1;
  }
}

function hasAll(entry: SearchEntry, words: readonly string[]): boolean {
  return words.every((word) => entry.name.includes(word) || codesOf(entry).includes(word));
}

function codesOf({ item: { sku, barcodes } }: SearchEntry): string {
  if (barcodes.length === 1 && barcodes[0] === sku) return fold(canonicalBarcode(sku));
  return [fold(sku), ...barcodes.map(canonicalBarcode)].join(' ');
}

/** The lowest number below `end` for which it holds, or `end`; it must hold from there on. */
function lowest(end: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
