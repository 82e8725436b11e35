import 'fake-indexeddb/auto';
import { type CatalogItem, type CatalogPage, createApi } from '@novapos/api';
import { beforeEach, expect, it } from 'vitest';
import { readMeta, TillDb } from '../offline/till-db';
import { Catalog } from './catalog';

let db: TillDb;
let asked: (string | null)[];
let count = 0;

beforeEach(() => {
  count += 1;
  db = new TillDb(`catalog-${count}`, 'register');
  asked = [];
});

function goods(id: string, rev: number, name = id): CatalogItem {
  const rest = { category_id: null, tax_category: 's', unit: 'piece', image: null, prices: [] } as const;
  return { id, rev, name, sku: id, barcodes: [], ...rest, prices: [] };
}

function page(changes: Partial<CatalogPage>): CatalogPage {
  return { items: [], deleted: [], next_cursor: 'c', has_more: false, epoch: 'e1', rev: 1, total: 0, ...changes };
}

function catalogWith(answer: (cursor: string | null) => CatalogPage | 'down' | 'expired') {
  const fetch = async (input: RequestInfo | URL) => {
    const cursor = new URL((input as Request).url).searchParams.get('cursor');
    asked.push(cursor);
    const body = answer(cursor);
    if (body === 'down') throw new TypeError('no network');
    if (body === 'expired') return Response.json({ code: 'cursor_expired', detail: '' }, { status: 410 });
    return Response.json(body);
  };
  return new Catalog(createApi({ client: 'pos', baseUrl: 'http://shop.test', fetch }), db);
}

it('reads the feed page by page and goes on from where it was cut', async () => {
  let isDown = true;
  const answer = (cursor: string | null) => {
    if (cursor === null) return page({ items: [goods('a', 1)], next_cursor: 'p2', has_more: true });
    return isDown ? 'down' : page({ items: [goods('b', 2)], next_cursor: 'end', rev: 2 });
  };
  await expect(catalogWith(answer).sync()).rejects.toMatchObject({ code: 'network' });
  expect(await readMeta(db, 'feed')).toMatchObject({ cursor: 'p2' });

  isDown = false;
  const reloaded = catalogWith(answer);
  await reloaded.load();
  expect(reloaded.index.size).toBe(1);
  await reloaded.sync();
  expect(asked).toEqual([null, 'p2', 'p2']);
  expect(reloaded.state.getState()).toMatchObject({ size: 2, rev: 2 });
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
  expect(reloaded.state.getState().rev).toBe(4);
});

it.each(['expired', 'epoch'] as const)('begins again when the cursor is of no use (%s)', async (reason) => {
  let isOld = true;
  const catalog = catalogWith((cursor) => {
    if (isOld) return page({ items: [goods('old', 1)], next_cursor: 'p2' });
    if (cursor === 'p2') return reason === 'expired' ? 'expired' : page({ epoch: 'e2' });
    return page({ items: [goods('new', 9)], next_cursor: 'q1', epoch: 'e2', rev: 9 });
  });
  await catalog.sync();
  isOld = false;
  await catalog.sync();
  expect(catalog.index.byId('old')).toBeUndefined();
  expect(catalog.index.byId('new')).toBeDefined();
  expect(await db.segments.count()).toBe(1);
  expect(await readMeta(db, 'feed')).toEqual({ cursor: 'q1', epoch: 'e2', rev: 9 });
});

it('writes nothing for a page without changes', async () => {
  const catalog = catalogWith(() => page({}));
  await catalog.sync();
  await catalog.sync();
  expect(await db.segments.count()).toBe(0);
});

it('keeps few segments', async () => {
  for (let rev = 1; rev <= 201; rev += 1) await db.segments.add({ items: [goods('a', rev)], deleted: [] });
  const catalog = catalogWith(() => page({}));
  await catalog.load();
  expect(await db.segments.count()).toBe(1);
  expect(catalog.index.byId('a')?.rev).toBe(201);
});
