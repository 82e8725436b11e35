import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cartOf, loadPricing } from './engine';

const LINES = 20;
const LIMIT_US = 100;
const MOMENTS_MAX = 10;
/** What `loop` takes on the machine that the limit is for: a slower one, or one that is slowed down, gets as much more. */
const LOOP_US = 225;

test(`a cart of ${LINES} lines takes at most ${LIMIT_US} us from object to object`, async () => {
  const pricing = await loadPricing();
  const input = await cartOf(LINES);
  let slowness = 1;
  let taken_us = Number.POSITIVE_INFINITY;
  // A machine that others share has seconds in which memory is slow, which the loop does not feel: the calmest of some moments counts.
  for (let moment = 0; moment < MOMENTS_MAX && taken_us > LIMIT_US * slowness; moment++) {
    if (moment > 0) await setTimeout(1000);
    slowness = Math.max(1, time(loop) / LOOP_US);
    taken_us = Math.min(
      taken_us,
      time(() => pricing.quote(input)),
    );
  }
  const rules = input.settings.tax_rules.length;
  const prices = input.lines.reduce((sum, line) => sum + line.item.prices.length, 0);
  console.log(
    `\n${LINES} lines, ${prices} prices, ${rules} tax rules: ${taken_us.toFixed(1)} us, machine x ${slowness.toFixed(2)}`,
  );
  expect(taken_us).toBeLessThanOrEqual(LIMIT_US * slowness);
});

function loop(): number {
  let x = 1;
  for (let i = 0; i < 100_000; i++) {
    x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
    x ^= x << 7;
  }
  return x;
}

/** The median time of one call in microseconds, in the calmest of thirty rounds. */
function time(call: () => void): number {
  const medians = Array.from({ length: 30 }, () => {
    const times = Array.from({ length: 201 }, () => {
      const start = performance.now();
      call();
      return (performance.now() - start) * 1000;
    });
    return times.sort((a, b) => a - b)[100] ?? Number.POSITIVE_INFINITY;
  });
  return Math.min(...medians);
}
