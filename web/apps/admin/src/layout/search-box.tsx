import { TextField } from '@novapos/ui';
import { type KeyboardEvent, useEffect, useState } from 'react';

const PAUSE_MS = 200;

type Props = {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
  className?: string;
};

/** Searches when the typing pauses, and at once on Enter, which is what a scanner ends with. */
export function SearchBox({ value, onSearch, ...field }: Props) {
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState(value);
  const [shown, setShown] = useState(value);
  // Somebody else changed it, as “clear” and the browser's back do.
  if (value !== shown) {
    setShown(value);
    if (value !== asked) {
      setText(value);
      setAsked(value);
    }
  }

  const ask = () => {
    if (text.trim() === asked) return;
    setAsked(text.trim());
    onSearch(text.trim());
  };
  useEffect(() => {
    if (text.trim() === asked) return;
    const timer = setTimeout(() => {
      setAsked(text.trim());
      onSearch(text.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, asked, onSearch]);

  return (
    <TextField
      {...field}
      type="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') ask();
      }}
    />
  );
}
