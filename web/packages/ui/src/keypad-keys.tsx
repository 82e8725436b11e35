import { clsx } from 'clsx';
import { Delete } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import type { KeypadKey } from './keypad-entry';

type Shown = Exclude<KeypadKey, 'clear'>;
type Props<Key extends Shown> = {
  /** In the order in which they stand, three in a row. */
  keys: readonly Key[];
  onPress: (key: Key) => void;
  backspaceLabel: string;
  /** What stands after the keys. */
  children?: ReactNode;
};

/** Large keys for a number. As on every keypad, also where text runs from right to left. */
export function KeypadKeys<Key extends Shown>({ keys, onPress, backspaceLabel, children }: Props<Key>) {
  return (
    <div dir="ltr" className="grid grid-cols-3 gap-2">
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          aria-label={key === 'back' ? backspaceLabel : undefined}
          // The focus stays in the field: Enter is then never a key once more.
          onMouseDown={(event: MouseEvent) => event.preventDefault()}
          onClick={() => onPress(key)}
          className={clsx(
            'press grid h-16 place-items-center rounded-md text-2xl font-semibold select-none',
            key === 'back' ? 'text-ink-soft hover:bg-ink/6' : 'bg-sunken hover:bg-brand-soft',
          )}
        >
          {key === 'back' ? <Delete className="size-7" aria-hidden="true" /> : key}
        </button>
      ))}
      {children}
    </div>
  );
}
