import type { CatalogItem } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';
import { type Match, SearchText } from './search-text';

/** A book as it is stored. */
export type BookBytes = {
  size: number;
  /** A line for each of the goods: folded name and codes. */
  text: ArrayBuffer;
  /** The goods as JSON, some to a block; `starts` has where each block begins, and the end. */
  items: ArrayBuffer;
  starts: ArrayBuffer;
  /** Rows by the hash of an id or a code. */
  slots: ArrayBuffer;
  categories: (string | null)[];
  /** Which of these each row is in. */
  category_places: ArrayBuffer;
};

export type KeyKind = 'id' | 'barcode' | 'sku';
type Page = { item: CatalogItem; name: string };

/** Few, because one of them is read by reading all; more than one, because writing each alone takes longer. */
const ROWS_OF_A_BLOCK = 16;
const BLOCKS_BETWEEN_PAUSES = 128;
const ROWS_BETWEEN_PAUSES = ROWS_OF_A_BLOCK * BLOCKS_BETWEEN_PAUSES;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * Goods in the order of their names, printed once and then only read. A book is opened without reading it: a hundred thousand goods
 * are a few blocks of bytes, and only what is found becomes an object. What changes later is in another, thinner book.
 */
export class GoodsBook {
  readonly bytes: BookBytes;
  readonly #text: SearchText;
  readonly #items: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #slots: Uint32Array;
  readonly #categoryPlaces: Uint16Array;
  /** The block that was read last: the next row is often in it, too. */
  #block: { number: number; items: CatalogItem[] } = { number: -1, items: [] };

  constructor(bytes: BookBytes) {
    this.bytes = bytes;
    this.#text = new SearchText(decoder.decode(bytes.text));
    this.#items = new Uint8Array(bytes.items);
    this.#starts = new Uint32Array(bytes.starts);
    this.#slots = new Uint32Array(bytes.slots);
    this.#categoryPlaces = new Uint16Array(bytes.category_places);
  }

  static of(items: Iterable<CatalogItem>): GoodsBook {
    const printing = printed(items);
    for (;;) {
      const step = printing.next();
      if (step.done) return new GoodsBook(step.value);
    }
  }

  /** The same for many goods: whoever asks something meanwhile is answered in between. */
  static async ofMany(items: Iterable<CatalogItem>, pause: () => Promise<void>): Promise<GoodsBook> {
    const printing = printed(items);
    for (;;) {
      const step = printing.next();
      if (step.done) return new GoodsBook(step.value);
      await pause();
    }
  }

  get size(): number {
    return this.bytes.size;
  }

  at(row: number): CatalogItem {
    const number = Math.floor(row / ROWS_OF_A_BLOCK);
    if (this.#block.number !== number) {
      const bytes = this.#items.subarray(this.#starts[number], this.#starts[number + 1]);
      this.#block = { number, items: JSON.parse(decoder.decode(bytes)) };
    }
    const item = this.#block.items[row % ROWS_OF_A_BLOCK];
    if (!item) throw new RangeError(`the book has no row ${row}`);
    return item;
  }

  /** The folded name, by which books are in order. */
  nameAt(row: number): string {
    return this.#text.nameAt(row);
  }

  isInCategory(row: number, category_id: string): boolean {
    return this.bytes.categories[this.#categoryPlaces[row] ?? -1] === category_id;
  }

  /** Whose id or code this is. */
  rowOf(kind: KeyKind, key: string): number | undefined {
    if (this.size === 0) return undefined;
    const mask = this.#slots.length - 1;
    for (let slot = hash(kind, key) & mask; ; slot = (slot + 1) & mask) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0) return undefined;
      if (hasKey(this.at(row), kind, key)) return row;
    }
  }

  find(words: readonly [string, ...string[]], limit: number, isCurrent: (row: number) => boolean): Match[] {
    return this.#text.find(words, limit, isCurrent);
  }
}

/** Stops now and then, so that it can be done in pieces. */
function* printed(goods: Iterable<CatalogItem>): Generator<void, BookBytes> {
  const pages: Page[] = [];
  for (const item of goods) {
    pages.push({ item, name: fold(item.name) });
    if (pages.length % ROWS_BETWEEN_PAUSES === 0) yield;
  }
  pages.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const blocks: Uint8Array[] = [];
  const category_places = new Uint16Array(pages.length);
  const categories = new Map<string | null, number>();
  const lines: string[] = [];
  const keys: Keys = { hashes: [], rows: [] };
  for (let first = 0; first < pages.length; first += ROWS_OF_A_BLOCK) {
    const block = pages.slice(first, first + ROWS_OF_A_BLOCK);
    blocks.push(encoder.encode(JSON.stringify(block.map(({ item }) => item))));
    for (const [place, { item, name }] of block.entries()) {
      const row = first + place;
      const category_id = item.category_id ?? null;
      if (!categories.has(category_id)) categories.set(category_id, categories.size);
      category_places[row] = categories.get(category_id) ?? 0;
      const [sku, barcodes] = [fold(item.sku), item.barcodes.map(canonicalBarcode)];
      note(keys, row, 'id', item.id);
      note(keys, row, 'sku', sku);
      for (const barcode of barcodes) note(keys, row, 'barcode', barcode);
      const codes = barcodes.join(' ');
      lines.push(` ${name} \t ${barcodes[0] === sku ? codes : `${sku} ${codes}`}\n`);
    }
    if (blocks.length % BLOCKS_BETWEEN_PAUSES === 0) yield;
  }
  return {
    size: pages.length,
    text: encoder.encode(lines.join('')).buffer,
    ...joined(blocks),
    slots: slotsOf(keys).buffer,
    categories: [...categories.keys()],
    category_places: category_places.buffer,
  };
}

type Keys = { hashes: number[]; rows: number[] };

function note({ hashes, rows }: Keys, row: number, kind: KeyKind, key: string): void {
  hashes.push(hash(kind, key));
  rows.push(row);
}

function joined(blocks: readonly Uint8Array[]): { items: ArrayBuffer; starts: ArrayBuffer } {
  const starts = new Uint32Array(blocks.length + 1);
  let length = 0;
  for (const [number, block] of blocks.entries()) {
    starts[number] = length;
    length += block.length;
  }
  starts[blocks.length] = length;
  const items = new Uint8Array(length);
  for (const [number, block] of blocks.entries()) items.set(block, starts[number]);
  return { items: items.buffer, starts: starts.buffer };
}

/** Open addressing: a key lies in the slot of its hash, or in the next free one. 0 is a free slot. */
function slotsOf({ hashes, rows }: Keys): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * rows.length + 2)));
  const mask = slots.length - 1;
  for (const [place, row] of rows.entries()) {
    let slot = (hashes[place] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = row + 1;
  }
  return slots;
}

function hasKey({ id, sku, barcodes }: CatalogItem, kind: KeyKind, key: string): boolean {
  if (kind === 'id') return id === key;
  return kind === 'sku' ? fold(sku) === key : barcodes.some((code) => canonicalBarcode(code) === key);
}

/** FNV-1a. */
function hash(kind: KeyKind, key: string): number {
  let hashed = 0x811c9dc5 ^ kind.length;
  for (let place = 0; place < key.length; place += 1) hashed = Math.imul(hashed ^ key.charCodeAt(place), 0x01000193);
  return hashed ^ (hashed >>> 15);
}
