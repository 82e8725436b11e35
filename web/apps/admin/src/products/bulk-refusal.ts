import type { TFunction } from 'i18next';
import { describeFault, faultsOf } from '../field-errors';

// The server says which goods it is about before it says what is wrong: “Tea, black (T-1): the price would be below zero”.
const GOODS = /^(.+\)): (.+)$/s;

/** Why a change of many products was refused, a sentence for each fault, in the reader's language. */
export function reasonsOf(t: TFunction, thrown: unknown): string[] {
  return faultsOf(thrown).map(({ code, detail }) => {
    const [, goods, wrong] = GOODS.exec(detail) ?? [];
    return goods && wrong
      ? `${goods}: ${describeFault(t, { code, detail: wrong })}`
      : describeFault(t, { code, detail });
  });
}
