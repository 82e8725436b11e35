import { expect, it } from 'vitest';
import { changesOf } from './entry-changes';

it('names what is different and leaves out the rest', () => {
  const before = JSON.stringify({ name: 'Old', code: 'A', size: 1, note: null, reasons: ['a', 'b'] });
  const after = JSON.stringify({ name: 'New', code: 'A', size: 2, note: 'x', reasons: ['a', 'b'] });
  expect(changesOf(before, after)).toEqual([
    { field: 'name', before: 'Old', after: 'New' },
    { field: 'size', before: 1, after: 2 },
    { field: 'note', before: null, after: 'x' },
  ]);
});

it('shows all of what is new, and a state that has no fields', () => {
  expect(changesOf(null, '{"times":3}')).toEqual([{ field: 'times', before: null, after: 3 }]);
  expect(changesOf('"completed"', '"voided"')).toEqual([{ field: '', before: 'completed', after: 'voided' }]);
  expect(changesOf(undefined, undefined)).toEqual([]);
});

it('shows what is no JSON as it is', () => {
  expect(changesOf(null, 'not {json')).toEqual([{ field: '', before: null, after: 'not {json' }]);
});
