import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { TillDb } from '../offline/till-db';
import { noted, UnknownCodes } from './unknown-codes';

const scan = (code: string, at: string, day = '2026-11-25') => ({ code, day, at });

it('counts a code that comes again, and has the newest first', () => {
  const { list: one } = noted([], scan('111', '09:00'));
  const { list: two } = noted(one, scan('222', '09:01'));
  const { list } = noted(two, scan('111', '09:02'));
  expect(list).toEqual([
    { code: '111', day: '2026-11-25', count: 2, last_at: '09:02' },
    { code: '222', day: '2026-11-25', count: 1, last_at: '09:01' },
  ]);
});

it('begins anew with the day', () => {
  const { list: yesterday } = noted([], scan('111', '23:00', '2026-11-24'));
  expect(noted(yesterday, scan('222', '09:00'))).toMatchObject({ list: [{ code: '222' }], gone: ['111'] });
});

it('lets the oldest go where there are too many', () => {
  let all = noted([], scan('0', '09:00'));
  for (let n = 1; n <= 200; n += 1) all = noted(all.list, scan(`${n}`, '09:00'));
  expect(all.list).toHaveLength(200);
  expect(all.gone).toEqual(['0']);
});

it('is on the device: the same day goes on after a reload, another begins empty', async () => {
  const db = new TillDb('unknown', 'register');
  const codes = await UnknownCodes.open(db, '2026-11-25');
  await codes.note('111', '2026-11-25', '09:00');
  await codes.note('222', '2026-11-25', '09:01');
  await codes.settle('111');
  expect((await UnknownCodes.open(db, '2026-11-25')).list.getState().map(({ code }) => code)).toEqual(['222']);
  expect((await UnknownCodes.open(db, '2026-11-26')).list.getState()).toEqual([]);
});
