import { ApiError } from '@novapos/api';
import { expect, it } from 'vitest';
import { afterAsking, afterSending } from './store-answer';

const error = (status: number, code = `http_${status}`) => new ApiError({ status, code, detail: '' });

it('is shared when the store has taken it, now or with an attempt whose answer was lost', () => {
  expect(afterSending('unsent', null)).toBe('shared');
  expect(afterSending('sending', error(422, 'id_reused'))).toBe('shared');
  expect(afterSending('sending', error(422, 'idempotency_key_reused'))).toBe('shared');
});

it.each([
  [0, 'network'],
  [0, 'timeout'],
  [408, 'body_timeout'],
  [409, 'request_in_progress'],
  [500, 'internal'],
  [503, 'busy'],
])('may be the store’s after %i %s', (status, code) => {
  expect(afterSending('unsent', error(status, code))).toBe('sending');
  expect(afterAsking({ state: 'shared' }, error(status, code))).toBe('unheard');
});

it('stays here when the first attempt was refused, and is tried again where that may pass', () => {
  expect(afterSending('unsent', error(422, 'unknown_product'))).toBe('refused');
  expect(afterSending('unsent', error(401))).toBe('unsent');
  expect(afterSending('unsent', error(429))).toBe('unsent');
  expect(afterSending('unsent', error(409, 'too_many_parked'))).toBe('unsent');
});

it('takes no refusal for an answer to an earlier attempt', () => {
  expect(afterSending('sending', error(422, 'unknown_product'))).toBe('sending');
});

it('is ours when the store gives it, or never got it', () => {
  expect(afterAsking({ state: 'shared' }, null)).toBe('ours');
  expect(afterAsking({ state: 'sending' }, error(404, 'not_found'))).toBe('ours');
  expect(afterAsking({ state: 'shared' }, error(404, 'not_found'))).toBe('refused');
  expect(afterAsking({ state: 'sending' }, error(409, 'already_recalled'))).toBe('taken');
  expect(afterAsking({ state: 'shared' }, error(403, 'forbidden'))).toBe('refused');
});
