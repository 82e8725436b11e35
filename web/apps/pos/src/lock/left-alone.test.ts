import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenLeftAlone } from './left-alone';

const MINUTE_MS = 60_000;
const stops: (() => void)[] = [];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.useRealTimers();
});

function watch(limit_ms: number) {
  const page = new EventTarget();
  const act = vi.fn();
  stops.push(whenLeftAlone(page, limit_ms, act));
  return { act, sign: (type: string) => page.dispatchEvent(new Event(type)) };
}

it('acts once, when nobody was there for so long', () => {
  const { act } = watch(2 * MINUTE_MS);
  vi.advanceTimersByTime(2 * MINUTE_MS - 1);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(act).toHaveBeenCalledOnce();
});

it.each(['pointerdown', 'keydown', 'wheel'])('begins anew with each %s', (type) => {
  const { act, sign } = watch(2 * MINUTE_MS);
  for (let minute = 0; minute < 10; minute += 1) {
    vi.advanceTimersByTime(MINUTE_MS);
    sign(type);
  }
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(act).toHaveBeenCalledOnce();
});

it('acts before the touch that wakes a device which slept', () => {
  const { act, sign } = watch(2 * MINUTE_MS);
  // The clock goes on, and no timer fires.
  vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
  sign('pointerdown');
  expect(act).toHaveBeenCalledOnce();
});

it('is quiet after it was stopped', () => {
  const { act, sign } = watch(2 * MINUTE_MS);
  for (const stop of stops.splice(0)) stop();
  vi.advanceTimersByTime(10 * MINUTE_MS);
  sign('keydown');
  expect(act).not.toHaveBeenCalled();
});
