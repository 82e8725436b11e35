import { expect, it, vi } from 'vitest';
import { allPages } from './all-pages';

const pageAt = (last: number) =>
  vi.fn(async ({ cursor = '1' }: { limit: number; cursor?: string }) => ({
    items: [Number(cursor)],
    next_cursor: Number(cursor) < last ? String(Number(cursor) + 1) : null,
  }));

it('reads page after page to the end', async () => {
  expect(await allPages(pageAt(3))).toEqual([1, 2, 3]);
  expect(await allPages(pageAt(50))).toHaveLength(50);
});

it('stops where nobody could read on, and says so', async () => {
  const endless = pageAt(Number.POSITIVE_INFINITY);
  await expect(allPages(endless)).rejects.toMatchObject({ code: 'list_too_long' });
  expect(endless).toHaveBeenCalledTimes(50);
});
