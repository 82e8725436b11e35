export type KeypadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'back' | 'clear';

/** What a keyboard has. */
export type TypedKey = Exclude<KeypadKey, '00'>;
type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** The key of the keypad that this one of the keyboard stands for. */
export function keyOf({ key, ctrlKey, metaKey, altKey }: KeyPress): TypedKey | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^\d$/.test(key)) return key as TypedKey;
  return key === 'Backspace' ? 'back' : key === 'Delete' ? 'clear' : null;
}

/** One more key on the number typed so far. Digits enter from the right, as on every till: 3, 5, 0 is 3.50. */
export function pressKey(value: number, key: KeypadKey, max: number): number {
  switch (key) {
    case 'clear':
      return 0;
    case 'back':
      return Math.trunc(value / 10);
    case '00':
      return value * 100 <= max ? value * 100 : value;
    default: {
      const next = value * 10 + Number(key);
      return next <= max ? next : value;
    }
  }
}

/** The number in a field that shows it formatted: its digits, whatever signs stand between them. */
export function numberFromText(text: string, max: number): number | null {
  const value = Number(text.replace(/\D/g, ''));
  return value <= max ? value : null;
}
