/** How well a row matches: its name begins so, a word of it does, or it is only somewhere in it. */
export type Match = { row: number; rank: 0 | 1 | 2 };

/**
 * The folded names and codes of all goods, in the order of names, as one long text: the engine's own text search goes through it
 * much faster than code goes through objects. A line is ` name \t codes`, and of a variant ` family \t values \t name codes`:
 * every word has a space before it, and one that is a whole word of a value has one behind it, too.
 */
export class SearchText {
  readonly #text: string;
  /** Where in the text each line begins. */
  readonly #starts: number[] = [];
  readonly #tiles: Uint32Array;

  /** `tiles` has for each row the first one of its tile. */
  constructor(text: string, tiles: Uint32Array) {
    this.#text = text;
    this.#tiles = tiles;
    for (let start = 0; start < text.length; start = text.indexOf('\n', start) + 1) this.#starts.push(start);
  }

  nameAt(row: number): string {
    const start = this.#starts[row] ?? 0;
    return this.#text.slice(start + 1, this.#text.indexOf(' \t', start));
  }

  /** Every word must occur. The best come first, and in the order of names; of the rows of one tile, one. */
  find(words: readonly [string, ...string[]], limit: number, isCurrent: (row: number) => boolean): Match[] {
    const isMatch = (row: number) => isCurrent(row) && this.hasAll(row, words);
    const prefixed = this.#withPrefix(words[0], limit, isMatch);
    const taken = new Set(prefixed.map((row) => this.#tiles[row]));
    const isNew = (row: number) => !taken.has(this.#tiles[row]) && isMatch(row);
    const { begun, inner } = this.#withWord(words[0], limit - taken.size, isNew);
    return [
      ...prefixed.map((row): Match => ({ row, rank: 0 })),
      ...begun.map((row): Match => ({ row, rank: 1 })),
      ...inner.map((row): Match => ({ row, rank: 2 })),
    ].slice(0, limit);
  }

  #withPrefix(word: string, limit: number, isMatch: (row: number) => boolean): number[] {
    const rows: number[] = [];
    const first = lowest(this.#starts.length, (row) => this.nameAt(row) >= word);
    for (let row = first; rows.length < limit && row < this.#starts.length; row += 1) {
      if (!this.#text.startsWith(word, (this.#starts[row] ?? 0) + 1)) break;
      if (!isMatch(row)) continue;
      rows.push(row);
      row = this.tileEnd(row) - 1;
    }
    return rows;
  }

  /** One way through the text finds both kinds; with enough of the worse, it looks for the better only. */
  #withWord(word: string, limit: number, isMatch: (row: number) => boolean): { begun: number[]; inner: number[] } {
    const begun: number[] = [];
    /** Rows by their tile: a later row of the same may be of the better kind. */
    const inner = new Map<number, number>();
    for (let from = 0; begun.length < limit; ) {
      const hit = this.#text.indexOf(inner.size < limit ? word : ` ${word}`, from);
      if (hit === -1) break;
      const row = lowest(this.#starts.length, (at) => (this.#starts[at] ?? 0) > hit) - 1;
      from = this.#starts[row + 1] ?? this.#text.length;
      if (!isMatch(row)) continue;
      const tile = this.#tiles[row] ?? row;
      if (this.#lineAt(row).includes(` ${word}`)) {
        begun.push(row);
        inner.delete(tile);
        from = this.#starts[this.tileEnd(row)] ?? this.#text.length;
      } else if (!inner.has(tile)) inner.set(tile, row);
    }
    return { begun, inner: [...inner.values()] };
  }

  /** The first row after those of the same tile. */
  tileEnd(row: number): number {
    const tile = this.#tiles[row];
    let end = row + 1;
    while (this.#tiles[end] === tile) end += 1;
    return end;
  }

  hasAll(row: number, words: readonly string[]): boolean {
    const line = this.#lineAt(row);
    return words.every((word) => line.includes(word));
  }

  /** Of a variant: whether this is a whole word of one of its values. */
  isValueWord(row: number, word: string): boolean {
    const line = this.#lineAt(row);
    const values = line.indexOf('\t') + 1;
    return line.slice(values, line.indexOf('\t', values)).includes(` ${word} `);
  }

  #lineAt(row: number): string {
    return this.#text.slice(this.#starts[row], this.#starts[row + 1]);
  }
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
