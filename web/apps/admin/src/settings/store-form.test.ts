import { describe, expect, it } from 'vitest';
import { changesBetween, emptyForm, storeForm } from './store-form';

const form = { ...emptyForm(undefined), name: 'North', code: 'n1' };

describe('the form of a store', () => {
  it('takes a code in any case', () => {
    expect(storeForm.parse(form).code).toBe('N1');
  });

  it('wants a business day that ends before noon', () => {
    for (const day_cutoff of ['12:00', '24:00', '4:00', ''])
      expect(storeForm.safeParse({ ...form, day_cutoff }).success, day_cutoff).toBe(false);
    for (const day_cutoff of ['00:00', '11:59'])
      expect(storeForm.safeParse({ ...form, day_cutoff }).success, day_cutoff).toBe(true);
  });

  it('sends what was changed and nothing else', () => {
    expect(changesBetween(form, { ...form, name: 'South' })).toEqual({ name: 'South' });
    expect(changesBetween(form, form)).toEqual({});
  });
});
