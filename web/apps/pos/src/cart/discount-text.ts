import { formatRate } from '@novapos/core';
import type { Discount } from './cart';

/** What was taken off and why: `−10%: Regular`. */
export function discountText({ rate_micro, reason }: Discount): string {
  return `\u2212${formatRate(rate_micro)}: ${reason}`;
}
