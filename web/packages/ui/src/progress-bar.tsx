type Props = { label: string; value: number; max: number };

/** How far something is. Without a known end (`max` 0) it only says that it goes on. */
export function ProgressBar({ label, value, max }: Props) {
  return (
    <progress
      aria-label={label}
      value={max > 0 ? value : undefined}
      max={max > 0 ? max : undefined}
      className="h-3 w-full appearance-none overflow-hidden rounded-full bg-ink/10 accent-brand [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-brand"
    />
  );
}
