import type { CatalogItem } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';
import { type Match, SearchText } from './search-text';
import { variantOf } from './variant';

/** Counted up when what is stored becomes another thing; `items` and `starts` never do, so that no book is lost. */
const FORMAT = 2;

/** A book as it is stored. */
export type BookBytes = {
  format: number;
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
  /** For each row the first one of its tile: variants of one family share a tile, and lie side by side. */
  tiles: ArrayBuffer;
  /** What of variants is seen on their family's tile, as JSON; and which of these each row is. */
  looks: string[];
  look_places: ArrayBuffer;
};

export type KeyKind = 'id' | 'barcode' | 'sku' | 'family';
/** `place` is that of a variant in its family. */
type Page = { item: CatalogItem; name: string; place: string };
/** Many variants have the same, so that a tile of two hundred reads few. */
export type Look = { prices: CatalogItem['prices']; hasPicture: boolean };

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
  readonly #tiles: Uint32Array;
  readonly #lookPlaces: Uint32Array;
  /** The block that was read last: the next row is often in it, too. */
  #block: { number: number; items: CatalogItem[] } = { number: -1, items: [] };

  constructor(bytes: BookBytes) {
    this.bytes = bytes;
    this.#tiles = new Uint32Array(bytes.tiles);
    this.#lookPlaces = new Uint32Array(bytes.look_places);
    this.#text = new SearchText(decoder.decode(bytes.text), this.#tiles);
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
    if (this.#block.number !== number) this.#block = { number, items: blockAt(this.#items, this.#starts, number) };
    const item = this.#block.items[row % ROWS_OF_A_BLOCK];
    if (!item) throw new RangeError(`the book has no row ${row}`);
    return item;
  }

  /** The folded name of the goods or of their family, by which books are in order. */
  nameAt(row: number): string {
    return this.#text.nameAt(row);
  }

  isInCategory(row: number, category_id: string): boolean {
    return this.bytes.categories[this.#categoryPlaces[row] ?? -1] === category_id;
  }

  /** The first of the rows that share a tile with this one, and the first after them. */
  rowsOfTile(row: number): [number, number] {
    return [this.#tiles[row] ?? row, this.#text.tileEnd(row)];
  }

  isSameTile(row: number, other: number): boolean {
    return this.#tiles[row] === this.#tiles[other];
  }

  /** As JSON: rows that look the same have the same. */
  lookAt(row: number): string {
    return this.bytes.looks[this.#lookPlaces[row] ?? 0] ?? '';
  }

  hasAll(row: number, words: readonly string[]): boolean {
    return this.#text.hasAll(row, words);
  }

  isValueWord(row: number, word: string): boolean {
    return this.#text.isValueWord(row, word);
  }

  /** Whose id or code this is; of a family, the first row. */
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

/** Whether it was printed by a till like this one. */
export function isOpenable({ format }: BookBytes): boolean {
  return format === FORMAT;
}

/** All goods of a book, also of one that this till does not open. */
export function goodsIn({ items, starts }: Pick<BookBytes, 'items' | 'starts'>): CatalogItem[] {
  const [bytes, ends] = [new Uint8Array(items), new Uint32Array(starts)];
  return Array.from({ length: ends.length - 1 }, (_, number) => blockAt(bytes, ends, number)).flat();
}

function blockAt(items: Uint8Array, starts: Uint32Array, number: number): CatalogItem[] {
  return JSON.parse(decoder.decode(items.subarray(starts[number], starts[number + 1])));
}

/** Stops now and then, so that it can be done in pieces. */
function* printed(goods: Iterable<CatalogItem>): Generator<void, BookBytes> {
  const pages: Page[] = [];
  for (const item of goods) {
    pages.push(pageOf(item));
    if (pages.length % ROWS_BETWEEN_PAUSES === 0) yield;
  }
  pages.sort((a, b) => compare(a.name, b.name) || compare(a.place, b.place));
  const blocks: Uint8Array[] = [];
  const category_places = new Uint16Array(pages.length);
  const categories = new Map<string | null, number>();
  const look_places = new Uint32Array(pages.length);
  const looks = new Map<string, number>([['', 0]]);
  const tiles = new Uint32Array(pages.length);
  const lines: string[] = [];
  const keys: Keys = { hashes: [], rows: [] };
  for (let first = 0; first < pages.length; first += ROWS_OF_A_BLOCK) {
    const block = pages.slice(first, first + ROWS_OF_A_BLOCK);
    blocks.push(encoder.encode(JSON.stringify(block.map(({ item }) => item))));
    for (const [place, { item, name }] of block.entries()) {
      const row = first + place;
      category_places[row] = placeOf(categories, item.category_id ?? null);
      const [sku, barcodes] = [fold(item.sku), item.barcodes.map(canonicalBarcode)];
      note(keys, row, 'id', item.id);
      note(keys, row, 'sku', sku);
      for (const barcode of barcodes) note(keys, row, 'barcode', barcode);
      const codes = barcodes[0] === sku ? barcodes.join(' ') : [sku, ...barcodes].join(' ');
      const variant = variantOf(item);
      tiles[row] = row;
      if (!variant) {
        lines.push(` ${name} \t ${codes}\n`);
        continue;
      }
      const before = pages[row - 1];
      if (before && variantOf(before.item)?.family_id === variant.family_id) tiles[row] = tiles[row - 1] ?? row;
      else note(keys, row, 'family', variant.family_id);
      look_places[row] = placeOf(looks, lookOf(item));
      const values = variant.options.map(({ value }) => fold(value)).join(' ');
      lines.push(` ${name} \t ${values} \t ${fold(item.name)} ${codes}\n`);
    }
    if (blocks.length % BLOCKS_BETWEEN_PAUSES === 0) yield;
  }
  return {
    format: FORMAT,
    size: pages.length,
    text: encoder.encode(lines.join('')).buffer,
    ...joined(blocks),
    slots: slotsOf(keys).buffer,
    categories: [...categories.keys()],
    category_places: category_places.buffer,
    tiles: tiles.buffer,
    looks: [...looks.keys()],
    look_places: look_places.buffer,
  };
}

/** Variants stand where their family does, and there in the order that the shop gave the values. */
function pageOf(item: CatalogItem): Page {
  const variant = variantOf(item);
  if (!variant) return { item, name: fold(item.name), place: '' };
  const places = variant.options.map(({ position }) => `${position}`.padStart(3, '0'));
  return { item, name: fold(variant.family), place: [variant.family_id, ...places].join(' ') };
}

function lookOf({ prices, image }: CatalogItem): string {
  return JSON.stringify({ prices, hasPicture: image != null } satisfies Look);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The number of a value among the different ones. */
function placeOf<T>(places: Map<T, number>, value: T): number {
  const place = places.get(value) ?? places.size;
  if (place === places.size) places.set(value, place);
  return place;
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

function hasKey(item: CatalogItem, kind: KeyKind, key: string): boolean {
  switch (kind) {
    case 'id':
      return item.id === key;
    case 'sku':
      return fold(item.sku) === key;
    case 'barcode':
      return item.barcodes.some((code) => canonicalBarcode(code) === key);
    case 'family':
      return variantOf(item)?.family_id === key;
  }
}

/** FNV-1a. */
function hash(kind: KeyKind, key: string): number {
  let hashed = 0x811c9dc5 ^ kind.length;
  for (let place = 0; place < key.length; place += 1) hashed = Math.imul(hashed ^ key.charCodeAt(place), 0x01000193);
  return hashed ^ (hashed >>> 15);
}
