import type { ReceiptLanguage, Store } from '@novapos/api';
import { z } from '../zod';

/** What receipts and reports can be printed in, each by the name that its readers give it. */
export const receiptLanguages = ['en', 'de', 'fr', 'es', 'it', 'nl'] as const satisfies readonly ReceiptLanguage[];

/** A store as it stands in the form. */
export const storeForm = z.object({
  name: z.string().trim().min(1, 'store.invalid.name').max(200, 'store.invalid.nameLong'),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,8}$/, 'store.invalid.code'),
  currency: z.string(),
  time_zone: z.string(),
  day_cutoff: z.string().regex(/^(0\d|1[01]):[0-5]\d$/, 'store.invalid.cutoff'),
  stock_policy: z.enum(['sell_through', 'strict']),
  receipt_header: z.string().max(1000, 'store.invalid.headerLong'),
  receipt_footer: z.string().max(1000, 'store.invalid.headerLong'),
  receipt_language: z.enum(receiptLanguages),
});

export type StoreForm = z.infer<typeof storeForm>;

export function formOf(store: Store): StoreForm {
  const { name, code, time_zone, day_cutoff, stock_policy, receipt_header, currency } = store;
  const { receipt_footer = '', receipt_language = 'en' } = store;
  return {
    name,
    code,
    time_zone,
    day_cutoff,
    stock_policy,
    receipt_header,
    receipt_footer,
    receipt_language,
    currency: currency.code,
  };
}

/** A new store is like one that is there already, but for its name and code. */
export function emptyForm(like: Store | undefined): StoreForm {
  return {
    name: '',
    code: '',
    currency: like?.currency.code ?? 'EUR',
    time_zone: like?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    day_cutoff: like?.day_cutoff ?? '04:00',
    stock_policy: like?.stock_policy ?? 'sell_through',
    receipt_header: like?.receipt_header ?? '',
    receipt_footer: like?.receipt_footer ?? '',
    receipt_language: like?.receipt_language ?? 'en',
  };
}

/** Only what differs, so that nothing is put back that somebody else has changed meanwhile. */
export function changesBetween(before: StoreForm, after: StoreForm): Partial<StoreForm> {
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => value !== before[field as keyof StoreForm]),
  );
}
