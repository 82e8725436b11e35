import { clsx } from 'clsx';
import { Delete } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type KeypadKey, numberFromText, pressKey } from './keypad-entry';

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

const digits: KeypadKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'];

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
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key)) press(event.key as KeypadKey);
    else if (event.key === 'Backspace') press('back');
    else if (event.key === 'Delete') press('clear');
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
      {/* As on every keypad, also where text runs from right to left. */}
      <div dir="ltr" className="grid grid-cols-3 gap-2">
        {digits.map((key) => (
          <Key key={key} onPress={() => press(key)}>
            {key}
          </Key>
        ))}
        <Key onPress={() => press('back')} label={backspaceLabel} quiet>
          <Delete className="size-7" aria-hidden="true" />
        </Key>
      </div>
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

type KeyProps = { onPress: () => void; label?: string; quiet?: boolean; children: React.ReactNode };

function Key({ onPress, label, quiet = false, children }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className={clsx(
        'press grid h-16 place-items-center rounded-md text-2xl font-semibold select-none',
        quiet ? 'text-ink-soft hover:bg-ink/6' : 'bg-sunken hover:bg-brand-soft',
      )}
    >
      {children}
    </button>
  );
}
