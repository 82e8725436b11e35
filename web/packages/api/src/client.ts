import createClient, { type Client } from 'openapi-fetch';
import { errorFromResponse, errorFromThrown } from './errors';
import { SessionKeeper } from './session';
import type { paths } from './types';

const REQUEST_TIMEOUT_MS = 15_000;

export type Api = { http: Client<paths>; session: SessionKeeper };

/** One client for an app: tenant and token on every request, one refresh on 401, a time limit, no endless waiting. */
export function createApi(options: { client: 'pos' | 'admin'; baseUrl: string; fetch?: typeof fetch }): Api {
  const send = async (request: Request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]);
    return (options.fetch ?? fetch)(new Request(request, { signal, credentials: 'same-origin' }));
  };
  const session = new SessionKeeper(options.client, options.baseUrl, send);

  const sendAs = async (request: Request): Promise<Response> => {
    if (session.getState().status === 'remembered') await session.refresh();
    const first = await send(authorised(request.clone(), session));
    if (first.status !== 401) return first;
    const renewed = await session.refresh();
    return renewed ? send(authorised(request, session)) : first;
  };
  return { http: createClient<paths>({ baseUrl: options.baseUrl, fetch: sendAs }), session };
}

function authorised(request: Request, keeper: SessionKeeper): Request {
  const { status, session } = keeper.getState();
  if (status === 'signed_in') {
    request.headers.set('Authorization', `Bearer ${session.access_token}`);
    request.headers.set('X-Tenant-ID', session.tenant.id);
  }
  return request;
}

/** The data of an answer, or an `ApiError` for every other outcome. */
export async function unwrap<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer.catch((thrown: unknown) => {
    throw errorFromThrown(thrown);
  });
  if (!response.ok) throw errorFromResponse(response, error);
  return data as T;
}
