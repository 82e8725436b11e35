import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type KeypadKey, keyOf, numberFromText, pressKey } from './keypad-entry';
import { KeypadKeys } from './keypad-keys';

type Props = {
  label: string;
  /** The number in its smallest unit. */
  value: number;
  max: number;
  format: (value: number) => string;
  onChange: (value: number) => void;
  onEnter: () => void;
  clearLabel: string;
  backspaceLabel: string;
};

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0', 'back'] as const;

/**
 * A number by touch or by keyboard. The number stands in a real field, so that typing, pasting and screen readers work, and
 * so that a scanner's burst can be taken out of it again; `inputMode=none` keeps the screen keyboard away.
 */
export function Keypad({ label, value, max, format, onChange, onEnter, clearLabel, backspaceLabel }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const isFresh = useRef(true);

  useEffect(() => {
    field.current?.focus();
  }, []);

  /** The first key replaces the number that was there before, the next ones add to it. */
  const press = (key: KeypadKey) => {
    onChange(pressKey(isFresh.current && key !== 'back' ? 0 : value, key, max));
    isFresh.current = false;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key) press(key);
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };

  return (
    <div className="flex flex-col gap-4">
      <input
        ref={field}
        aria-label={label}
        inputMode="none"
        autoComplete="off"
        value={format(value)}
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(numberFromText(event.target.value, max) ?? value)}
        className="h-20 w-full rounded-lg border border-control bg-sunken px-5 text-end text-4xl font-bold outline-offset-0"
      />
      <KeypadKeys keys={keys} onPress={press} backspaceLabel={backspaceLabel} />
      <button
        type="button"
        onClick={() => press('clear')}
        className="press -mt-2 h-12 rounded-md font-semibold text-ink-soft hover:bg-ink/6"
      >
        {clearLabel}
      </button>
    </div>
  );
}
