import { describe, expect, it } from 'vitest';
import { emptyRule, rateMicro, ruleOf, stateOn, taxRuleForm } from './tax-rule';

describe('a tax rule', () => {
  it('has rates in percent, typed with a point or a comma', () => {
    expect(rateMicro('19')).toBe(190_000);
    expect(rateMicro('8,875')).toBe(88_750);
    expect(rateMicro('0')).toBe(0);
    expect(rateMicro('100')).toBe(1_000_000);
    for (const wrong of ['', 'x', '-1', '100.0001', '1.23456']) expect(rateMicro(wrong), wrong).toBeNull();
  });

  it('says what is missing', () => {
    const messages = taxRuleForm
      .safeParse({ ...emptyRule, category: 'A b', from: '2026-02-01', until: '2026-02-01' })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(messages).toContain('category: tax.invalid.category');
    const later = taxRuleForm
      .safeParse({ ...emptyRule, from: '2026-02-01', until: '2026-02-01' })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(later).toEqual([
      'until: tax.invalid.until',
      'rates.0.name: tax.invalid.rateName',
      'rates.0.percent: tax.invalid.percent',
    ]);
  });

  it('needs no rate when exempt', () => {
    const form = { ...emptyRule, kind: 'exempt' as const, target: 'store north' };
    expect(taxRuleForm.safeParse(form).success).toBe(true);
    expect(ruleOf(form, 'id')).toEqual({
      id: 'id',
      target: { type: 'store', store: 'north' },
      category: 'standard',
      from: null,
      until: null,
      exempt: true,
      rates: [],
    });
  });

  it('holds from its first day to the day before its last', () => {
    const rule = { from: '2026-02-01', until: '2026-03-01' };
    expect(['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].map((day) => stateOn(rule, day))).toEqual([
      'later',
      'now',
      'now',
      'over',
    ]);
    expect(stateOn({ from: null, until: null }, '2026-01-01')).toBe('now');
  });
});
