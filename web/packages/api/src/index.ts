export { type Api, createApi, REQUEST_TIMEOUT_MS, unwrap } from './client';
export type * from './contract';
export { ApiError, errorFromResponse, errorFromThrown, retryAfterMs } from './errors';
export { type Credentials, SessionKeeper, type SessionState } from './session';
