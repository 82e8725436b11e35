import type { CatalogItem } from '@novapos/api';
import { expect, it } from 'vitest';
import {
  axesOf,
  type Choice,
  chosenOf,
  matching,
  nothingChosen,
  possibleValues,
  settled,
  toggledChoice,
} from './variant-choice';

const order = { Size: ['S', 'M', 'L'], Colour: ['white', 'red', 'blue'], Cut: ['slim', 'wide'] };

function variant(values: Partial<Record<keyof typeof order, string>>): CatalogItem {
  const options = Object.entries(values).map(([name, value]) => ({
    name,
    value,
    position: order[name as keyof typeof order].indexOf(value),
  }));
  const id = Object.values(values).join(' ');
  const variant = { family_id: 'f', family: 'T-shirt', options };
  return { id, rev: 1, name: id, sku: id, barcodes: [], tax_category: 's', unit: 'piece', prices: [], variant };
}

const choice = (chosen: Record<string, string>): Choice => new Map(Object.entries(chosen));
const ids = (members: readonly CatalogItem[]) => members.map(({ id }) => id);

/** No red L, and blue in M only. */
const shirts = [
  variant({ Size: 'L', Colour: 'white' }),
  variant({ Size: 'M', Colour: 'blue' }),
  variant({ Size: 'M', Colour: 'red' }),
  variant({ Size: 'M', Colour: 'white' }),
  variant({ Size: 'S', Colour: 'red' }),
  variant({ Size: 'S', Colour: 'white' }),
];

it('shows the values in the shop’s order, each once', () => {
  expect(axesOf(shirts)).toEqual([
    { name: 'Size', values: ['S', 'M', 'L'] },
    { name: 'Colour', values: ['white', 'red', 'blue'] },
  ]);
});

it('leaves of each option what some have together with the others', () => {
  const of = (chosen: Choice, axis: string) => [...possibleValues(shirts, chosen, axis)].toSorted();
  expect(of(nothingChosen, 'Colour')).toEqual(['blue', 'red', 'white']);
  expect(of(choice({ Size: 'S' }), 'Colour')).toEqual(['red', 'white']);
  expect(of(choice({ Size: 'S' }), 'Size')).toEqual(['L', 'M', 'S']);
  expect(of(choice({ Colour: 'blue' }), 'Size')).toEqual(['M']);
  expect(of(choice({ Size: 'S', Colour: 'red' }), 'Size')).toEqual(['M', 'S']);
});

it('chooses by itself what has only one value left', () => {
  expect(settled(shirts, nothingChosen)).toEqual(nothingChosen);
  expect(settled(shirts, choice({ Size: 'L' }))).toEqual(choice({ Size: 'L', Colour: 'white' }));
  expect(settled(shirts, choice({ Size: 'M' }))).toEqual(choice({ Size: 'M' }));
  const cuts = [
    variant({ Size: 'S', Colour: 'red', Cut: 'slim' }),
    variant({ Size: 'S', Colour: 'blue', Cut: 'slim' }),
    variant({ Size: 'M', Colour: 'red', Cut: 'slim' }),
  ];
  expect(settled(cuts, nothingChosen)).toEqual(choice({ Cut: 'slim' }));
  expect(settled(cuts, choice({ Colour: 'blue' }))).toEqual(choice({ Size: 'S', Colour: 'blue', Cut: 'slim' }));
});

it('has chosen when one is left, and not before', () => {
  expect(chosenOf(shirts, nothingChosen)).toBeNull();
  expect(chosenOf(shirts, choice({ Size: 'S' }))).toBeNull();
  expect(chosenOf(shirts, choice({ Size: 'S', Colour: 'red' }))?.id).toBe('S red');
  expect(chosenOf(shirts, choice({ Size: 'L' }))?.id).toBe('L white');
  expect(chosenOf(shirts, choice({ Colour: 'blue' }))?.id).toBe('M blue');
  expect(chosenOf(shirts, choice({ Size: 'L', Colour: 'red' }))).toBeNull();
  expect(chosenOf([], nothingChosen)).toBeNull();
});

it('takes a touch back with the next on the same value, and changes it with one on another', () => {
  const small = toggledChoice(nothingChosen, 'Size', 'S');
  expect(small).toEqual(choice({ Size: 'S' }));
  expect(toggledChoice(small, 'Size', 'S')).toEqual(nothingChosen);
  expect(toggledChoice(small, 'Size', 'M')).toEqual(choice({ Size: 'M' }));
  expect(toggledChoice(small, 'Colour', 'red')).toEqual(choice({ Size: 'S', Colour: 'red' }));
});

it('finds those that have all that is chosen', () => {
  expect(ids(matching(shirts, choice({ Colour: 'red' })))).toEqual(['M red', 'S red']);
  expect(ids(matching(shirts, choice({ Size: 'L', Colour: 'red' })))).toEqual([]);
  expect(matching(shirts, nothingChosen)).toEqual(shirts);
});
