import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';
import { TextField, type TextFieldProps } from './text-field';

type Props = Omit<TextFieldProps, 'type' | 'trailing'> & { showLabel: string; hideLabel: string };

export function PasswordField({ showLabel, hideLabel, ...field }: Props) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      {...field}
      type={isShown ? 'text' : 'password'}
      trailing={
        <Button
          look="quiet"
          size="icon"
          aria-label={isShown ? hideLabel : showLabel}
          onClick={() => setIsShown(!isShown)}
        >
          <Icon className="size-5 text-ink-soft" aria-hidden="true" />
        </Button>
      }
    />
  );
}
