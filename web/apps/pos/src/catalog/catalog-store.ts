/** Where the feed was left, and when. `generation` names the segments that lead there: no two snapshots share one. */
export type FeedPosition = { generation: number; cursor: string; epoch: string; rev: number; synced_at: number };

/** `feed` is the catalogue that sells. `next` is a snapshot that is still being read, beside it. */
type Place = 'feed' | 'next';

/**
 * The catalogue of one shop on this device: pages of the feed as the server sent them, in the order in which they came, and how far
 * they go. A hundred thousand rows of their own would take twenty times as long to write.
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

  /** The position in `place` and the segments that lead to it, as of one moment. */
  async read(place: Place): Promise<{ position: FeedPosition | null; segments: ArrayBuffer[] }> {
    const reading = this.#db.transaction(['segments', 'positions']);
    const position: FeedPosition | undefined = await done(reading.objectStore('positions').get(place));
    if (!position) return { position: null, segments: [] };
    const index = reading.objectStore('segments').index('generation');
    const rows: { bytes: ArrayBuffer }[] = await done(index.getAll(position.generation));
    return { position, segments: rows.map(({ bytes }) => bytes) };
  }

  /** Page and position in one transaction: a crash goes on at the next page. */
  append(place: Place, position: FeedPosition, segments: readonly ArrayBuffer[]): Promise<void> {
    return this.#write((stored, positions) => {
      for (const bytes of segments) stored.put({ generation: position.generation, bytes });
      positions.put(position, place);
    });
  }

  /** What is sold from now on: a snapshot that is whole, or the same goods in fewer segments. All older segments go. */
  adopt(position: FeedPosition, segments: readonly ArrayBuffer[] = []): Promise<void> {
    return this.#write((stored, positions) => {
      for (const bytes of segments) stored.put({ generation: position.generation, bytes });
      positions.put(position, 'feed');
      positions.delete('next');
      deleteOthers(stored, position.generation);
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
