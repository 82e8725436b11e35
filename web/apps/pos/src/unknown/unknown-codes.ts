import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TillDb } from '../offline/till-db';

/** A scanned code that no goods have: how often, and when the last time, on one business day. */
export type UnknownCode = { code: string; day: string; count: number; last_at: string };

const CODES_MAX = 200;

/** What was scanned today and is not in the catalogue. It is written down, so that none of it is forgotten at the end of the day. */
export class UnknownCodes {
  readonly list: StoreApi<readonly UnknownCode[]>;
  readonly #db: TillDb;

  private constructor(db: TillDb, list: readonly UnknownCode[]) {
    this.#db = db;
    this.list = createStore<readonly UnknownCode[]>(() => list);
  }

  static async open(db: TillDb, day: string): Promise<UnknownCodes> {
    const rows = await db.unknown_codes.toArray();
    const old = rows.filter((row) => row.day !== day).map(({ code }) => code);
    await db.unknown_codes.bulkDelete(old);
    return new UnknownCodes(db, newestFirst(rows.filter((row) => row.day === day)));
  }

  async note(code: string, day: string, at: string): Promise<void> {
    const { list, gone } = noted(this.list.getState(), { code, day, at });
    this.list.setState(list, true);
    await this.#db.transaction('rw', this.#db.unknown_codes, async () => {
      await this.#db.unknown_codes.bulkDelete(gone);
      await this.#db.unknown_codes.bulkPut(list.filter((row) => row.code === code));
    });
  }

  /** Somebody has seen to it. */
  async settle(code: string): Promise<void> {
    this.list.setState(
      this.list.getState().filter((row) => row.code !== code),
      true,
    );
    await this.#db.unknown_codes.delete(code);
  }
}

/** The list with one more scan: the codes of earlier days leave it, and the oldest where there are too many. */
export function noted(
  list: readonly UnknownCode[],
  { code, day, at }: { code: string; day: string; at: string },
): { list: readonly UnknownCode[]; gone: string[] } {
  const ofDay = list.filter((row) => row.day === day);
  const before = ofDay.find((row) => row.code === code);
  const others = ofDay.filter((row) => row !== before).slice(0, CODES_MAX - 1);
  const now = [{ code, day, count: (before?.count ?? 0) + 1, last_at: at }, ...others];
  const kept = new Set(now.map((row) => row.code));
  return { list: now, gone: list.map((row) => row.code).filter((each) => !kept.has(each)) };
}

function newestFirst(rows: readonly UnknownCode[]): readonly UnknownCode[] {
  return rows.toSorted((a, b) => (a.last_at < b.last_at ? 1 : -1));
}
