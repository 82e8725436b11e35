import type { CatalogItem } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';
import { type SearchEntry, SearchText } from './search-text';

type Entry = SearchEntry & { item: CatalogItem };

/**
 * All goods in memory: by id, by code, and as folded text to search. It knows no database, network or screen, so that it can live
 * in a worker.
 */
export class CatalogIndex {
  readonly #byId = new Map<string, Entry>();
  readonly #idByBarcode = new Map<string, string>();
  readonly #idBySku = new Map<string, string>();
  /** In the order of names, as of the last look; what came since is in `#fresh`. */
  #sorted: Entry[] = [];
  #fresh: Entry[] = [];
  #searchText: SearchText<Entry> | null = null;
  #isSorted = true;

  get size(): number {
    return this.#byId.size;
  }

  apply(page: { items: readonly CatalogItem[]; deleted: readonly string[] }): void {
    for (const id of page.deleted) this.#remove(id);
    for (const item of page.items) this.#put(item);
    this.#isSorted = false;
    this.#searchText = null;
  }

  byId(id: string): CatalogItem | undefined {
    return this.#byId.get(id)?.item;
  }

  /** A scanned or typed code: a barcode, else an SKU. */
  byCode(code: string): CatalogItem | undefined {
    const id = this.#idByBarcode.get(canonicalBarcode(code)) ?? this.#idBySku.get(fold(code));
    return id === undefined ? undefined : this.byId(id);
  }

  browse(category_id: string | null, limit: number): CatalogItem[] {
    const found: CatalogItem[] = [];
    for (const { item } of this.#inOrder()) {
      if (category_id !== null && item.category_id !== category_id) continue;
      if (found.push(item) === limit) break;
    }
    return found;
  }

  search(text: string, limit: number): CatalogItem[] {
    const [first, ...rest] = fold(text).split(/\s+/).filter(Boolean);
    if (first === undefined) return [];
    this.#searchText ??= new SearchText(this.#inOrder());
    return this.#searchText.find([first, ...rest], limit).map(({ item }) => item);
  }

  all(): CatalogItem[] {
    return Array.from(this.#byId.values(), ({ item }) => item);
  }

  /** What is nearly in order is sorted fast, so a change of one price does not cost the whole catalogue. */
  #inOrder(): readonly Entry[] {
    if (!this.#isSorted) {
      const isCurrent = (entry: Entry) => this.#byId.get(entry.item.id) === entry;
      this.#sorted = [...this.#sorted, ...this.#fresh].filter(isCurrent).sort(byName);
      this.#fresh = [];
      this.#isSorted = true;
    }
    return this.#sorted;
  }

  #put(item: CatalogItem): void {
    const known = this.#byId.get(item.id)?.item;
    if (known && known.rev > item.rev) return;
    this.#remove(item.id);
    const barcodes = item.barcodes.map(canonicalBarcode);
    const sku = fold(item.sku);
    for (const code of barcodes) this.#idByBarcode.set(code, item.id);
    this.#idBySku.set(sku, item.id);
    const entry = { item, name: fold(item.name), codes: [sku, ...barcodes].join(' ') };
    this.#byId.set(item.id, entry);
    this.#fresh.push(entry);
  }

  /** A code may have moved to other goods meanwhile: only its owner takes it away. */
  #remove(id: string): void {
    const item = this.#byId.get(id)?.item;
    if (!item) return;
    for (const code of item.barcodes.map(canonicalBarcode)) {
      if (this.#idByBarcode.get(code) === id) this.#idByBarcode.delete(code);
    }
    if (this.#idBySku.get(fold(item.sku)) === id) this.#idBySku.delete(fold(item.sku));
    this.#byId.delete(id);
  }
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
