import { type Api, type CatalogItem, unwrap } from '@novapos/api';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { Peer, type Port } from './peer';
import { type CatalogState, noCatalog, type PageCalls, type WorkerCalls } from './protocol';
import type { Tile } from './tile';

const PAGE_LIMIT = 5000;
/** More goods than a cart has lines; beyond that, those that no line shows are let go. */
const AT_HAND_MAX = 1000;

export type CatalogPort = Port & Pick<Worker, 'terminate'> & { onerror: Worker['onerror'] };
export type GoodsAtHand = ReadonlyMap<string, CatalogItem>;

export function startCatalogWorker(): CatalogPort {
  return new Worker(new URL('./catalog.worker.ts', import.meta.url), { type: 'module', name: 'catalogue' });
}

/**
 * The page's side of the goods. All of them are in the worker; the few that the cart shows are at hand here, so that a line is
 * priced without asking again. Both change in one step.
 */
export class CatalogClient {
  readonly state: StoreApi<CatalogState> = createStore(() => noCatalog);
  readonly atHand: StoreApi<GoodsAtHand> = createStore<GoodsAtHand>(() => new Map());
  readonly #port: CatalogPort;
  readonly #worker: Peer<WorkerCalls, PageCalls>;
  /** Whose own prices come with the goods. */
  #store_id: string | null = null;

  constructor(api: Api, port: CatalogPort) {
    this.#port = port;
    this.#worker = new Peer<WorkerCalls, PageCalls>(port, {
      fetchPage: (cursor) => fetchPage(api, cursor, this.#store_id),
      changed: (state) => this.#changed(state),
    });
    port.onerror = ({ message }) => this.#worker.fail(new Error(message));
  }

  /** Answered when what the device has is in memory. */
  open(tenant_id: string): Promise<void> {
    return this.#worker.ask('open', tenant_id);
  }

  /** From the next fetch on; what was fetched for another store is fetched anew. */
  sellIn(store_id: string): void {
    this.#store_id = store_id;
  }

  sync(): Promise<void> {
    return this.#worker.ask('sync');
  }

  /** A scanned or typed code: a barcode, else an SKU. */
  byCode(code: string): Promise<CatalogItem | null> {
    return this.#worker.ask('byCode', code);
  }

  /** Those that are sold, in the order of the ids. */
  byIds(ids: readonly string[]): Promise<CatalogItem[]> {
    return this.#worker.ask('byIds', ids);
  }

  /** The variants of a family that are sold, in the order that the shop gave their values. */
  family(family_id: string): Promise<CatalogItem[]> {
    return this.#worker.ask('family', family_id);
  }

  browse(category_id: string | null, limit: number): Promise<Tile[]> {
    return this.#worker.ask('browse', category_id, limit);
  }

  search(text: string, limit: number): Promise<Tile[]> {
    return this.#worker.ask('search', text, limit);
  }

  /** What Enter means in the search: the goods with exactly this code, else the first match. */
  async best(text: string): Promise<Tile | undefined> {
    const item = await this.byCode(text.trim());
    return item ? { item, family: null } : (await this.search(text, 1))[0];
  }

  /** Keeps goods at hand, because the cart is going to show them. */
  keep(item: CatalogItem, shown_ids: readonly string[]): void {
    const goods = this.atHand.getState();
    const known = goods.get(item.id);
    if (known && known.rev >= item.rev) return;
    const shown = new Set(shown_ids);
    const kept = goods.size < AT_HAND_MAX ? goods : [...goods].filter(([id]) => shown.has(id));
    this.atHand.setState(new Map(kept).set(item.id, item), true);
  }

  /** The goods of a cart from before a reload come at hand before it is shown; those at hand, as they are now. */
  async fetchAtHand(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const items = await this.byIds(ids);
    const goods = new Map(this.atHand.getState());
    for (const id of ids) goods.delete(id);
    for (const item of items) goods.set(item.id, item);
    this.atHand.setState(goods, true);
  }

  close(): void {
    this.#port.terminate();
    this.#worker.fail(new Error('the till is closed'));
  }

  async #changed(state: CatalogState): Promise<void> {
    // What is sold now at the old price must not be paid at the new revision: the goods come first.
    if (state.version !== this.state.getState().version) await this.fetchAtHand([...this.atHand.getState().keys()]);
    this.state.setState(state, true);
  }
}

async function fetchPage({ http }: Api, cursor: string | null, store_id: string | null): Promise<ArrayBuffer> {
  const query = { limit: PAGE_LIMIT, ...(cursor !== null && { cursor }), ...(store_id !== null && { store_id }) };
  return unwrap(http.GET('/catalog/changes', { params: { query }, parseAs: 'arrayBuffer' }));
}
