import { clsx } from 'clsx';
import type { ButtonHTMLAttributes } from 'react';
import { Spinner } from './spinner';

const looks = {
  primary: 'bg-brand text-on-brand not-disabled:hover:bg-brand-strong border-transparent',
  soft: 'bg-brand-soft text-brand-strong not-disabled:hover:border-brand border-transparent',
  plain: 'bg-surface text-ink border-control/50 not-disabled:hover:border-control',
  quiet: 'bg-transparent text-ink border-transparent not-disabled:hover:bg-ink/6',
  danger: 'bg-danger text-on-danger border-transparent',
  dangerPlain: 'bg-surface text-danger border-control/50 not-disabled:hover:border-danger',
} as const;

const sizes = {
  md: 'min-h-12 px-4 text-base rounded-md',
  lg: 'min-h-16 px-2 text-lg rounded-lg',
  icon: 'size-12 rounded-md',
} as const;

type Look = { look?: keyof typeof looks; size?: keyof typeof sizes; className?: string | undefined };

/** For what looks like a button and is a link, because it leads somewhere. */
export function buttonClass({ look = 'plain', size = 'md', className }: Look): string {
  return clsx(
    'press relative inline-flex shrink-0 items-center justify-center gap-2 border font-semibold select-none',
    'disabled:cursor-not-allowed disabled:opacity-45',
    looks[look],
    sizes[size],
    className,
  );
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  /** Waits for an answer: keeps its size, shows a spinner and takes no second press. */
  isBusy?: boolean;
};

export function Button({
  look = 'plain',
  size = 'md',
  type = 'button',
  isBusy = false,
  className,
  onClick,
  children,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={buttonClass({ look, size, className })}
    >
      <span className={isBusy ? 'invisible inline-flex items-center gap-2' : 'contents'}>{children}</span>
      {isBusy && <Spinner className="absolute size-6" />}
    </button>
  );
}
