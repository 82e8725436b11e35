import { z } from '../zod';

const price = z.object({ amount_minor: z.number(), per_milli: z.number() });

// The product at a moment of the past; what is not known stays unsaid.
const past = z
  .object({
    name: z.string(),
    sku: z.string(),
    barcodes: z.array(z.string()),
    category_id: z.string().nullable(),
    unit: z.enum(['piece', 'kilogram', 'litre', 'metre']),
    price,
    own_prices: z.array(z.object({ store_id: z.string(), price })),
    tax_category: z.string(),
    image: z.string().nullable(),
    variant: z.object({ family: z.string(), options: z.array(z.object({ value: z.string() })) }).nullable(),
    active: z.boolean(),
  })
  .partial()
  .catch({});

export type Past = z.infer<typeof past>;
export type PastField = keyof Past;

const fields: readonly PastField[] = [
  'name',
  'price',
  'own_prices',
  'unit',
  'category_id',
  'barcodes',
  'sku',
  'tax_category',
  'variant',
  'image',
  'active',
];

export type PastChange = { field: PastField; before: Past; after: Past };

/** Which fields a change changed; none for the making of a product, which had nothing before. */
export function changesOf(entry: { before?: unknown; after: unknown }): PastChange[] {
  if (!entry.before) return [];
  const before = past.parse(entry.before);
  const after = past.parse(entry.after);
  return fields
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ field, before, after }));
}
