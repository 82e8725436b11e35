import type { CatalogItem } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';
import { type SearchEntry, SearchText } from './search-text';

/** The folded name and codes are made when they are first searched or sorted: a scan needs neither. */
type Entry = SearchEntry & { item: CatalogItem };

/**
 * All goods in memory: by id, by code, and as folded text to search. It knows no database, network or screen, so that it can live
 * in a worker.
 */
export class CatalogIndex {
  readonly #byId = new Map<string, Entry>();
  readonly #byBarcode = new Map<string, Entry>();
  readonly #bySku = new Map<string, Entry>();
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
    return (this.#byBarcode.get(canonicalBarcode(code)) ?? this.#bySku.get(fold(code)))?.item;
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
    return this.#text()
      .find([first, ...rest], limit)
      .map(({ item }) => item);
  }

  /** Does now what the first search would have to wait for. */
  prepareSearch(): void {
    this.#text();
  }

  /** In the order of names: read again in this order, they need no sorting. */
  all(): CatalogItem[] {
    return this.#inOrder().map(({ item }) => item);
  }

  #text(): SearchText<Entry> {
    this.#searchText ??= new SearchText(this.#inOrder());
    return this.#searchText;
  }

  /** What is nearly in order is sorted fast, so a change of one price does not cost the whole catalogue. */
  #inOrder(): readonly Entry[] {
    if (!this.#isSorted) {
      const isCurrent = (entry: Entry) => this.#byId.get(entry.item.id) === entry;
      const fresh = this.#fresh.filter(isCurrent);
      for (const entry of fresh) entry.name = fold(entry.item.name);
      this.#sorted = [...this.#sorted.filter(isCurrent), ...fresh].sort(byName);
      this.#fresh = [];
      this.#isSorted = true;
    }
    return this.#sorted;
  }

  #put(item: CatalogItem): void {
    const known = this.#byId.get(item.id);
    if (known && known.item.rev > item.rev) return;
    if (known) this.#remove(item.id);
    const entry: Entry = { item, name: '' };
    for (const code of item.barcodes) this.#byBarcode.set(canonicalBarcode(code), entry);
    // Many a shop takes the barcode as the SKU: found as the one, it needs not be found as the other.
    if (item.sku !== item.barcodes[0]) this.#bySku.set(fold(item.sku), entry);
    this.#byId.set(item.id, entry);
    this.#fresh.push(entry);
  }

  /** A code may have moved to other goods meanwhile: only its owner takes it away. */
  #remove(id: string): void {
    const entry = this.#byId.get(id);
    if (!entry) return;
    for (const code of entry.item.barcodes.map(canonicalBarcode)) {
      if (this.#byBarcode.get(code) === entry) this.#byBarcode.delete(code);
    }
    const sku = fold(entry.item.sku);
    if (this.#bySku.get(sku) === entry) this.#bySku.delete(sku);
    this.#byId.delete(id);
  }
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
