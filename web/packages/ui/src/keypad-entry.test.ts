import { expect, it } from 'vitest';
import { type KeypadKey, keyOf, numberFromText, pressKey } from './keypad-entry';

const MAX = 999_999;
const type = (...keys: KeypadKey[]) => keys.reduce((value, key) => pressKey(value, key, MAX), 0);

it('enters digits from the right', () => {
  expect(type('3', '5', '0')).toBe(350);
  expect(type('2', '00')).toBe(200);
  expect(type('0', '0', '7')).toBe(7);
});

it('takes back and clears', () => {
  expect(type('1', '2', '3', 'back')).toBe(12);
  expect(type('back')).toBe(0);
  expect(type('1', '2', 'clear', '4')).toBe(4);
});

it('ignores a digit that would go over the limit', () => {
  expect(type('9', '9', '9', '9', '9', '9', '1')).toBe(999_999);
  expect(type('9', '9', '9', '9', '9', '00')).toBe(99_999);
});

it('reads a formatted field', () => {
  expect(numberFromText('€1,234.56', MAX)).toBe(123_456);
  expect(numberFromText('', MAX)).toBe(0);
  expect(numberFromText('99999999', MAX)).toBeNull();
});

it('hears the keyboard, but no shortcut', () => {
  const pressed = { ctrlKey: false, metaKey: false, altKey: false };
  const heard = ['7', 'Backspace', 'Delete', 'Enter', 'a', 'F4'].map((key) => keyOf({ ...pressed, key }));
  expect(heard).toEqual(['7', 'back', 'clear', null, null, null]);
  expect(keyOf({ ...pressed, key: '7', ctrlKey: true })).toBeNull();
});
