/** What the tiles show while nobody searches. */
export type GoodsPage = { kind: 'favourites' } | { kind: 'all' } | { kind: 'category'; id: string };

export const favouritesPage: GoodsPage = { kind: 'favourites' };
export const allGoodsPage: GoodsPage = { kind: 'all' };

export function pageKey(page: GoodsPage): string {
  return page.kind === 'category' ? page.id : page.kind;
}
