import type { ApiError } from '@novapos/api';
import type { ParkedSale, ParkedState } from './parked-sale';

/** The id is ours alone: whatever the store has under it is this sale. */
const known = new Set(['id_reused', 'idempotency_key_reused']);

/** Nobody can say whether the store has done it. */
export function isUnheard({ status, code }: ApiError): boolean {
  return status === 0 || status === 408 || status >= 500 || code === 'request_in_progress';
}

/** What the store knows of a sale after it was sent, and was in this state before. */
export function afterSending(before: ParkedState, error: ApiError | null): ParkedState {
  if (!error || known.has(error.code)) return 'shared';
  // An earlier attempt that nobody answered may have arrived, whatever is said to this one.
  if (isUnheard(error) || before === 'sending') return 'sending';
  const isOnlyNow = error.status === 401 || error.status === 429 || error.code === 'too_many_parked';
  return isOnlyNow ? before : 'refused';
}

/** Whose a sale is after the store was asked for it: ours, somebody else's, or still nobody knows. */
export type Whose = 'ours' | 'taken' | 'unheard' | 'refused';

export function afterAsking({ state }: Pick<ParkedSale, 'state'>, error: ApiError | null): Whose {
  if (!error) return 'ours';
  if (error.code === 'already_recalled') return 'taken';
  // It was sent and has not arrived: so it is only here.
  if (error.code === 'not_found' && state === 'sending') return 'ours';
  return isUnheard(error) ? 'unheard' : 'refused';
}
