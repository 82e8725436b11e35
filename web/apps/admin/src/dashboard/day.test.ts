import type { Total } from '@novapos/api';
import { describe, expect, it } from 'vitest';
import { averageOf, daysAt, hourAt, hoursOf, sumOf, untilHour } from './day';

const berlin = { time_zone: 'Europe/Berlin', day_cutoff: '04:00' };

function at(key: string, total_minor: number, count = 1): Total {
  const currency = { code: 'EUR', exponent: 2 };
  const rest = { discount_minor: 0, net_minor: total_minor, tax_minor: 0 };
  return { business_date: '2026-03-29', currency, key, label: `${key}:00`, count, total_minor, ...rest };
}

describe('the day of a dashboard', () => {
  it('is the business day of the store, beside the same day a week before', () => {
    // Three at night in Berlin: still Saturday, on whose night the clocks change.
    expect(daysAt(Date.parse('2026-03-29T01:30:00Z'), berlin)).toEqual({ today: '2026-03-28', before: '2026-03-21' });
    expect(daysAt(Date.parse('2026-03-29T10:00:00Z'), berlin)).toEqual({ today: '2026-03-29', before: '2026-03-22' });
    expect(hourAt(Date.parse('2026-03-29T10:00:00Z'), berlin)).toBe('12');
    expect(hourAt(Date.parse('2026-03-28T23:10:00Z'), berlin)).toBe('00');
  });

  it('has its hours in the order of the business day, without a gap', () => {
    const hours = hoursOf([at('23', 100), at('01', 200)], [at('13', 50)], '04:00');
    expect(hours.map(({ hour }) => hour)).toEqual('13 14 15 16 17 18 19 20 21 22 23 00 01'.split(' '));
    expect(hours.at(0)).toEqual({ hour: '13', today_minor: 0, before_minor: 50 });
    expect(hours.at(-1)).toEqual({ hour: '01', today_minor: 200, before_minor: 0 });
    expect(hoursOf([], [], '04:00')).toEqual([]);
  });

  it('shows a few hours around an only sale', () => {
    const around = (hour: string) => hoursOf([at(hour, 100)], [], '04:00').map((each) => each.hour);
    expect(around('13')).toEqual('06 07 08 09 10 11 12 13'.split(' '));
    expect(around('05')).toEqual('04 05 06 07 08 09 10 11'.split(' '));
  });

  it('is compared with what had come in by the same hour', () => {
    const before = [at('09', 100, 2), at('23', 400), at('03', 800)];
    expect(sumOf(untilHour(before, '23', '04:00'))).toEqual({ count: 3, total_minor: 500 });
    expect(sumOf(untilHour(before, '08', '04:00'))).toEqual({ count: 0, total_minor: 0 });
  });

  it('has an average only when something was sold', () => {
    expect(averageOf({ count: 3, total_minor: 1000 })).toBe(333);
    expect(averageOf({ count: 0, total_minor: 0 })).toBeNull();
  });
});
