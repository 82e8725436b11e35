import type { Sort } from '@novapos/ui';

/** The column of an order as the API names it: `-opened_at` is the column `opened_at`, from the last on. */
export function sortOf(named: string): Sort {
  return { by: named.replace(/^-/, ''), isDescending: named.startsWith('-') };
}

/** The API's name of an order; none for the first of `names`, which holds where nobody asks. */
export function sortNamed<Name extends string>(names: readonly Name[], { by, isDescending }: Sort): Name | undefined {
  const wanted = `${isDescending ? '-' : ''}${by}`;
  return names.find((name, index) => name === wanted && index > 0);
}
