import type { Product } from '@novapos/api';
import { useQueries } from '@tanstack/react-query';
import { product } from './queries';

/** The products of a page of lines, each asked for once. Undefined while one is not known. */
export function useProducts(ids: readonly string[]): (product_id: string) => Product | undefined {
  const answers = useQueries({ queries: ids.map((id) => ({ ...product(id), staleTime: 60_000 })) });
  return (product_id) => answers[ids.indexOf(product_id)]?.data;
}
