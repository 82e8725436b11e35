import { type ChangeEvent, type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { valuesIn, withValues } from './option-values';

const SEPARATOR = /[,;،؛\n\t]/;

/** For an input in which values are typed one after the other: Enter, a comma or leaving it adds what stands there, a paste all it holds. */
export function useTypedValues(values: readonly string[], onValues: (values: string[]) => void) {
  const [typed, setTyped] = useState('');
  const add = (text: string, rest = '') => {
    const all = withValues(values, valuesIn(text));
    if (all.length > values.length) onValues(all);
    setTyped(rest);
  };
  return {
    isEmpty: typed === '',
    input: {
      value: typed,
      autoComplete: 'off',
      enterKeyHint: 'enter',
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
        const parts = target.value.split(SEPARATOR);
        const rest = parts.pop() ?? '';
        if (parts.length > 0) add(parts.join(','), rest);
        else setTyped(target.value);
      },
      onPaste: (event: ClipboardEvent) => {
        const text = event.clipboardData.getData('text');
        if (!SEPARATOR.test(text)) return;
        event.preventDefault();
        add(`${typed}${text}`);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        // It adds a value, and sends no form.
        event.preventDefault();
        add(typed);
      },
      onBlur: () => add(typed),
    },
  } as const;
}
