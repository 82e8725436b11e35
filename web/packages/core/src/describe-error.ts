import { errorFromThrown } from '@novapos/api';
import type { TFunction } from 'i18next';
import { isKnownError } from './error-messages';

/** The text of a failure for people: ours for a known code, else the server's own `detail`, else a plain sentence. */
export function describeError(t: TFunction, thrown: unknown): string {
  const error = errorFromThrown(thrown);
  if (isKnownError(error.code)) return t(`errors.${error.code}`);
  return error.detail || t('common.unexpected');
}
