/** So many days a list is looked through one by one, and a file has where no period was chosen. */
export const REACH_DAYS = 31;

const DAY_MS = 86_400_000;

export type Period = { from?: string | undefined; to?: string | undefined };

/** The calendar day so many days after this one. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same filter with a period of at most 31 days: the day that is kept stays as it is, the other comes near. */
export function nearPeriod<Filter extends Period>(filter: Filter, today: string, kept: 'from' | 'to' = 'to'): Filter {
  if (kept === 'from' && filter.from) {
    const last = dayAfter(filter.from, REACH_DAYS - 1);
    const isNear = filter.to !== undefined && filter.to >= filter.from && filter.to <= last;
    return { ...filter, to: isNear ? filter.to : last };
  }
  const to = filter.to ?? today;
  const first = dayAfter(to, 1 - REACH_DAYS);
  const isNear = filter.from !== undefined && filter.from >= first && filter.from <= to;
  return { ...filter, from: isNear ? filter.from : first, to };
}

/** What a file is asked for: the list's own filters, and a period. Without one, the last 31 days until today. */
export function fileQuery(filter: Period & { sort?: unknown }, today: string): URLSearchParams {
  const { from, to, sort: _, ...rest } = filter;
  const last = to ?? today;
  const first = from ?? dayAfter(last, 1 - REACH_DAYS);
  const given = Object.entries({ ...rest, from: first, to: last }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
}
