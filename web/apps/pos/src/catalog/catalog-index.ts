import type { CatalogItem } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';
import { GoodsBook, type KeyKind } from './goods-book';

type Found = { item: CatalogItem; rank: number; name: string };

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

  browse(category_id: string | null, limit: number): CatalogItem[] {
    const found: CatalogItem[] = [];
    for (const [book, row] of this.#inOrder()) {
      if (category_id !== null && !book.isInCategory(row, category_id)) continue;
      if (found.push(book.at(row)) === limit) break;
    }
    return found;
  }

  search(text: string, limit: number): CatalogItem[] {
    const [first, ...rest] = fold(text).split(/\s+/).filter(Boolean);
    if (first === undefined) return [];
    const found = [this.#base, this.#newsBook()].flatMap((book) => this.#findIn(book, [first, ...rest], limit));
    found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return found.slice(0, limit).map(({ item }) => item);
  }

  /** In the order of names. */
  *all(): Generator<CatalogItem> {
    for (const [book, row] of this.#inOrder()) yield book.at(row);
  }

  /** The same goods in one new book. Nothing may be applied meanwhile. */
  async reprint(pause: () => Promise<void>): Promise<GoodsBook> {
    const book = await GoodsBook.ofMany(this.#base.size === 0 ? this.#changed.values() : this.all(), pause);
    this.#base = book;
    this.#gone = new Set();
    this.#changed = new Map();
    this.#news = null;
    return book;
  }

  #findIn(book: GoodsBook, words: readonly [string, ...string[]], limit: number): Found[] {
    return book
      .find(words, limit, (row) => this.#isCurrent(book, row))
      .map(({ row, rank }) => ({ item: book.at(row), rank, name: book.nameAt(row) }));
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

  /** Both books as one. */
  *#inOrder(): Generator<[GoodsBook, number]> {
    const [base, news] = [this.#base, this.#newsBook()];
    let fresh = 0;
    for (let row = 0; row < base.size; row += 1) {
      if (this.#gone.has(row)) continue;
      while (fresh < news.size && news.nameAt(fresh) < base.nameAt(row)) {
        yield [news, fresh];
        fresh += 1;
      }
      yield [base, row];
    }
    for (; fresh < news.size; fresh += 1) yield [news, fresh];
  }
}
