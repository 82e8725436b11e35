import { Catalog } from './catalog';
import { CatalogStore } from './catalog-store';
import { Peer } from './peer';
import type { PageCalls, WorkerCalls } from './protocol';

/** Asked before it is open, the catalogue answers when it is: no scan of an opening till is lost. */
let opened: Promise<Catalog> | null = null;

const page: Peer<PageCalls, WorkerCalls> = new Peer<PageCalls, WorkerCalls>(self, {
  open: async (tenant_id) => {
    opened = open(tenant_id);
    await opened;
  },
  sync: async () => (await catalog()).sync(),
  byCode: async (code) => (await catalog()).index.byCode(code) ?? null,
  byIds: async (ids) => {
    const { index } = await catalog();
    return ids.flatMap((id) => index.byId(id) ?? []);
  },
  family: async (family_id) => (await catalog()).index.family(family_id),
  browse: async (category_id, limit) => (await catalog()).index.browse(category_id, limit),
  search: async (text, limit) => (await catalog()).index.search(text, limit),
});

async function open(tenant_id: string): Promise<Catalog> {
  const store = await CatalogStore.open(tenant_id);
  const catalog = new Catalog({
    tenant_id,
    store,
    fetchPage: (cursor) => page.ask('fetchPage', cursor),
    onChange: (state) => void page.ask('changed', state),
  });
  await catalog.load();
  return catalog;
}

async function catalog(): Promise<Catalog> {
  if (!opened) throw new Error('no catalogue is open');
  return opened;
}
