import type { CatalogItem } from '@novapos/api';
import { expect, it } from 'vitest';
import { CatalogIndex } from './catalog-index';
import { GoodsBook } from './goods-book';
import type { Tile } from './tile';

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

/** A family's name, and how many it has. */
const names = (tiles: Tile[]) =>
  tiles.map(({ item, family }) => (family ? `${family.name} (${family.count})` : item.name));

const sizes = ['S', 'M', 'L', 'XL'];
const colours = ['white', 'red', 'dark red'];

function shirt(size: string, colour: string, changes: Partial<CatalogItem> = {}, family = 'T-shirt'): CatalogItem {
  const options = [
    { name: 'Size', value: size, position: sizes.indexOf(size) },
    { name: 'Colour', value: colour, position: colours.indexOf(colour) },
  ];
  return goods(`${family} ${size} ${colour}`, { variant: { family_id: family, family, options }, ...changes });
}

const shirts = () => sizes.flatMap((size) => colours.map((colour) => shirt(size, colour)));

function price(amount_minor: number): CatalogItem['prices'] {
  return [{ amount_minor, per_milli: 1000, target: { type: 'tenant' } }];
}

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
  expect([...index.all()].map(({ name }) => name)).toEqual(['a tea', 'b tea', 'c tea', 'Tea of e']);
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

inBoth('shows a family as one tile, where its name stands among the others (book: %s)', async (book) => {
  isInBook = book;
  const own = shirt('S', 'blue', { name: 'Zebra' });
  const index = await indexOf(goods('Socks'), ...shirts(), goods('T-shirts for two'), own, goods('Tea'));
  expect(names(index.browse(null, 9))).toEqual(['Socks', 'T-shirt (13)', 'T-shirts for two', 'Tea']);
  expect(names(index.search('t-shirt', 9))).toEqual(['T-shirt (13)', 'T-shirts for two']);
  expect(names(index.search('shirt', 9))).toEqual(['T-shirt (13)', 'T-shirts for two']);
  expect(names(index.search('zebra', 9))).toEqual(['Zebra']);
});

inBoth('fills a page with tiles, not with the variants of one family (book: %s)', async (book) => {
  isInBook = book;
  const families = Array.from({ length: 50 }, (_, n) =>
    ['S', 'M', 'L'].map((size) => shirt(size, 'red', {}, `F${n + 10}`)),
  );
  const index = await indexOf(...families.flat(), ...families.map((_, n) => goods(`f${n + 10} x`)));
  const all = index.browse(null, 100);
  expect(all).toHaveLength(100);
  expect(names(all.slice(0, 3))).toEqual(['F10 (3)', 'f10 x', 'F11 (3)']);
  expect(index.browse(null, 37)).toEqual(all.slice(0, 37));
  expect(index.search('f', 37)).toEqual(all.slice(0, 37));
  for (const text of ['re', 'ed', 'm red']) expect(index.search(text, 37), text).toHaveLength(37);
  expect(index.search('red', 99)).toHaveLength(50);
});

inBoth('counts a family once whose variants match well and badly (book: %s)', async (book) => {
  isInBook = book;
  const mixed = [
    shirt('S', 'red', { sku: 'xq1' }),
    shirt('M', 'red', { sku: 'q1' }),
    shirt('L', 'red', { sku: 'xq2' }),
  ];
  const index = await indexOf(
    ...mixed,
    goods('A', { sku: 'xq3' }),
    goods('B', { sku: 'xq4' }),
    goods('C', { sku: 'q5' }),
  );
  expect(names(index.search('q', 9))).toEqual(['C', 'T-shirt (3)', 'A', 'B']);
  expect(names(index.search('q', 3))).toEqual(['C', 'T-shirt (3)', 'A']);
  expect(names(index.search('q', 2))).toEqual(['C', 'T-shirt (3)']);
});

inBoth('fills a page although a family matches well and badly (book: %s)', async (book) => {
  isInBook = book;
  const family = [shirt('S', 'red', { sku: 'xq1' }, 'A shirt'), shirt('M', 'red', { sku: 'q1' }, 'A shirt')];
  const others = ['B', 'C'].map((name, n) => goods(name, { sku: `xq${n + 3}` }));
  const index = await indexOf(...family, ...others, goods('D', { sku: 'q5' }));
  expect(names(index.search('q', 3))).toEqual(['A shirt (2)', 'D', 'B']);
});

inBoth('a search that finds one variant is answered with that one (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(...shirts(), shirt('XL', 'red', { sku: 'J-1' }, 'Jumper'));
  expect(names(index.search('shirt xl white', 9))).toEqual(['T-shirt XL white']);
  // Each "T-shirt" has an s in it, and an XL an l.
  expect(names(index.search('shirt s white', 9))).toEqual(['T-shirt S white']);
  expect(names(index.search('white l', 9))).toEqual(['T-shirt L white']);
  expect(names(index.search('shirt red', 9))).toEqual(['T-shirt (12)']);
  expect(names(index.search('t-shirt dark m', 9))).toEqual(['T-shirt M dark red']);
  expect(names(index.search('shirt white xxl', 9))).toEqual([]);
  expect(names(index.search('j-1', 9))).toEqual(['Jumper XL red']);
});

inBoth('finds a variant by its values when its own name does not say them (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(shirt('S', 'red', { name: 'Ruby' }), shirt('M', 'white', { name: 'Snow' }));
  expect(names(index.search('shirt red', 9))).toEqual(['Ruby']);
  expect(names(index.search('m white', 9))).toEqual(['Snow']);
  expect(names(index.search('t-sh', 9))).toEqual(['T-shirt (2)']);
});

inBoth('gives a family in the shop’s order, with each price of it and the first picture (book: %s)', async (book) => {
  isInBook = book;
  const image = `/pictures/${'a'.repeat(64)}`;
  const index = await indexOf(
    shirt('XL', 'white', { prices: price(2490), image: '/pictures/later' }),
    shirt('M', 'red', { prices: price(1990), image }),
    shirt('M', 'white', { prices: price(1990) }),
    shirt('S', 'dark red', { prices: price(1990) }),
    goods('T-shirt'),
  );
  expect(index.family('T-shirt').map(({ name }) => name)).toEqual([
    'T-shirt S dark red',
    'T-shirt M white',
    'T-shirt M red',
    'T-shirt XL white',
  ]);
  const [plain, tile] = index.browse(null, 9);
  expect(plain).toMatchObject({ item: { name: 'T-shirt' }, family: null });
  expect(tile).toMatchObject({ item: { image }, family: { id: 'T-shirt', count: 4 } });
  expect(new Set(tile?.family?.prices.map(([first]) => first?.amount_minor))).toEqual(new Set([1990, 2490]));
  expect(tile?.family?.prices.length).toBeLessThan(4);
  expect(index.family('nobody')).toEqual([]);
});

inBoth('sells a scanned variant, whatever family it is of (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(...shirts(), shirt('S', 'blue', { sku: 'TS-S-BLUE', barcodes: ['40063813'] }));
  expect(index.byCode('40063813')?.name).toBe('T-shirt S blue');
  expect(index.byCode('ts-s-blue')?.name).toBe('T-shirt S blue');
  expect(index.byCode('T-shirt')).toBeUndefined();
});

inBoth('follows a family whose variants change, go, come and leave it (book: %s)', async (book) => {
  isInBook = book;
  const [small, medium, large] = [shirt('S', 'red'), shirt('M', 'red'), shirt('L', 'red')];
  const index = await indexOf(small, medium, large, goods('U'));
  const change = (item: CatalogItem, changes: Partial<CatalogItem>) => {
    count += 1;
    const changed: CatalogItem = { ...item, rev: count, ...changes };
    index.apply({ items: [changed], deleted: [] });
  };

  change(medium, { prices: price(990) });
  expect(names(index.browse(null, 9))).toEqual(['T-shirt (3)', 'U']);
  expect(names(index.search('shirt', 9))).toEqual(['T-shirt (3)']);
  expect(index.browse(null, 1)[0]?.family?.prices).toContainEqual(price(990));
  expect(names(index.search('shirt m', 9))).toEqual(['T-shirt M red']);

  index.apply({ items: [shirt('XL', 'red')], deleted: [small.id] });
  expect(names(index.browse(null, 9))).toEqual(['T-shirt (3)', 'U']);
  expect(new Set(index.family('T-shirt').map(({ name }) => name))).toEqual(
    new Set(['T-shirt M red', 'T-shirt L red', 'T-shirt XL red']),
  );

  change(large, { variant: null });
  expect(names(index.browse(null, 9))).toEqual(['T-shirt (2)', 'T-shirt L red', 'U']);
  index.apply({ items: [], deleted: [medium.id] });
  // One alone is itself, where its family stands.
  expect(names(index.browse(null, 9))).toEqual(['T-shirt XL red', 'T-shirt L red', 'U']);
  expect(index.family('T-shirt')).toHaveLength(1);

  change(large, {});
  await index.reprint(async () => undefined);
  expect(names(index.browse(null, 9))).toEqual(['T-shirt (2)', 'U']);
});

inBoth('shows a family in each category that one of its variants is in (book: %s)', async (book) => {
  isInBook = book;
  const index = await indexOf(
    shirt('S', 'red', { category_id: 'summer' }),
    shirt('M', 'red', { category_id: 'sale' }),
    goods('Tea', { category_id: 'tea' }),
  );
  for (const category of ['summer', 'sale']) expect(names(index.browse(category, 9))).toEqual(['T-shirt (2)']);
  expect(names(index.browse('tea', 9))).toEqual(['Tea']);
});

inBoth('keeps families of one name apart (book: %s)', async (book) => {
  isInBook = book;
  const of = (family_id: string, size: string) =>
    shirt(size, 'red', {
      variant: { family_id, family: 'T-shirt', options: [{ name: 'Size', value: size, position: 0 }] },
    });
  const index = await indexOf(of('one', 'S'), of('two', 'S'), of('one', 'M'), of('two', 'M'), of('two', 'L'));
  index.apply({ items: [of('one', 'XL')], deleted: [] });
  expect(names(index.browse(null, 9)).toSorted()).toEqual(['T-shirt (3)', 'T-shirt (3)']);
  expect(index.family('one')).toHaveLength(3);
});
