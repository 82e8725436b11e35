import { useEffect, useState } from 'react';
import type { CatalogClient } from '../catalog/catalog-client';
import type { Tile } from '../catalog/tile';
import { useCatalog, useTill } from '../till/use-till';
import type { GoodsPage } from './goods-page';

/** `text` is what these were searched with: what is on screen stays until the next answer is there. */
export type FoundGoods = { tiles: Tile[]; text: string };

type Wanted = { search: string; page: GoodsPage; favourite_ids: readonly string[]; limit: number };

/** What the search or the page holds now, asked again whenever the goods change. Null until the first answer. */
export function useFoundGoods({ search, page, favourite_ids, limit }: Wanted): FoundGoods | null {
  const { catalog } = useTill();
  const { isReady, version } = useCatalog();
  const [found, setFound] = useState<FoundGoods | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the goods is another answer to the same question.
  useEffect(() => {
    if (!isReady) return;
    let isLate = false;
    const text = search.trim();
    const asked = text === '' ? goodsOf(catalog, page, favourite_ids, limit) : catalog.search(text, limit);
    asked.then(
      (tiles) => !isLate && setFound({ tiles, text }),
      () => undefined,
    );
    return () => {
      isLate = true;
    };
  }, [catalog, isReady, version, search, page, favourite_ids, limit]);

  return found;
}

async function goodsOf(catalog: CatalogClient, page: GoodsPage, favourite_ids: readonly string[], limit: number) {
  if (page.kind === 'favourites') {
    return (await catalog.byIds(favourite_ids)).map((item): Tile => ({ item, family: null }));
  }
  return catalog.browse(page.kind === 'category' ? page.id : null, limit);
}
