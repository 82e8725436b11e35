import { expect, test } from 'vitest';
import { tableFile } from './table-file';

test('a file has a column for each name, and quotes what would end one', () => {
  const rows = [
    { name: 'Shirt, "slim"', count: 2, isActive: true, note: null },
    { name: 'Two\nlines', count: -1, isActive: false, note: undefined },
  ];
  const file = tableFile(rows, {
    name: ({ name }) => name,
    count: ({ count }) => count,
    active: ({ isActive }) => isActive,
    note: ({ note }) => note,
  });
  expect(file).toBe('name,count,active,note\r\n"Shirt, ""slim""",2,true,\r\n"Two\nlines",-1,false,\r\n');
});

test('a spreadsheet calculates nothing of it, and decimals stay numbers', () => {
  const texts = ['=1+1', '+x', '-x', '@x', "'x", '\tx', '-12.30', '0.500', '-5', 'a=b'];
  const [, ...lines] = tableFile(texts, { it: (it) => it }).split('\r\n');
  expect(lines.slice(0, -1)).toEqual(["'=1+1", "'+x", "'-x", "'@x", "''x", "'\tx", '-12.30', '0.500', '-5', 'a=b']);
});

test('a list of nothing has its header', () => {
  expect(tableFile([], { name: () => '' })).toBe('name\r\n');
});
