import { useEffect, useState } from 'react';
import { variantOf } from '../catalog/variant';
import { useCatalog, useTill } from '../till/use-till';

const none: ReadonlySet<string> = new Set();

/** The families of which a variant is a favourite, while favourites are chosen. */
export function useFavouriteFamilies(isChoosing: boolean, favourite_ids: readonly string[]): ReadonlySet<string> {
  const { catalog } = useTill();
  const { version } = useCatalog();
  const [families, setFamilies] = useState(none);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the goods is another answer to the same question.
  useEffect(() => {
    if (!isChoosing) return;
    let isLate = false;
    catalog.byIds(favourite_ids).then(
      (items) => !isLate && setFamilies(new Set(items.flatMap((item) => variantOf(item)?.family_id ?? []))),
      () => undefined,
    );
    return () => {
      isLate = true;
    };
  }, [catalog, isChoosing, favourite_ids, version]);

  return isChoosing ? families : none;
}
