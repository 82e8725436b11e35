import { afterEach, expect, it, vi } from 'vitest';
import { createApi, unwrap } from './client';
import { ApiError, retryAfterMs } from './errors';
import type { Session } from './types';

const session = { access_token: 'new', tenant: { id: 't1' }, user: { id: 'u1' } } as unknown as Session;

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

function apiWith(answer: (request: Request) => Response | Promise<Response>) {
  const fetch = vi.fn(async (input: RequestInfo | URL) => answer(input as Request));
  return { api: createApi({ client: 'pos', baseUrl: 'http://shop.test', fetch }), fetch };
}

afterEach(() => vi.restoreAllMocks());

it('renews the token once for many requests and sends each again', async () => {
  let refreshes = 0;
  const { api } = apiWith((request) => {
    if (request.url.endsWith('/auth/refresh')) {
      refreshes += 1;
      return json(200, session);
    }
    return request.headers.get('Authorization') === 'Bearer new'
      ? json(200, { items: [], next_cursor: null, tenant: request.headers.get('X-Tenant-ID') })
      : json(401, { code: 'unauthenticated', detail: '' });
  });
  const answers = await Promise.all([1, 2, 3].map(() => unwrap(api.http.GET('/stores', {}))));
  expect(refreshes).toBe(1);
  expect(answers[0]).toMatchObject({ tenant: 't1' });
  expect(api.session.getState().status).toBe('signed_in');
});

it('keeps who was signed in when the session ends', async () => {
  const { api } = apiWith((request) =>
    request.url.endsWith('/auth/sign-in') ? json(200, session) : json(401, { code: 'session_ended', detail: '' }),
  );
  await api.session.signIn({ shop_code: 's', email: 'e', password: 'p' });
  await expect(unwrap(api.http.GET('/stores', {}))).rejects.toMatchObject({ status: 401 });
  expect(api.session.getState()).toEqual({ status: 'ended', session });
});

it('sends a body again after a renewal', async () => {
  const bodies: string[] = [];
  const { api } = apiWith(async (request) => {
    if (request.url.endsWith('/auth/refresh')) return json(200, session);
    bodies.push(await request.text());
    return bodies.length === 1 ? json(401, {}) : json(200, {});
  });
  const path = { order_id: 'o1' };
  await unwrap(api.http.POST('/orders/{order_id}/void', { params: { path }, body: { reason: 'wrong goods' } }));
  expect(bodies).toEqual([JSON.stringify({ reason: 'wrong goods' }), JSON.stringify({ reason: 'wrong goods' })]);
});

it('makes one kind of error of every failure', async () => {
  const { api } = apiWith((request) => {
    if (request.url.includes('/stores')) {
      const problem = { code: 'busy', detail: 'Wait.', trace_id: 'x', type: 'y', title: 'z', status: 503, wanted: 3 };
      return json(503, problem, { 'Retry-After': '2' });
    }
    throw new TypeError('failed to fetch');
  });
  const refused = await unwrap(api.http.GET('/stores', {})).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ code: 'busy', status: 503, retryAfterMs: 2000, traceId: 'x', extra: { wanted: 3 } });
  const lost = await unwrap(api.http.GET('/registers', {})).catch((error: unknown) => error);
  expect(lost).toMatchObject({ code: 'network', status: 0, isUnanswered: true });
});

it('reads Retry-After as seconds or as a date', () => {
  expect(retryAfterMs('3')).toBe(3000);
  expect(retryAfterMs('Wed, 25 Nov 2026 10:00:05 GMT', Date.parse('2026-11-25T10:00:00Z'))).toBe(5000);
  expect(retryAfterMs(null)).toBeNull();
  expect(retryAfterMs('soon')).toBeNull();
});

it('asks for a token first when it only remembers who was signed in, and once', async () => {
  const paths: string[] = [];
  const { api } = apiWith((request) => {
    paths.push(new URL(request.url).pathname);
    return json(200, request.url.endsWith('/auth/refresh') ? session : { items: [], next_cursor: null });
  });
  api.session.remember({ tenant: session.tenant, user: session.user });
  await Promise.all([unwrap(api.http.GET('/stores', {})), unwrap(api.http.GET('/stores', {}))]);
  expect(paths).toEqual(['/auth/refresh', '/stores', '/stores']);
  expect(api.session.getState().status).toBe('signed_in');
});

it('goes on remembering while the server is away, and ends when it says no', async () => {
  let isAway = true;
  const { api } = apiWith(() => {
    if (isAway) throw new TypeError('no network');
    return json(401, { code: 'session_ended', detail: '' });
  });
  api.session.remember({ tenant: session.tenant, user: session.user });
  await expect(unwrap(api.http.GET('/stores', {}))).rejects.toMatchObject({ code: 'network' });
  expect(api.session.getState().status).toBe('remembered');
  isAway = false;
  await expect(unwrap(api.http.GET('/stores', {}))).rejects.toMatchObject({ status: 401 });
  expect(api.session.getState()).toMatchObject({ status: 'ended', session: { tenant: { id: 't1' } } });
});
