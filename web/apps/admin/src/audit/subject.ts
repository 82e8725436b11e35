/** What an entry of the trail is about. */
export type SubjectKind =
  | 'person'
  | 'shop'
  | 'cashSettings'
  | 'discounts'
  | 'taxes'
  | 'store'
  | 'register'
  | 'order'
  | 'product'
  | 'category'
  | 'family'
  | 'import'
  | 'session'
  | 'safe'
  | 'transfer'
  | 'count'
  | 'stockOf';

/** By the beginnings of actions, the longer ones first. What is not here is about nothing that has a name or a page. */
const kinds: readonly (readonly [string, SubjectKind])[] = [
  ['auth.tenant_', 'shop'],
  ['auth.shop_', 'shop'],
  ['auth.store_', 'store'],
  ['auth.register_', 'register'],
  ['auth.', 'person'],
  ['request.', 'person'],
  ['order.', 'order'],
  ['receipt.', 'order'],
  ['session.', 'session'],
  ['cash.settings_', 'cashSettings'],
  ['cash.', 'session'],
  ['deposit.', 'safe'],
  ['discount.', 'discounts'],
  ['tax.', 'taxes'],
  ['product.imported', 'import'],
  ['product.', 'product'],
  ['category.', 'category'],
  ['family.', 'family'],
  ['import.', 'import'],
  ['stock.threshold_', 'stockOf'],
  ['transfer.shipped', 'transfer'],
  ['count.', 'count'],
];

export function subjectKind(action: string): SubjectKind | null {
  // Changing many products at once is no import, and has no page.
  if (action === 'product.bulk_edited' || action.endsWith('.exported')) return receiptTaken(action);
  return kinds.find(([beginning]) => action.startsWith(beginning))?.[1] ?? null;
}

/** A list that was taken out is about whoever took it, who is named anyway; a receipt is about its sale. */
function receiptTaken(action: string): SubjectKind | null {
  return action === 'receipt.exported' ? 'order' : null;
}
