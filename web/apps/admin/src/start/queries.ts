import { unwrap } from '@novapos/api';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';

export const signUpState = () =>
  queryOptions({ queryKey: ['sign-up'], queryFn: () => unwrap(api.http.GET('/auth/sign-up')), staleTime: 60_000 });

const one = { params: { query: { limit: 1 } } };

/** Whether anything was ever sold here. Once it was, that stays so. */
export const anySale = () =>
  queryOptions({
    queryKey: ['orders', 'any'],
    queryFn: async () => (await unwrap(api.http.GET('/orders', one))).items.length > 0,
    refetchOnWindowFocus: true,
  });

/** What a new shop has of what it needs for its first sale. */
export const made = () =>
  queryOptions({
    queryKey: ['start'],
    queryFn: async () => {
      const [rules, products, users] = await Promise.all([
        unwrap(api.http.GET('/tax/rules')),
        unwrap(api.http.GET('/products', one)),
        // The owner is one of them.
        unwrap(api.http.GET('/users', { params: { query: { limit: 2 } } })),
      ]);
      return { taxes: rules.items.length > 0, goods: products.items.length > 0, people: users.items.length > 1 };
    },
    refetchOnWindowFocus: true,
    // What a page made is to be seen on the next.
    staleTime: 0,
  });
