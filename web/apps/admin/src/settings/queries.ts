import { unwrap } from '@novapos/api';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../session/api';

export const taxSettings = () =>
  queryOptions({ queryKey: ['tax', 'settings'], queryFn: () => unwrap(api.http.GET('/tax/settings')) });

export const taxRules = () =>
  queryOptions({ queryKey: ['tax', 'rules'], queryFn: async () => (await unwrap(api.http.GET('/tax/rules'))).items });
