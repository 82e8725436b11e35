import type { CatalogItem } from '@novapos/api';
import { canonicalBarcode } from './barcode';
import { fold } from './fold';

type Entry = { item: CatalogItem; name: string; codes: string };

/**
 * All goods in memory: by id, by code, and as folded text for a linear scan. It knows no database, network or screen, so that it
 * can live in a worker.
 */
export class CatalogIndex {
  readonly #byId = new Map<string, Entry>();
  readonly #idByBarcode = new Map<string, string>();
  readonly #idBySku = new Map<string, string>();
  #sorted: Entry[] | null = null;

  get size(): number {
    return this.#byId.size;
  }

  apply(page: { items: readonly CatalogItem[]; deleted: readonly string[] }): void {
    for (const id of page.deleted) this.#remove(id);
    for (const item of page.items) this.#put(item);
    this.#sorted = null;
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

  /** Every word must occur; names that begin with the first word come first, then words that do, then the rest. */
  search(text: string, limit: number): CatalogItem[] {
    const words = fold(text).split(/\s+/).filter(Boolean);
    const [first] = words;
    if (first === undefined) return [];
    const ranks: CatalogItem[][] = [[], [], []];
    for (const { item, name, codes } of this.#inOrder()) {
      if (!words.every((word) => name.includes(word) || codes.includes(word))) continue;
      const rank = name.startsWith(first) ? 0 : name.includes(` ${first}`) ? 1 : 2;
      const bucket = ranks[rank];
      if (bucket && bucket.length < limit) bucket.push(item);
      if (ranks[0]?.length === limit) break;
    }
    return ranks.flat().slice(0, limit);
  }

  all(): CatalogItem[] {
    return Array.from(this.#byId.values(), ({ item }) => item);
  }

  #inOrder(): Entry[] {
    this.#sorted ??= [...this.#byId.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return this.#sorted;
  }

  #put(item: CatalogItem): void {
    const known = this.#byId.get(item.id)?.item;
    if (known && known.rev > item.rev) return;
    this.#remove(item.id);
    for (const code of item.barcodes) this.#idByBarcode.set(canonicalBarcode(code), item.id);
    this.#idBySku.set(fold(item.sku), item.id);
    const codes = [item.sku, ...item.barcodes].map(fold).join(' ');
    this.#byId.set(item.id, { item, name: fold(item.name), codes });
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
