import { ApiError, type CatalogItem, type CatalogPage, oneTabAtATime } from '@novapos/api';
import { CatalogIndex } from './catalog-index';
import type { CatalogStore, FeedPosition } from './catalog-store';
import { type CatalogState, noCatalog } from './protocol';

const ITEMS_PER_SEGMENT = 5000;
/** More segments than this are written again as few: the feed adds one with every change. */
const SEGMENTS_MAX = 200;
const PAGES_MAX = 1000;
/** The place where this till stopped reading is not known any more. */
const uselessCursor = new Set(['cursor_expired', 'invalid_cursor']);

type Deps = {
  tenant_id: string;
  store: CatalogStore;
  fetchPage: (cursor: string | null) => Promise<ArrayBuffer>;
  onChange: (state: CatalogState) => void;
};

/**
 * The goods of a till: kept on the device as pages of the feed, and in memory as an index. It lives in a worker, where reading and
 * searching a hundred thousand goods holds up nobody.
 */
export class Catalog {
  index = new CatalogIndex();
  readonly #deps: Deps;
  #state = noCatalog;
  #position: FeedPosition | null = null;
  #segments = 0;
  #syncing: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** From the device, so that a till with a catalogue is ready before the network is. */
  async load(): Promise<void> {
    const { position, segments } = await this.#deps.store.read('feed');
    this.#position = position;
    if (!position) return;
    const index = new CatalogIndex();
    for (const segment of segments) index.apply(pageOf(segment));
    this.#take(index, position, segments.length);
  }

  /** Reads the feed to its end. One at a time: a second caller waits for the first, and a second window for this one. */
  sync(): Promise<void> {
    const lock = `nova-catalog-${this.#deps.tenant_id}`;
    this.#syncing ??= oneTabAtATime(lock, () => this.#syncNow()).finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  async #syncNow(): Promise<void> {
    const stored = await this.#deps.store.position('feed');
    if (stored?.cursor !== this.#position?.cursor) await this.load();
    const isNew = this.#position === null || (await this.#follow(this.#position)) === 'begin_again';
    if (isNew) await this.#takeSnapshot();
    // A snapshot comes in the order of changes. In the order of names, it is ready sooner the next time.
    if (isNew || this.#segments > SEGMENTS_MAX) await this.#compact();
  }

  async #follow(from: FeedPosition): Promise<'up_to_date' | 'begin_again'> {
    let position = from;
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const fetched = await this.#fetchPage(position);
      if (fetched === 'begin_again') return fetched;
      const { page, bytes } = fetched;
      position = positionAfter(page, position.generation);
      const isNews = page.items.length > 0 || page.deleted.length > 0;
      await this.#deps.store.append('feed', position, isNews ? [bytes] : []);
      this.#position = position;
      if (isNews) {
        this.#segments += 1;
        this.index.apply(page);
      }
      this.#tell({ version: this.#state.version + (isNews ? 1 : 0) });
      if (!page.has_more) break;
    }
    return 'up_to_date';
  }

  /**
   * The first catalogue, or a new one because the feed was rebuilt or left too long ago: it is read and stored beside the one that
   * sells, and then takes its place. A till that was switched off meanwhile goes on where it was.
   */
  async #takeSnapshot(): Promise<void> {
    const { store } = this.#deps;
    const begun = await store.read('next');
    const index = new CatalogIndex();
    for (const segment of begun.segments) index.apply(pageOf(segment));
    const generation = begun.position?.generation ?? Date.now();
    let position = begun.position;
    let segments = begun.segments.length;
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const fetched = await this.#fetchPage(position);
      if (fetched === 'begin_again') {
        await store.forgetNext();
        throw new ApiError({ code: 'cursor_expired', detail: '', status: 410 });
      }
      const { page, bytes } = fetched;
      position = positionAfter(page, generation);
      await store.append('next', position, [bytes]);
      segments += 1;
      index.apply(page);
      if (!this.#state.isReady) this.#tell({ size: index.size, total: page.total });
      if (page.has_more) continue;
      await store.adopt(position);
      return this.#take(index, position, segments);
    }
  }

  async #fetchPage(from: FeedPosition | null): Promise<{ page: CatalogPage; bytes: ArrayBuffer } | 'begin_again'> {
    try {
      const bytes = await this.#deps.fetchPage(from?.cursor ?? null);
      const page = pageOf(bytes);
      return from && page.epoch !== from.epoch ? 'begin_again' : { page, bytes };
    } catch (error) {
      if (from && error instanceof ApiError && uselessCursor.has(error.code)) return 'begin_again';
      throw error;
    }
  }

  async #compact(): Promise<void> {
    if (!this.#position) return;
    const items = this.index.all();
    const segments: ArrayBuffer[] = [];
    for (let start = 0; start < items.length; start += ITEMS_PER_SEGMENT) {
      segments.push(segmentOf(items.slice(start, start + ITEMS_PER_SEGMENT)));
      // A scan or a search that came meanwhile goes first.
      await pause();
    }
    const position = { ...this.#position, generation: Date.now() };
    await this.#deps.store.adopt(position, segments);
    this.#position = position;
    this.#segments = segments.length;
  }

  #take(index: CatalogIndex, position: FeedPosition, segments: number): void {
    this.index = index;
    this.#position = position;
    this.#segments = segments;
    this.#tell({ version: this.#state.version + 1, isReady: true });
  }

  #tell(changes: Partial<CatalogState>): void {
    const { size } = this.index;
    const { rev = 0, synced_at = null } = this.#position ?? {};
    this.#state = { ...this.#state, size, total: size, rev, synced_at, ...changes };
    this.#deps.onChange(this.#state);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function positionAfter({ next_cursor, epoch, rev }: CatalogPage, generation: number): FeedPosition {
  return { generation, cursor: next_cursor, epoch, rev, synced_at: Date.now() };
}

function pageOf(bytes: ArrayBuffer): CatalogPage {
  return JSON.parse(new TextDecoder().decode(bytes));
}

function segmentOf(items: readonly CatalogItem[]): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify({ items, deleted: [] })).buffer;
}
