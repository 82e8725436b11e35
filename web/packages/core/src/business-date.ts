/** The business day of an instant: the store's calendar day, which begins at its cut-off ("04:00") and not at midnight. */
export function businessDate(at_ms: number, store: { time_zone: string; day_cutoff: string }): string {
  const [hours = 0, minutes = 0] = store.day_cutoff.split(':').map(Number);
  const parts = wallClock(at_ms, store.time_zone);
  const beforeCutoff = parts.hour * 60 + parts.minute < hours * 60 + minutes;
  const day = new Date(Date.UTC(parts.year, parts.month - 1, parts.day - (beforeCutoff ? 1 : 0)));
  return day.toISOString().slice(0, 10);
}

function wallClock(at_ms: number, time_zone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at_ms);
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
  };
}
