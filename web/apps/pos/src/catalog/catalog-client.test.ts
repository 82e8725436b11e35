import { type Api, ApiError, type CatalogItem, createApi } from '@novapos/api';
import { afterEach, expect, it, vi } from 'vitest';
import { CatalogClient, type CatalogPort } from './catalog-client';
import { Peer } from './peer';
import { type CatalogState, noCatalog, type PageCalls, type WorkerCalls } from './protocol';

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close();
});

function goods(id: string, rev: number): CatalogItem {
  return { id, rev, name: id, sku: id, barcodes: [], tax_category: 's', unit: 'piece', prices: [] };
}

/** A client whose worker is this test. */
function clientOf(answers: Partial<WorkerCalls>, api: Api = createApi({ client: 'pos', baseUrl: 'http://shop.test' })) {
  const channel = new MessageChannel();
  channels.push(channel);
  const port: CatalogPort = Object.assign(channel.port1, { terminate: () => channel.port1.close(), onerror: null });
  const client = new CatalogClient(api, port);
  const worker = new Peer<PageCalls, WorkerCalls>(channel.port2, answers as WorkerCalls);
  channel.port1.start();
  channel.port2.start();
  const ready: CatalogState = { ...noCatalog, version: 1, isReady: true, rev: 1 };
  return { client, worker, port, ready };
}

it('prices the cart from goods at hand, which change together with their revision', async () => {
  const now = new Map([['tea', goods('tea', 1)]]);
  const { client, worker, ready } = clientOf({ byIds: (ids) => ids.flatMap((id) => now.get(id) ?? []) });
  client.keep(goods('tea', 1), []);
  const seen: [number, number | undefined][] = [];
  client.state.subscribe(({ rev }) => seen.push([rev, client.atHand.getState().get('tea')?.rev]));

  now.set('tea', goods('tea', 7));
  await worker.ask('changed', { ...ready, version: 2, rev: 7 });
  expect(seen).toEqual([[7, 7]]);

  now.delete('tea');
  await worker.ask('changed', { ...ready, version: 3, rev: 8 });
  expect(client.atHand.getState().has('tea')).toBe(false);
});

it('keeps the newer of two, whatever order they come in', () => {
  const { client } = clientOf({});
  client.keep(goods('tea', 3), []);
  client.keep(goods('tea', 2), []);
  expect(client.atHand.getState().get('tea')?.rev).toBe(3);
});

it('lets goods go that no line shows, when there are too many', () => {
  const { client } = clientOf({});
  for (let n = 0; n < 1000; n += 1) client.keep(goods(`g${n}`, 1), []);
  client.keep(goods('last', 1), ['g5']);
  expect([...client.atHand.getState().keys()]).toEqual(['g5', 'last']);
});

it('fetches for the worker, with the session that only the page has', async () => {
  const urls: URL[] = [];
  const fetch = async (request: RequestInfo | URL) => {
    urls.push(new URL((request as Request).url));
    return Response.json({ items: [] });
  };
  const api = createApi({ client: 'pos', baseUrl: 'http://shop.test', fetch });
  const { worker } = clientOf({}, api);
  const bytes = await worker.ask('fetchPage', 'c7');
  expect(new TextDecoder().decode(bytes)).toBe('{"items":[]}');
  expect(urls[0]?.search).toBe('?limit=5000&cursor=c7');
});

it('hands a refusal on with its code, which decides whether the till begins again', async () => {
  const fetch = async () => Response.json({ code: 'cursor_expired', detail: 'old' }, { status: 410 });
  const { worker } = clientOf({}, createApi({ client: 'pos', baseUrl: 'http://shop.test', fetch }));
  const refused = worker.ask('fetchPage', 'c7');
  await expect(refused).rejects.toBeInstanceOf(ApiError);
  await expect(refused).rejects.toMatchObject({ code: 'cursor_expired', status: 410 });
});

it('takes what has this very code before what only looks like it', async () => {
  const search = vi.fn(() => [{ item: goods('similar', 1), family: null }]);
  const { client } = clientOf({ byCode: (code) => (code === '4711' ? goods('exact', 1) : null), search });
  expect((await client.best(' 4711 '))?.item.id).toBe('exact');
  expect((await client.best('47'))?.item.id).toBe('similar');
});

it('leaves nobody waiting when the worker breaks', async () => {
  const { client, port } = clientOf({ byCode: () => new Promise<null>(() => undefined) as never });
  const asked = client.byCode('4711');
  port.onerror?.call(port as unknown as Worker, { message: 'out of memory' } as ErrorEvent);
  await expect(asked).rejects.toThrow('out of memory');
});
