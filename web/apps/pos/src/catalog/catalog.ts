import { type Api, ApiError, type CatalogPage, unwrap } from '@novapos/api';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readMeta, type TillDb } from '../offline/till-db';
import { CatalogIndex } from './catalog-index';

const PAGE_LIMIT = 1000;
const PAGES_MAX = 1000;
/** The place where this till stopped reading is not known any more. */
const uselessCursor = new Set(['cursor_expired', 'invalid_cursor']);
/** More segments than this are written again as few: the feed adds one with every change. */
const SEGMENTS_MAX = 200;

/** `version` changes whenever goods or prices do; what is derived from the index is derived again. */
export type CatalogState = { version: number; size: number; rev: number; synced_at: number | null };

/** The goods of a till: kept on the device as pages of the feed, and in memory as an index. */
export class Catalog {
  index = new CatalogIndex();
  readonly state: StoreApi<CatalogState> = createStore(() => ({ version: 0, size: 0, rev: 0, synced_at: null }));
  readonly #api: Api;
  readonly #db: TillDb;
  #syncing: Promise<void> | null = null;

  constructor(api: Api, db: TillDb) {
    this.#api = api;
    this.#db = db;
  }

  /** From the device, so that a till with a catalogue is ready before the network is. */
  async load(): Promise<void> {
    const index = new CatalogIndex();
    await this.#db.segments.orderBy('seq').each((segment) => index.apply(segment));
    this.index = index;
    const position = await readMeta(this.#db, 'feed');
    this.#changed(position?.rev ?? 0);
    if ((await this.#db.segments.count()) > SEGMENTS_MAX) await this.#compact();
  }

  /** Reads the feed to its end. One at a time: a second caller waits for the first. */
  sync(): Promise<void> {
    this.#syncing ??= this.#syncNow().finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  async #syncNow(): Promise<void> {
    let position = await readMeta(this.#db, 'feed');
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const page = await this.#fetchPage(position?.cursor);
      if (page === 'begin_again' || (position && page.epoch !== position.epoch)) return this.#takeSnapshot();
      position = { cursor: page.next_cursor, epoch: page.epoch, rev: page.rev };
      await this.#append(page, position);
      this.index.apply(page);
      if (page.items.length > 0 || page.deleted.length > 0) this.#changed(page.rev);
      else this.state.setState({ rev: page.rev, synced_at: Date.now() });
      if (!page.has_more) return;
    }
  }

  /** The cursor is too old or the feed was rebuilt: reads all beside what is there, then swaps. */
  async #takeSnapshot(): Promise<void> {
    const pages: CatalogPage[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#fetchPage(cursor);
      if (page === 'begin_again') throw new ApiError({ code: 'cursor_expired', detail: '', status: 410 });
      pages.push(page);
      cursor = page.has_more ? page.next_cursor : undefined;
    } while (cursor !== undefined && pages.length < PAGES_MAX);
    const last = pages.at(-1);
    if (!last) return;
    const index = new CatalogIndex();
    for (const page of pages) index.apply(page);
    await this.#db.transaction('rw', this.#db.segments, this.#db.meta, async () => {
      await this.#db.segments.clear();
      for (const { items, deleted } of pages) await this.#db.segments.add({ items, deleted });
      await this.#db.meta.put({ key: 'feed', value: { cursor: last.next_cursor, epoch: last.epoch, rev: last.rev } });
    });
    this.index = index;
    this.#changed(last.rev);
  }

  async #fetchPage(cursor: string | undefined): Promise<CatalogPage | 'begin_again'> {
    const query = cursor === undefined ? { limit: PAGE_LIMIT } : { limit: PAGE_LIMIT, cursor };
    try {
      return await unwrap(this.#api.http.GET('/catalog/changes', { params: { query } }));
    } catch (error) {
      if (cursor !== undefined && error instanceof ApiError && uselessCursor.has(error.code)) return 'begin_again';
      throw error;
    }
  }

  /** Page and cursor in one transaction: a crash goes on at the next page. */
  async #append(page: CatalogPage, position: { cursor: string; epoch: string; rev: number }): Promise<void> {
    await this.#db.transaction('rw', this.#db.segments, this.#db.meta, async () => {
      const { items, deleted } = page;
      if (items.length > 0 || deleted.length > 0) await this.#db.segments.add({ items, deleted });
      await this.#db.meta.put({ key: 'feed', value: position });
    });
  }

  async #compact(): Promise<void> {
    const items = this.index.all();
    await this.#db.transaction('rw', this.#db.segments, async () => {
      await this.#db.segments.clear();
      for (let start = 0; start < items.length; start += PAGE_LIMIT) {
        await this.#db.segments.add({ items: items.slice(start, start + PAGE_LIMIT), deleted: [] });
      }
    });
  }

  #changed(rev: number): void {
    this.state.setState((state) => ({
      version: state.version + 1,
      size: this.index.size,
      rev,
      synced_at: Date.now(),
    }));
  }
}
