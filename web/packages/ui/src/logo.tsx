type Props = { className?: string };

/** The mark: an N whose last stroke ends in a new star. */
export function LogoMark({ className }: Props) {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" className={className}>
      <rect width="40" height="40" rx="11" className="fill-brand" />
      <path
        d="M12 29V12.5L27.5 28V20"
        fill="none"
        strokeWidth="4.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-brand"
      />
      <circle cx="27.5" cy="12.2" r="3.4" className="fill-nova" />
    </svg>
  );
}

export function Logo({ className }: Props) {
  return (
    <span className={`inline-flex items-center gap-2.5 ${className ?? ''}`}>
      <LogoMark className="size-9" />
      <span className="text-xl font-bold tracking-tight">
        Nova<span className="font-medium text-ink-soft">POS</span>
      </span>
    </span>
  );
}
