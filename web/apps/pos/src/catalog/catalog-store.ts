import type { BookBytes } from './goods-book';

/** Where the feed was left, and when. `generation` names the segments that lead there: no two snapshots share one. */
export type FeedPosition = { generation: number; cursor: string; epoch: string; rev: number; synced_at: number };

/** `feed` is the catalogue that sells. `next` is a snapshot that is still being read, beside it. */
type Place = 'feed' | 'next';

type Row = { generation: number } & ({ book: BookBytes } | { bytes: ArrayBuffer });

export type StoredCatalog = { position: FeedPosition | null; book: BookBytes | null; segments: ArrayBuffer[] };

/**
 * The catalogue of one shop on this device: a book of its goods, the pages of the feed that came since, as the server sent them, and
 * how far they go. A hundred thousand rows of their own would take twenty times as long to write.
 */
export class CatalogStore {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static async open(tenant_id: string): Promise<CatalogStore> {
    const opening = indexedDB.open(`nova-catalog-${tenant_id}`, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('segments', { autoIncrement: true }).createIndex('generation', 'generation');
      opening.result.createObjectStore('positions');
    };
    const db = await done(opening);
    db.onversionchange = () => db.close();
    return new CatalogStore(db);
  }

  close(): void {
    this.#db.close();
  }

  async position(place: Place): Promise<FeedPosition | null> {
    return (await done(this.#db.transaction('positions').objectStore('positions').get(place))) ?? null;
  }

  /** The position in `place` and what leads to it, as of one moment. */
  async read(place: Place): Promise<StoredCatalog> {
    const reading = this.#db.transaction(['segments', 'positions']);
    const position: FeedPosition | undefined = await done(reading.objectStore('positions').get(place));
    if (!position) return { position: null, book: null, segments: [] };
    const rows: Row[] = await done(reading.objectStore('segments').index('generation').getAll(position.generation));
    const books = rows.flatMap((row) => ('book' in row ? [row.book] : []));
    const segments = rows.flatMap((row) => ('bytes' in row ? [row.bytes] : []));
    return { position, book: books[0] ?? null, segments };
  }

  /** Page and position in one transaction: a crash goes on at the next page. */
  append(place: Place, position: FeedPosition, segments: readonly ArrayBuffer[]): Promise<void> {
    return this.#write((stored, positions) => {
      for (const bytes of segments) stored.put({ generation: position.generation, bytes } satisfies Row);
      positions.put(position, place);
    });
  }

  /** What is sold from now on. All that was stored before goes. */
  adopt(position: FeedPosition, book: BookBytes): Promise<void> {
    return this.#write((stored, positions) => {
      deleteOthers(stored, position.generation);
      stored.put({ generation: position.generation, book } satisfies Row);
      positions.put(position, 'feed');
      positions.delete('next');
    });
  }

  /** The snapshot that was begun leads nowhere any more. */
  async forgetNext(): Promise<void> {
    const feed = await this.position('feed');
    return this.#write((stored, positions) => {
      positions.delete('next');
      deleteOthers(stored, feed?.generation ?? null);
    });
  }

  #write(work: (segments: IDBObjectStore, positions: IDBObjectStore) => void): Promise<void> {
    const writing = this.#db.transaction(['segments', 'positions'], 'readwrite', { durability: 'relaxed' });
    work(writing.objectStore('segments'), writing.objectStore('positions'));
    return new Promise((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(writing.error ?? new Error('the goods could not be written'));
    });
  }
}

function deleteOthers(segments: IDBObjectStore, generation: number | null): void {
  const walking = segments.index('generation').openCursor();
  walking.onsuccess = () => {
    const row = walking.result;
    if (!row) return;
    if (row.key !== generation) row.delete();
    row.continue();
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
