import type { ApiError } from '@novapos/api';
import { describeError } from '@novapos/core';
import type { TFunction } from 'i18next';

/** Without an answer it has to be said why that matters: the sale may be on this device, too. */
export function refusalText(t: TFunction, error: ApiError): string {
  return error.isUnanswered ? t('parked.unreachable') : describeError(t, error);
}
