import { createStore, type StoreApi } from 'zustand/vanilla';
import { readMeta, type TillDb } from '../offline/till-db';

export const FAVOURITES_MAX = 60;

/** The goods of the first page, in the order in which they were chosen: on this device, or until then by the store. */
export class Favourites {
  readonly ids: StoreApi<readonly string[]>;
  readonly #db: TillDb;
  /** Whether somebody chose on this device. */
  #isOwn: boolean;

  private constructor(db: TillDb, own: readonly string[] | undefined) {
    this.#db = db;
    this.#isOwn = own !== undefined;
    this.ids = createStore<readonly string[]>(() => own ?? []);
  }

  static async open(db: TillDb): Promise<Favourites> {
    return new Favourites(db, await readMeta(db, 'favourites'));
  }

  /** What the store's manager laid out: shown until somebody chooses on this device. */
  suggest(ids: readonly string[]): void {
    if (!this.#isOwn) this.ids.setState(ids, true);
  }

  has(product_id: string): boolean {
    return this.ids.getState().includes(product_id);
  }

  async toggle(product_id: string): Promise<void> {
    const ids = toggled(this.ids.getState(), product_id);
    this.#isOwn = true;
    this.ids.setState(ids, true);
    await this.#db.meta.put({ key: 'favourites', value: ids });
  }
}

/** A page that is full takes no more. */
export function toggled(ids: readonly string[], product_id: string): readonly string[] {
  if (ids.includes(product_id)) return ids.filter((id) => id !== product_id);
  return ids.length < FAVOURITES_MAX ? [...ids, product_id] : ids;
}
