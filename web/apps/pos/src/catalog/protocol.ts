import type { CatalogItem } from '@novapos/api';
import type { Tile } from './tile';

/**
 * What the page knows about the goods of the worker. `version` changes whenever goods or prices do; what is derived from them is
 * derived again.
 */
export type CatalogState = {
  version: number;
  /** The whole catalogue is there: a code that is not found is one that nobody knows. */
  isReady: boolean;
  /** How many goods there are, and how many there will be, while a new device receives its first catalogue. */
  size: number;
  total: number;
  rev: number;
  synced_at: number | null;
};

export const noCatalog: CatalogState = { version: 0, isReady: false, size: 0, total: 0, rev: 0, synced_at: null };

/** What the page asks the worker. */
export type WorkerCalls = {
  /** From the device's database into memory. Answered when that is done, whether or not there was anything. */
  open: (tenant_id: string) => void;
  /** Reads the feed to its end. */
  sync: () => void;
  byCode: (code: string) => CatalogItem | null;
  byIds: (ids: readonly string[]) => CatalogItem[];
  family: (family_id: string) => CatalogItem[];
  browse: (category_id: string | null, limit: number) => Tile[];
  search: (text: string, limit: number) => Tile[];
};

/** What the worker asks the page. The page has the session, so the page speaks with the server: no token leaves it. */
export type PageCalls = {
  /** A page of the feed as the server sent it: JSON, which only the worker reads. */
  fetchPage: (cursor: string | null) => ArrayBuffer;
  changed: (state: CatalogState) => void;
};
