import type { ApiError } from '@novapos/api';
import { describeError } from '@novapos/core';
import type { TFunction } from 'i18next';

/** What can stand in the way of a sale that is put aside or comes back: the store, no room, another sale, or this device. */
export type Trouble = ApiError | 'full' | 'waits' | 'failed';

/** Where no answer came it is said why that matters: the sale may be on this device, too. */
export function troubleText(t: TFunction, trouble: Trouble): string {
  if (typeof trouble === 'string') return t(`parked.${trouble}`);
  return trouble.isUnanswered ? t('parked.unreachable') : describeError(t, trouble);
}
