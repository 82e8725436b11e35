export type SearchEntry = { name: string; codes: string };

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
    const lines = sortedByName.map(({ name, codes }) => ` ${name} ${codes}\n`);
    let start = 0;
    for (const line of lines) {
      this.#starts.push(start);
      start += line.length;
    }
    this.#text = lines.join('');
  }

  /** Every word must occur. First the names that begin with the first word, then entries with a word that does, then the rest. */
  find(words: readonly [string, ...string[]], limit: number): Entry[] {
    const [first] = words;
    const found = new Set<Entry>();
    this.#collectPrefix(words, limit, found);
    this.#collect(` ${first}`, words, limit, found);
    this.#collect(first, words, limit, found);
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

  #collect(part: string, words: readonly string[], limit: number, found: Set<Entry>): void {
    let from = 0;
    while (found.size < limit) {
      const hit = this.#text.indexOf(part, from);
      if (hit === -1) return;
      const at = this.#entryAt(hit);
      const entry = this.#entries[at];
      if (entry && hasAll(entry, words)) found.add(entry);
      from = this.#starts[at + 1] ?? this.#text.length;
    }
  }

  #firstNotBefore(name: string): number {
    return lowest(this.#entries.length, (at) => (this.#entries[at]?.name ?? '') >= name);
  }

  #entryAt(position: number): number {
    return lowest(this.#starts.length, (at) => (this.#starts[at] ?? 0) > position) - 1;
  }
}

function hasAll({ name, codes }: SearchEntry, words: readonly string[]): boolean {
  return words.every((word) => name.includes(word) || codes.includes(word));
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
