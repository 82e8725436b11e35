import 'fake-indexeddb/auto';
import { ApiError, type CatalogItem, type CatalogPage } from '@novapos/api';
import { beforeEach, expect, it } from 'vitest';
import { Catalog } from './catalog';
import { CatalogStore } from './catalog-store';
import { type BookBytes, GoodsBook } from './goods-book';
import type { CatalogState } from './protocol';

let tenant_id: string;
let store: CatalogStore;
let asked: (string | null)[];
let told: CatalogState[];
let count = 0;

beforeEach(async () => {
  count += 1;
  tenant_id = `tenant-${count}`;
  store = await CatalogStore.open(tenant_id);
  asked = [];
  told = [];
});

function goods(id: string, rev: number, name = id): CatalogItem {
  const rest = { category_id: null, tax_category: 's', unit: 'piece', image: null } as const;
  return { id, rev, name, sku: id, barcodes: [], ...rest, prices: [] };
}

function page(changes: Partial<CatalogPage>): CatalogPage {
  return { items: [], deleted: [], next_cursor: 'c', has_more: false, epoch: 'e1', rev: 1, total: 0, ...changes };
}

function bytesOf(value: unknown): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(value)).buffer;
}

type Answer = CatalogPage | 'down' | 'expired';

function catalogWith(answer: (cursor: string | null) => Answer | Promise<Answer>) {
  return new Catalog({
    tenant_id,
    store,
    fetchPage: async (cursor) => {
      asked.push(cursor);
      const body = await answer(cursor);
      if (body === 'down') throw new ApiError({ code: 'network', detail: '', status: 0 });
      if (body === 'expired') throw new ApiError({ code: 'cursor_expired', detail: '', status: 410 });
      return bytesOf(body);
    },
    onChange: (state) => told.push(state),
  });
}

/** What of the catalogue is stored: goods in the book, and pages since. */
async function stored(): Promise<{ inBook: number | undefined; pages: number }> {
  const { book, segments } = await store.read('feed');
  return { inBook: book?.size, pages: segments.length };
}

it('reads the feed page by page and goes on from where it was cut', async () => {
  let isDown = true;
  const answer = (cursor: string | null) => {
    if (cursor === null) return page({ items: [goods('a', 1)], next_cursor: 'p2', has_more: true, total: 2 });
    return isDown ? 'down' : page({ items: [goods('b', 2)], next_cursor: 'end', rev: 2, total: 2 });
  };
  await expect(catalogWith(answer).sync()).rejects.toMatchObject({ code: 'network' });
  expect(await store.position('next')).toMatchObject({ cursor: 'p2' });
  expect(told.at(-1)).toMatchObject({ isReady: false, size: 1, total: 2 });

  isDown = false;
  const reloaded = catalogWith(answer);
  await reloaded.load();
  await reloaded.sync();
  expect(asked).toEqual([null, 'p2', 'p2']);
  expect(reloaded.index.size).toBe(2);
  expect(told.at(-1)).toMatchObject({ isReady: true, size: 2, rev: 2 });
});

it('is not ready with a part of the catalogue: a code of the rest would seem unknown', async () => {
  const first = page({ items: [goods('a', 1)], next_cursor: 'p2', has_more: true });
  await expect(catalogWith((cursor) => (cursor ? 'down' : first)).sync()).rejects.toThrow();
  const reloaded = catalogWith(() => 'down');
  await reloaded.load();
  expect(told.some(({ isReady }) => isReady)).toBe(false);
});

it('applies changes and tombstones, also after a reload', async () => {
  const answer = (cursor: string | null) =>
    cursor === null
      ? page({ items: [goods('a', 1), goods('b', 2)], next_cursor: 'p2' })
      : page({ items: [goods('a', 3, 'A new')], deleted: ['b'], next_cursor: 'p3', rev: 4 });
  const catalog = catalogWith(answer);
  await catalog.sync();
  await catalog.sync();
  const reloaded = catalogWith(answer);
  await reloaded.load();
  for (const { index } of [catalog, reloaded]) {
    expect(index.size).toBe(1);
    expect(index.byId('a')?.name).toBe('A new');
  }
  expect(told.at(-1)).toMatchObject({ rev: 4, isReady: true });
});

it.each(['expired', 'epoch'] as const)('begins again beside the old goods (%s), and then swaps', async (reason) => {
  let isOld = true;
  let sold: string[] = [];
  const catalog = catalogWith((cursor) => {
    if (isOld) return page({ items: [goods('old', 1)], next_cursor: 'p2' });
    if (cursor === 'p2') return reason === 'expired' ? 'expired' : page({ epoch: 'e2' });
    if (cursor === null) return page({ items: [goods('new', 9)], next_cursor: 'q1', epoch: 'e2', has_more: true });
    sold = [...catalog.index.all()].map(({ id }) => id);
    return page({ items: [goods('newer', 10)], next_cursor: 'q2', epoch: 'e2', rev: 10 });
  });
  await catalog.sync();
  isOld = false;
  await catalog.sync();
  expect(sold).toEqual(['old']);
  expect([...catalog.index.all()].map(({ id }) => id)).toEqual(['new', 'newer']);
  expect(await stored()).toEqual({ inBook: 2, pages: 0 });
  expect(await store.position('feed')).toMatchObject({ cursor: 'q2', epoch: 'e2', rev: 10 });
  expect(await store.position('next')).toBeNull();
});

it('sells the old goods when the new ones are cut off, and goes on with them later', async () => {
  let state: 'old' | 'cut' | 'back' = 'old';
  const answer = (cursor: string | null): Answer => {
    if (state === 'old') return page({ items: [goods('old', 1)], next_cursor: 'p2' });
    if (cursor === 'p2') return 'expired';
    if (cursor === null) return page({ items: [goods('new', 9)], next_cursor: 'q1', epoch: 'e2', has_more: true });
    return state === 'cut' ? 'down' : page({ items: [], next_cursor: 'q2', epoch: 'e2', rev: 9 });
  };
  await catalogWith(answer).sync();
  state = 'cut';
  const cut = catalogWith(answer);
  await cut.load();
  await expect(cut.sync()).rejects.toThrow();

  const reloaded = catalogWith(answer);
  await reloaded.load();
  expect([...reloaded.index.all()].map(({ id }) => id)).toEqual(['old']);
  state = 'back';
  await reloaded.sync();
  expect(asked.filter((cursor) => cursor === null)).toHaveLength(2);
  expect([...reloaded.index.all()].map(({ id }) => id)).toEqual(['new']);
});

it('writes no goods for a page without changes, but says when it asked', async () => {
  const catalog = catalogWith(() => page({}));
  await catalog.sync();
  const version = told.at(-1)?.version;
  await catalog.sync();
  expect(await stored()).toEqual({ inBook: 0, pages: 0 });
  expect(told.at(-1)).toMatchObject({ version, synced_at: expect.any(Number) });
});

it('takes over what another window has read meanwhile', async () => {
  let rev = 1;
  const answer = (cursor: string | null) =>
    cursor === `c${rev}`
      ? page({ next_cursor: cursor, rev })
      : page({ items: [goods('a', rev)], next_cursor: `c${rev}`, rev });
  const [first, second] = [catalogWith(answer), catalogWith(answer)];
  await first.sync();
  await second.load();
  rev = 2;
  await first.sync();
  await second.sync();
  expect(second.index.byId('a')?.rev).toBe(2);
  expect(asked).toEqual([null, 'c1', 'c2']);
});

it('prints a new book when many pages have come since the last', async () => {
  let rev = 0;
  const catalog = catalogWith(() => {
    rev += 1;
    return page({ items: [goods('a', rev), goods(`only ${rev}`, rev)], next_cursor: `c${rev}`, rev });
  });
  for (let sync = 0; sync < 201; sync += 1) await catalog.sync();
  expect(await stored()).toEqual({ inBook: 2, pages: 200 });
  await catalog.sync();
  expect(await stored()).toEqual({ inBook: 203, pages: 0 });
  await catalog.sync();
  const reloaded = catalogWith(() => page({}));
  await reloaded.load();
  for (const { index } of [catalog, reloaded]) {
    expect(index.size).toBe(204);
    expect(index.byId('a')?.rev).toBe(203);
    expect(index.byCode('only 7')?.rev).toBe(7);
  }
});

/** As tills printed it before there were families: no format, and nothing about tiles. */
function oldBook(items: CatalogItem[]): BookBytes {
  const { format: _, tiles: _t, looks: _l, look_places: _p, ...old } = GoodsBook.of(items).bytes;
  return old as BookBytes;
}

it.each([
  ['older', (book: BookBytes) => book],
  ['newer', (book: BookBytes) => ({ ...book, format: 99, tiles: 'of another kind' }) as unknown as BookBytes],
])('sells the goods of a book that an %s till printed, also without the server', async (_, made) => {
  const shirts = ['S', 'M'].map((value) => ({
    ...goods(`shirt ${value}`, 1),
    variant: { family_id: 'f', family: 'Shirt', options: [{ name: 'Size', value, position: 0 }] },
  }));
  const position = { generation: 1, cursor: 'p2', epoch: 'e1', rev: 1, synced_at: 1 };
  await store.adopt(position, made(oldBook([...shirts, goods('tea', 1)])));
  await store.append('feed', position, [bytesOf(page({ items: [goods('tea', 2, 'Green tea')] }))]);

  const catalog = catalogWith(() => 'down');
  await catalog.load();
  expect(told.at(-1)).toMatchObject({ isReady: true, size: 3 });
  expect(catalog.index.byCode('shirt S')?.name).toBe('shirt S');
  expect(catalog.index.browse(null, 9).map(({ item, family }) => family?.name ?? item.name)).toEqual([
    'Green tea',
    'Shirt',
  ]);
});

it('prints a large book of an older till anew, once', async () => {
  const many = Array.from({ length: 5001 }, (_, n) => goods(`g${n}`, 1));
  await store.adopt({ generation: 1, cursor: 'p2', epoch: 'e1', rev: 1, synced_at: 1 }, oldBook(many));
  const catalog = catalogWith(() => page({}));
  await catalog.load();
  await catalog.sync();
  expect((await store.read('feed')).book).toMatchObject({ size: 5001, format: GoodsBook.of([]).bytes.format });
  expect(asked).toEqual(['p2']);
});
