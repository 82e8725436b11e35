import { errorFromThrown } from '@novapos/api';
import type { TFunction } from 'i18next';

/** The text of a failure for people: ours for a known code, else the server's own `detail`, else a plain sentence. */
export function describeError(t: TFunction, thrown: unknown): string {
  const error = errorFromThrown(thrown);
  // An app has texts for codes of its own beside the common ones, and the API may have codes that nobody here knows.
  return t(`errors.${error.code}`, { defaultValue: error.detail || t('common.unexpected') });
}
