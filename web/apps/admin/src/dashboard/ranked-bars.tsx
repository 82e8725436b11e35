import type { ReactNode } from 'react';

type Bar = { key: string; name: ReactNode; value: string; amount: number };

const LENGTH = 100;

/** What there is most of on top, each with a bar beside the longest. */
export function RankedBars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const longest = Math.max(1, ...bars.map(({ amount }) => amount));
  return (
    <ol aria-label={label} className="flex flex-col gap-3">
      {bars.map(({ key, name, value, amount }) => (
        <li key={key} className="flex flex-col gap-1.5">
          <p className="flex items-baseline justify-between gap-4 text-sm">
            <span className="min-w-0 font-medium wrap-anywhere">
              <bdi>{name}</bdi>
            </span>
            <span className="shrink-0 font-semibold">{value}</span>
          </p>
          <svg
            viewBox={`0 0 ${LENGTH} 1`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="h-2 w-full rounded-full bg-ink/6 rtl:-scale-x-100"
          >
            <rect width={(Math.max(0, amount) * LENGTH) / longest} height="1" className="fill-brand" />
          </svg>
        </li>
      ))}
    </ol>
  );
}
