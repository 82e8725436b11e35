import type { CatalogItem } from '@novapos/api';

/** Several variants under one name. `prices` are those of all, the same ones once. */
export type Family = { id: string; name: string; count: number; prices: CatalogItem['prices'][] };

/** What one tile stands for: some goods, or a family, of which it shows the goods' picture. */
export type Tile = { item: CatalogItem; family: Family | null };
