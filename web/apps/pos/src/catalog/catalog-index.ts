import type { CatalogItem, Variant } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';
import { GoodsBook, type KeyKind, type Look } from './goods-book';
import type { Tile } from './tile';
import { variantOf } from './variant';

type Place = { book: GoodsBook; row: number };

/**
 * All goods in memory: by id, by code, and as folded text to search; most of them in one thick book, what has changed since in a
 * thin one. It knows no database, network or screen, so that it can live in a worker.
 */
export class CatalogIndex {
  #base: GoodsBook;
  /** Rows of the base that are changed or deleted. */
  #gone = new Set<number>();
  #changed = new Map<string, CatalogItem>();
  /** What has changed, printed when it is next read. */
  #news: GoodsBook | null = null;
  /** The families of what has changed: of most there is nothing to look for in the news. */
  #newsFamilies = new Set<string>();

  constructor(base = GoodsBook.of([])) {
    this.#base = base;
  }

  get size(): number {
    return this.#base.size - this.#gone.size + this.#changed.size;
  }

  /** How many goods are not in the base as they are now. */
  get newsCount(): number {
    return this.#gone.size + this.#changed.size;
  }

  apply(page: { items: readonly CatalogItem[]; deleted: readonly string[] }): void {
    for (const id of page.deleted) this.#remove(id);
    for (const item of page.items) {
      const known = this.byId(item.id);
      if (known && known.rev > item.rev) continue;
      this.#remove(item.id);
      this.#changed.set(item.id, item);
      const variant = variantOf(item);
      if (variant) this.#newsFamilies.add(variant.family_id);
    }
    this.#news = null;
  }

  byId(id: string): CatalogItem | undefined {
    return this.#changed.get(id) ?? this.#inBase('id', id);
  }

  /** A scanned or typed code: a barcode, else an SKU. */
  byCode(code: string): CatalogItem | undefined {
    const [barcode, sku] = [canonicalBarcode(code), fold(code)];
    return this.#byKey('barcode', barcode) ?? this.#byKey('sku', sku);
  }

  /** The variants of a family, in the order that the shop gave their values. */
  family(family_id: string): CatalogItem[] {
    return this.#membersOf(family_id, null).map(itemAt);
  }

  browse(category_id: string | null, limit: number): Tile[] {
    return this.#tiles(this.#firstOfTiles(category_id), limit, []);
  }

  search(text: string, limit: number): Tile[] {
    const [first, ...rest] = fold(text).split(/\s+/).filter(Boolean);
    if (first === undefined) return [];
    const words: [string, ...string[]] = [first, ...rest];
    const found = [this.#base, this.#newsBook()].flatMap((book) =>
      book
        .find(words, limit, (row) => this.#isCurrent(book, row))
        .map(({ row, rank }) => ({ book, row, rank, name: book.nameAt(row) })),
    );
    found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return this.#tiles(found, limit, words);
  }

  /** In the order of names. */
  *all(): Generator<CatalogItem> {
    for (const { book, row } of this.#inOrder()) yield book.at(row);
  }

  /** The same goods in one new book. Nothing may be applied meanwhile. */
  async reprint(pause: () => Promise<void>): Promise<GoodsBook> {
    const book = await GoodsBook.ofMany(this.#base.size === 0 ? this.#changed.values() : this.all(), pause);
    this.#base = book;
    this.#gone = new Set();
    this.#changed = new Map();
    this.#news = null;
    this.#newsFamilies = new Set();
    return book;
  }

  /** A family has one tile, wherever its variants are found. */
  #tiles(places: Iterable<Place>, limit: number, words: readonly string[]): Tile[] {
    const tiles: Tile[] = [];
    const shown = new Set<string>();
    for (const place of places) {
      const variant = variantOf(itemAt(place));
      if (variant && shown.has(variant.family_id)) continue;
      if (variant) shown.add(variant.family_id);
      const tile = variant ? this.#tileOf(variant, place, words) : { item: itemAt(place), family: null };
      if (tiles.push(tile) === limit) break;
    }
    return tiles;
  }

  /** Where only one of a family is there, or is meant by what was searched, the tile is that one's own. */
  #tileOf({ family_id, family }: Variant, found: Place, words: readonly string[]): Tile {
    const members = this.#membersOf(family_id, found);
    const [meant = found, ...others] = meantBy(words, members);
    if (others.length === 0) return { item: itemAt(meant), family: null };
    const looks = new Map<string, Look>();
    for (const { book, row } of members) {
      const look = book.lookAt(row);
      if (!looks.has(look)) looks.set(look, JSON.parse(look));
    }
    const shown = members.find(({ book, row }) => looks.get(book.lookAt(row))?.hasPicture) ?? found;
    const prices = [...looks.values()].map((look) => look.prices);
    return { item: itemAt(shown), family: { id: family_id, name: family, count: members.length, prices } };
  }

  /** In the book where one of them was found, the others need no looking up. */
  #membersOf(family_id: string, found: Place | null): Place[] {
    const books = this.#newsFamilies.has(family_id) ? [this.#base, this.#newsBook()] : [this.#base];
    const members: Place[] = [];
    for (const book of books) {
      const one = found?.book === book ? found.row : book.rowOf('family', family_id);
      if (one === undefined) continue;
      const [first, end] = book.rowsOfTile(one);
      for (let row = first; row < end; row += 1) if (this.#isCurrent(book, row)) members.push({ book, row });
    }
    return members;
  }

  #byKey(kind: KeyKind, key: string): CatalogItem | undefined {
    const news = this.#newsBook();
    const row = news.rowOf(kind, key);
    return row === undefined ? this.#inBase(kind, key) : news.at(row);
  }

  #inBase(kind: KeyKind, key: string): CatalogItem | undefined {
    const row = this.#base.rowOf(kind, key);
    return row === undefined || this.#gone.has(row) ? undefined : this.#base.at(row);
  }

  #remove(id: string): void {
    if (this.#changed.delete(id)) return;
    const row = this.#base.rowOf('id', id);
    if (row !== undefined) this.#gone.add(row);
  }

  #isCurrent(book: GoodsBook, row: number): boolean {
    return book !== this.#base || !this.#gone.has(row);
  }

  #newsBook(): GoodsBook {
    this.#news ??= GoodsBook.of(this.#changed.values());
    return this.#news;
  }

  /** Of the rows that share a tile, one. */
  *#firstOfTiles(category_id: string | null): Generator<Place> {
    let last: Place | null = null;
    for (const place of this.#inOrder()) {
      const { book, row } = place;
      if (category_id !== null && !book.isInCategory(row, category_id)) continue;
      if (last?.book === book && book.isSameTile(row, last.row)) continue;
      yield place;
      last = place;
    }
  }

  /** Both books as one. */
  *#inOrder(): Generator<Place> {
    const [base, news] = [this.#base, this.#newsBook()];
    const nameOf = (row: number) => (row < news.size ? news.nameAt(row) : null);
    let fresh = 0;
    let name = nameOf(fresh);
    let last = -1;
    for (let row = 0; row < base.size; row += 1) {
      if (this.#gone.has(row)) continue;
      // Rows of one tile have one name.
      const isNext = !base.isSameTile(row, last);
      last = row;
      while (isNext && name !== null && name < base.nameAt(row)) {
        yield { book: news, row: fresh };
        fresh += 1;
        name = nameOf(fresh);
      }
      yield { book: base, row };
    }
    for (; fresh < news.size; fresh += 1) yield { book: news, row: fresh };
  }
}

function itemAt({ book, row }: Place): CatalogItem {
  return book.at(row);
}

/** A word that is one of the family's values means just that: who searches for "s" does not mean all that have this letter. */
function meantBy(words: readonly string[], members: readonly Place[]): readonly Place[] {
  if (words.length === 0) return members;
  const matching = members.filter(({ book, row }) => book.hasAll(row, words));
  const values = words.filter((word) => matching.some(({ book, row }) => book.isValueWord(row, word)));
  const exact = matching.filter(({ book, row }) => values.every((word) => book.isValueWord(row, word)));
  return exact.length > 0 ? exact : matching;
}
