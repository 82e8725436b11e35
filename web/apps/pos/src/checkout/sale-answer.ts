import type { ApiError, Order, Quote } from '@novapos/api';

const RETRY_FIRST_MS = 1000;
const RETRY_LONGEST_MS = 15_000;
/** An error of the server itself is tried again this often; after that a person decides. */
export const SERVER_ERROR_ATTEMPTS_MAX = 5;
const RENUMBERINGS_MAX = 5;

export type SaleOutcome = { kind: 'accepted'; order: Order } | { kind: 'failed'; error: ApiError };

export type NextStep =
  | { do: 'accept'; order: Order }
  | { do: 'retry'; after_ms: number }
  | { do: 'sign_in' }
  | { do: 'renumber'; receipt_number: number }
  | { do: 'ask_new_price'; quote: Quote }
  | { do: 'refuse'; error: ApiError };

const noAnswerYet = new Set([0, 408, 425, 429, 502, 503, 504]);

/** What the till does about an answer to `POST /orders`. Whenever the sale may have been booked, the same body goes again. */
export function nextStep(
  outcome: SaleOutcome,
  tries: { attempts: number; renumberings: number },
  random: () => number = Math.random,
): NextStep {
  if (outcome.kind === 'accepted') return { do: 'accept', order: outcome.order };
  const { error } = outcome;
  const retry: NextStep = { do: 'retry', after_ms: retryDelay(tries.attempts, error.retryAfterMs, random) };

  if (noAnswerYet.has(error.status) || error.code === 'request_in_progress') return retry;
  if (error.status >= 500) return tries.attempts < SERVER_ERROR_ATTEMPTS_MAX ? retry : { do: 'refuse', error };
  if (error.status === 401) return { do: 'sign_in' };
  if (error.code === 'receipt_number_taken' && tries.renumberings < RENUMBERINGS_MAX) {
    const receipt_number = error.extra['next_receipt_number'];
    if (typeof receipt_number === 'number') return { do: 'renumber', receipt_number };
  }
  if (error.code === 'quote_changed' && isQuote(error.extra['quote'])) {
    return { do: 'ask_new_price', quote: error.extra['quote'] };
  }
  return { do: 'refuse', error };
}

/** 1 s, doubled up to 15 s, half of it by chance; never sooner than the server asks for. */
export function retryDelay(attempts: number, retryAfterMs: number | null, random: () => number): number {
  const full = Math.min(RETRY_FIRST_MS * 2 ** Math.min(attempts - 1, 10), RETRY_LONGEST_MS);
  return Math.max(full / 2 + (full / 2) * random(), retryAfterMs ?? 0);
}

function isQuote(value: unknown): value is Quote {
  return typeof value === 'object' && value !== null && 'total_minor' in value && 'cash_total_minor' in value;
}
