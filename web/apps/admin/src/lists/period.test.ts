import { expect, it } from 'vitest';
import { fileQuery } from './period';

const today = '2026-11-29';

it('asks a file for the last 31 days where no period was chosen', () => {
  expect(fileQuery({}, today).toString()).toBe('from=2026-10-30&to=2026-11-29');
  expect(fileQuery({ to: '2026-01-31' }, today).toString()).toBe('from=2026-01-01&to=2026-01-31');
});

it('takes the filters of the list, but not its order', () => {
  const filter = { status: 'closed', store_id: undefined, sort: '-variance', from: '2026-01-01', to: '2026-11-29' };
  expect(fileQuery(filter, today).toString()).toBe('status=closed&from=2026-01-01&to=2026-11-29');
});
