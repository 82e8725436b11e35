/** Holds the place of something that loads, so that nothing moves when it comes. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={`animate-shimmer rounded-md bg-ink/8 ${className}`} />;
}
