import { expect, test } from 'vitest';
import { cartOf, loadPricing } from './engine';

const LINES = 20;
const LIMIT_US = 100;

test(`a cart of ${LINES} lines takes at most ${LIMIT_US} us from object to object`, async () => {
  const pricing = await loadPricing();
  const input = await cartOf(LINES);
  const taken_us = time(() => pricing.quote(input));
  const rules = input.settings.tax_rules.length;
  const prices = input.lines.reduce((sum, line) => sum + line.item.prices.length, 0);
  console.log(`\n${LINES} lines, ${prices} prices, ${rules} tax rules: ${taken_us.toFixed(1)} us`);
  expect(taken_us).toBeLessThanOrEqual(LIMIT_US);
});

/** The median time of one call in microseconds, in the calmest of thirty rounds. */
function time(call: () => void): number {
  const medians = Array.from({ length: 30 }, () => {
    const times = Array.from({ length: 401 }, () => {
      const start = performance.now();
      call();
      return (performance.now() - start) * 1000;
    });
    return times.sort((a, b) => a - b)[200] ?? Number.POSITIVE_INFINITY;
  });
  return Math.min(...medians);
}
