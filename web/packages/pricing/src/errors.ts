/** Why the engine refuses, and `bad_input` for what is not one of its inputs. */
export const pricingErrorCodes = [
  'too_many_lines',
  'duplicate_line',
  'quantity_out_of_range',
  'amount_out_of_range',
  'no_price',
  'no_tax_rule',
  'bad_tax_rule',
  'rate_out_of_range',
  'bad_exemption',
  'too_many_discounts',
  'discount_out_of_range',
  'discount_exceeds_line',
  'discount_exceeds_cart',
  'increment_out_of_range',
  'too_many_tenders',
  'tender_out_of_range',
  'not_enough_paid',
  'change_from_non_cash',
  'paid_out_too_much',
  'refund_exceeds_sale',
  'not_refundable',
  'inconsistent_line',
  'bad_weights',
  'bad_key',
  'bad_date',
  'bad_currency',
  'bad_amount',
  'bad_input',
] as const;

export type PricingErrorCode = (typeof pricingErrorCodes)[number];

/** A refusal. Branch on `code`; `message` is English, for logs. */
export class PricingError extends Error {
  override readonly name = 'PricingError';
  readonly code: PricingErrorCode;
  /** The id of the line that is to blame, where one is. */
  readonly line: string | null;

  constructor(code: PricingErrorCode, message: string, line: string | null) {
    super(message);
    this.code = code;
    this.line = line;
  }
}
