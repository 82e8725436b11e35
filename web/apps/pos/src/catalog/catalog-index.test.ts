import type { CatalogItem } from '@novapos/api';
import { expect, it } from 'vitest';
import { CatalogIndex } from './catalog-index';

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

function indexOf(...items: CatalogItem[]): CatalogIndex {
  const index = new CatalogIndex();
  index.apply({ items, deleted: [] });
  return index;
}

const names = (items: CatalogItem[]) => items.map((item) => item.name);

it('finds UPC-A and its EAN-13 as the same code', () => {
  const index = indexOf(goods('Cola', { barcodes: ['049000006346'] }), goods('Pens', { barcodes: ['0012345678905'] }));
  expect(index.byCode('0049000006346')?.name).toBe('Cola');
  expect(index.byCode('012345678905')?.name).toBe('Pens');
  expect(index.byCode('sku-1')?.name).toBe('Cola');
  expect(index.byCode('nothing')).toBeUndefined();
});

it('searches without accents and case, best match first', () => {
  const index = indexOf(goods('Iced café latte'), goods('Café crème'), goods('Decafé'), goods('Straße mug'));
  expect(names(index.search('CAFE', 10))).toEqual(['Café crème', 'Iced café latte', 'Decafé']);
  expect(names(index.search('latte cafe', 10))).toEqual(['Iced café latte']);
  expect(names(index.search('strasse', 10))).toEqual(['Straße mug']);
  expect(index.search('  ', 10)).toEqual([]);
});

it('searches numbers on the label', () => {
  const index = indexOf(goods('Tea', { barcodes: ['4006381333931'] }));
  expect(names(index.search('63813', 10))).toEqual(['Tea']);
});

it('stops at the limit and browses by category in the order of names', () => {
  const index = indexOf(goods('b', { category_id: 'c' }), goods('a', { category_id: 'c' }), goods('c'));
  expect(names(index.browse(null, 2))).toEqual(['a', 'b']);
  expect(names(index.browse('c', 10))).toEqual(['a', 'b']);
  expect(index.search('a', 1)).toHaveLength(1);
});

it('keeps the newest revision and forgets what was deleted', () => {
  const old = goods('Old name', { barcodes: ['11111111'] });
  const index = indexOf(old);
  index.apply({ items: [{ ...old, rev: old.rev + 10, name: 'New name', barcodes: ['22222222'] }], deleted: [] });
  index.apply({ items: [old], deleted: [] });
  expect(index.byId(old.id)?.name).toBe('New name');
  expect(index.byCode('11111111')).toBeUndefined();
  index.apply({ items: [], deleted: [old.id] });
  expect(index.size).toBe(0);
  expect(index.byCode('22222222')).toBeUndefined();
});

it('follows a barcode that moved to other goods, whatever order the two come in', () => {
  const first = goods('First', { barcodes: ['33333333'] });
  const second = goods('Second', { barcodes: ['33333333'] });
  const index = indexOf(first);
  index.apply({ items: [second, { ...first, rev: 100, barcodes: [] }], deleted: [] });
  expect(index.byCode('33333333')?.name).toBe('Second');
});

it('puts words that begin so before words that hold it, also in one name, and ends at the limit', () => {
  const index = indexOf(
    ...['Decafé', 'Decafé café', 'Mocafé', 'Nocafé'].map((name) => goods(name)),
    goods('Zesty café'),
  );
  expect(names(index.search('cafe', 10))).toEqual(['Decafé café', 'Zesty café', 'Decafé', 'Mocafé', 'Nocafé']);
  expect(names(index.search('cafe', 2))).toEqual(['Decafé café', 'Zesty café']);
  expect(names(index.search('cafe', 3))).toEqual(['Decafé café', 'Zesty café', 'Decafé']);
});

it('finds goods by either code when SKU and barcode are the same or not', () => {
  const index = indexOf(goods('Same', { sku: '4006381333931', barcodes: ['4006381333931', '999'] }), goods('Other'));
  expect(index.byCode('4006381333931')?.name).toBe('Same');
  expect(index.byCode('999')?.name).toBe('Same');
  index.apply({ items: [], deleted: [index.byCode('999')?.id ?? ''] });
  expect(index.byCode('4006381333931')).toBeUndefined();
});
