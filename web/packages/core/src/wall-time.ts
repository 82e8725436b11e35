/** The instant at which the clocks of a time zone show this ("2026-11-25T08:00"). An hour that is skipped in spring is the one after it. */
export function instantOf(wall_time: string, time_zone: string): string {
  const wall_ms = Date.parse(`${wall_time}Z`);
  const first_ms = wall_ms - offsetMs(wall_ms, time_zone);
  const second_ms = wall_ms - offsetMs(first_ms, time_zone);
  // Between the two the clock is changed; the earlier offset is the one before the change.
  return new Date(shown(second_ms, time_zone) === wall_ms ? second_ms : Math.max(first_ms, second_ms)).toISOString();
}

/** What the clocks of a time zone show at an instant, to the minute: "2026-11-25T08:00". */
export function wallTime(at_ms: number, time_zone: string): string {
  return new Date(shown(at_ms, time_zone)).toISOString().slice(0, 16);
}

function offsetMs(at_ms: number, time_zone: string): number {
  return shown(at_ms, time_zone) - at_ms;
}

/** The clock's face as if it stood in UTC. */
function shown(at_ms: number, time_zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at_ms);
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'), value('second'));
}
