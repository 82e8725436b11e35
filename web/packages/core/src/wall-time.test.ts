import { expect, it } from 'vitest';
import { instantOf, wallTime } from './wall-time';

it.each([
  ['2026-11-25T08:00', 'Europe/Berlin', '2026-11-25T07:00:00.000Z'],
  ['2026-07-25T08:00', 'Europe/Berlin', '2026-07-25T06:00:00.000Z'],
  ['2026-11-25T00:30', 'Asia/Kolkata', '2026-11-24T19:00:00.000Z'],
  ['2026-11-25T20:00', 'America/Los_Angeles', '2026-11-26T04:00:00.000Z'],
  // Just before and after the clocks go forward, and back.
  ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59:00.000Z'],
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
  ['2026-03-08T03:00', 'America/Los_Angeles', '2026-03-08T10:00:00.000Z'],
])('%s in %s is %s, and the clock shows it', (wall_time, time_zone, instant) => {
  expect(instantOf(wall_time, time_zone)).toBe(instant);
  expect(wallTime(Date.parse(instant), time_zone)).toBe(wall_time);
});

it('takes an hour that no clock shows for the one after it', () => {
  expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(instantOf('2026-03-08T02:30', 'America/Los_Angeles')).toBe('2026-03-08T10:30:00.000Z');
});
