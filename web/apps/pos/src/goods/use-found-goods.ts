import type { CatalogItem } from '@novapos/api';
import { useEffect, useState } from 'react';
import { useCatalog, useTill } from '../till/use-till';

/** `text` is what these goods were searched with: what is on screen stays until the next answer is there. */
export type FoundGoods = { items: CatalogItem[]; text: string };

/** What the search or the category holds now, asked again whenever the goods change. Null until the first answer. */
export function useFoundGoods(search: string, category_id: string | null, limit: number): FoundGoods | null {
  const { catalog } = useTill();
  const { isReady, version } = useCatalog();
  const [found, setFound] = useState<FoundGoods | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the goods is another answer to the same question.
  useEffect(() => {
    if (!isReady) return;
    let isLate = false;
    const text = search.trim();
    const asked = text === '' ? catalog.browse(category_id, limit) : catalog.search(text, limit);
    asked.then(
      (items) => !isLate && setFound({ items, text }),
      () => undefined,
    );
    return () => {
      isLate = true;
    };
  }, [catalog, isReady, version, search, category_id, limit]);

  return found;
}
