import type { TaxRule } from '@novapos/api';
import { uuidv7 } from '@novapos/core';
import { parseDecimal } from '../decimal-text';
import { z } from '../zod';

/** Rates are millionths and are typed as percentages: four places after the comma. */
const PERCENT_PLACES = 4;
const RATE_MICRO_MAX = 1_000_000;
export const RATES_MAX = 8;

/** A tax rule as it stands in the form. */
export const taxRuleForm = z
  .object({
    /** `tenant`, or the store's or register's id behind `store ` or `register `. */
    target: z.string(),
    category: z
      .string()
      .trim()
      .regex(/^[a-z0-9_-]{1,40}$/, 'tax.invalid.category'),
    from: z.string(),
    until: z.string(),
    kind: z.enum(['taxed', 'exempt']),
    rates: z.array(
      z.object({
        name: z.string().trim().max(60, 'tax.invalid.rateName'),
        percent: z.string(),
        compound: z.enum(['no', 'yes']),
      }),
    ),
  })
  .superRefine(({ kind, rates, from, until }, context) => {
    if (from && until && from >= until)
      context.addIssue({ code: 'custom', path: ['until'], message: 'tax.invalid.until' });
    if (kind === 'exempt') return;
    rates.forEach(({ name, percent }, index) => {
      if (name === '')
        context.addIssue({ code: 'custom', path: ['rates', index, 'name'], message: 'tax.invalid.rateName' });
      if (rateMicro(percent) === null)
        context.addIssue({ code: 'custom', path: ['rates', index, 'percent'], message: 'tax.invalid.percent' });
    });
  });

export type TaxRuleForm = z.infer<typeof taxRuleForm>;

export const emptyRate = { name: '', percent: '', compound: 'no' } as const;

export const emptyRule: TaxRuleForm = {
  target: 'tenant',
  category: 'standard',
  from: '',
  until: '',
  kind: 'taxed',
  rates: [emptyRate],
};

/** `19` or `8,875` percent as millionths; null for what is none from 0 to 100. */
export function rateMicro(percent: string): number | null {
  const micro = parseDecimal(percent, PERCENT_PLACES);
  return micro === null || micro > RATE_MICRO_MAX ? null : micro;
}

/** What the form asks the server for; the form has been checked. `id` names the attempt, too. */
export function ruleOf(form: TaxRuleForm, id: string): TaxRule {
  const rates = form.rates.map(({ name, percent, compound }) => ({
    id: uuidv7(),
    name: name.trim(),
    rate_micro: rateMicro(percent) ?? 0,
    compound: compound === 'yes',
  }));
  const exempt = form.kind === 'exempt';
  return {
    id,
    target: targetOf(form.target),
    category: form.category.trim(),
    from: form.from || null,
    until: form.until || null,
    exempt,
    rates: exempt ? [] : rates,
  };
}

function targetOf(text: string): TaxRule['target'] {
  const [type, id = ''] = text.split(' ');
  if (type === 'store') return { type, store: id };
  return type === 'register' ? { type, register: id } : { type: 'tenant' };
}

/** Whether a rule holds on a day ("2026-11-28"). */
export function stateOn({ from, until }: Pick<TaxRule, 'from' | 'until'>, day: string): 'now' | 'later' | 'over' {
  if (from && day < from) return 'later';
  return until && day >= until ? 'over' : 'now';
}
