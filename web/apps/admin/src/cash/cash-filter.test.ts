import { expect, it } from 'vitest';
import { inReach, isFiltered, sessionFilter } from './cash-filter';

const today = '2026-11-29';

it('looks through the last 31 days for the highest variances, and says so', () => {
  expect(inReach({ sort: '-variance' }, today)).toEqual({ sort: '-variance', from: '2026-10-30', to: '2026-11-29' });
  expect(inReach({ sort: 'opened_at', from: '2020-01-01' }, today)).toEqual({ sort: 'opened_at', from: '2020-01-01' });
});

it('takes an order for no filter, and what the API does not know for none', () => {
  expect(isFiltered({ sort: 'opened_at' })).toBe(false);
  expect(isFiltered({ sort: 'opened_at', status: 'open' })).toBe(true);
  expect(sessionFilter.parse({ sort: 'size', status: 'open' })).toEqual({ sort: undefined, status: 'open' });
});
