import type { CatalogItem } from '@novapos/api';
import { expect, it } from 'vitest';
import { CatalogIndex } from './catalog-index';
import { GoodsBook } from './goods-book';

let count = 0;
function goods(name: string, changes: Partial<CatalogItem> = {}): CatalogItem {
  count += 1;
  return {
    id: `id-${count}`,
    rev: count,
    name,
    sku: `SKU-${count}`,
    barcodes: [],
    category_id: null,
    tax_category: 'standard',
    unit: 'piece',
    image: null,
    prices: [],
    ...changes,
  };
}

/** Each test holds for goods that came just now, and for goods that are in the book. */
let isInBook = false;
const inBoth = it.each([false, true]);

async function indexOf(...items: CatalogItem[]): Promise<CatalogIndex> {
  const index = new CatalogIndex();
  index.apply({ items, deleted: [] });
  if (isInBook) await index.reprint(async () => undefined);
  return index;
}

const names = (items: CatalogItem[]) => items.map((item) => item.name);

inBoth('finds UPC-A and its EAN-13 as the same code (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(
    goods('Cola', { sku: 'Drink-1', barcodes: ['049000006346'] }),
    goods('Pens', { barcodes: ['0012345678905'] }),
  );
  expect(index.byCode('0049000006346')?.name).toBe('Cola');
  expect(index.byCode('012345678905')?.name).toBe('Pens');
  expect(index.byCode('drink-1')?.name).toBe('Cola');
  expect(index.byCode('nothing')).toBeUndefined();
});

inBoth('searches without accents and case, best match first (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(goods('Iced café latte'), goods('Café crème'), goods('Decafé'), goods('Straße mug'));
  expect(names(index.search('CAFE', 10))).toEqual(['Café crème', 'Iced café latte', 'Decafé']);
  expect(names(index.search('latte cafe', 10))).toEqual(['Iced café latte']);
  expect(names(index.search('strasse', 10))).toEqual(['Straße mug']);
  expect(index.search('  ', 10)).toEqual([]);
});

inBoth('searches numbers on the label (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(goods('Tea', { barcodes: ['4006381333931'] }));
  expect(names(index.search('63813', 10))).toEqual(['Tea']);
});

inBoth('stops at the limit and browses by category in the order of names (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(goods('b', { category_id: 'c' }), goods('a', { category_id: 'c' }), goods('c'));
  expect(names(index.browse(null, 2))).toEqual(['a', 'b']);
  expect(names(index.browse('c', 10))).toEqual(['a', 'b']);
  expect(index.search('a', 1)).toHaveLength(1);
});

inBoth('keeps the newest revision and forgets what was deleted (book: %s)', async (book) => {
  isInBook = book;
  const old = goods('Old name', { barcodes: ['11111111'] });
  const index = await indexOf(old);
  index.apply({ items: [{ ...old, rev: old.rev + 10, name: 'New name', barcodes: ['22222222'] }], deleted: [] });
  index.apply({ items: [old], deleted: [] });
  expect(index.byId(old.id)?.name).toBe('New name');
  expect(index.byCode('11111111')).toBeUndefined();
  index.apply({ items: [], deleted: [old.id] });
  expect(index.size).toBe(0);
  expect(index.byCode('22222222')).toBeUndefined();
});

inBoth('follows a barcode that moved to other goods, whatever order the two come in (book: %s)', async (book) => {
  isInBook = book;
  const first = goods('First', { barcodes: ['33333333'] });
  const second = goods('Second', { barcodes: ['33333333'] });
  const index = await indexOf(first);
  index.apply({ items: [second, { ...first, rev: 100, barcodes: [] }], deleted: [] });
  expect(index.byCode('33333333')?.name).toBe('Second');
});

inBoth(
  'puts words that begin so before words that hold it, also in one name, and ends at the limit (book: %s)',
  async (book) => {
    isInBook = book;
    const index = await indexOf(
      ...['Decafé', 'Decafé café', 'Mocafé', 'Nocafé'].map((name) => goods(name)),
      goods('Zesty café'),
    );
    expect(names(index.search('cafe', 10))).toEqual(['Decafé café', 'Zesty café', 'Decafé', 'Mocafé', 'Nocafé']);
    expect(names(index.search('cafe', 2))).toEqual(['Decafé café', 'Zesty café']);
    expect(names(index.search('cafe', 3))).toEqual(['Decafé café', 'Zesty café', 'Decafé']);
  },
);

inBoth('finds goods by either code when SKU and barcode are the same or not (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(
    goods('Same', { sku: '4006381333931', barcodes: ['4006381333931', '999'] }),
    goods('Other'),
  );
  expect(index.byCode('4006381333931')?.name).toBe('Same');
  expect(index.byCode('999')?.name).toBe('Same');
  index.apply({ items: [], deleted: [index.byCode('999')?.id ?? ''] });
  expect(index.byCode('4006381333931')).toBeUndefined();
});

inBoth('finds what changed among what did not, in the order of names (book: %s)', async (book) => {
  isInBook = book;
  const [b, d] = [goods('b tea', { category_id: 'c' }), goods('d tea', { category_id: 'c' })];
  const index = await indexOf(b, d, goods('a tea'));
  index.apply({
    items: [goods('c tea', { category_id: 'c' }), { ...d, rev: d.rev + 50, name: 'Tea of e' }],
    deleted: [],
  });
  expect(names(index.browse(null, 9))).toEqual(['a tea', 'b tea', 'c tea', 'Tea of e']);
  expect(names(index.browse('c', 9))).toEqual(['b tea', 'c tea', 'Tea of e']);
  expect(names(index.search('tea', 9))).toEqual(['Tea of e', 'a tea', 'b tea', 'c tea']);
  expect(index.size).toBe(4);
  await index.reprint(async () => undefined);
  expect(names([...index.all()])).toEqual(['a tea', 'b tea', 'c tea', 'Tea of e']);
  expect(index.byId(d.id)?.name).toBe('Tea of e');
});

it('finds each of many goods by every code, after the book was stored and opened again', async () => {
  const items = Array.from({ length: 3000 }, (_, n) => goods(`Ware ${n} œ я`, { barcodes: [`29${n}`, `x${n}`] }));
  const index = new CatalogIndex(new GoodsBook(structuredClone(GoodsBook.of(items).bytes)));
  for (const item of items) {
    expect(index.byId(item.id)).toEqual(item);
    for (const code of [...item.barcodes, item.sku]) expect(index.byCode(code)?.id).toBe(item.id);
  }
  expect(index.byCode('290000')).toBeUndefined();
});
