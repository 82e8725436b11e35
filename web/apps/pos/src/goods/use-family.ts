import type { CatalogItem } from '@novapos/api';
import { useEffect, useState } from 'react';
import { useCatalog, useTill } from '../till/use-till';

/** The variants of a family as they are now. Null until the first answer. */
export function useFamily(family_id: string): CatalogItem[] | null {
  const { catalog } = useTill();
  const { version } = useCatalog();
  const [members, setMembers] = useState<CatalogItem[] | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the goods is another answer to the same question.
  useEffect(() => {
    let isLate = false;
    catalog.family(family_id).then(
      (found) => !isLate && setMembers(found),
      () => undefined,
    );
    return () => {
      isLate = true;
    };
  }, [catalog, family_id, version]);

  return members;
}
