import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { demo } from '../support/shop.ts';

/** Real goods, where this machine has them (shared/data/README.md); others are made up. */
const catalogue = process.env['NOVAPOS_CATALOGUE'] ?? '/work/shared/data/catalogue/off_catalogue_120k_dev.csv.gz';
/** How long an import may take, and how often it is looked at. */
const IMPORT_LIMIT_MS = 300_000;
const LOOK_EVERY_MS = 250;

type Goods = { barcode: string; name: string };

/** Files that are imported: some rows of each may be refused. */
const FILES_MAX = 5;

/** Imports goods into the demo shop, as its owner would, until it has this many, and returns how many it has. */
export async function fillShop(url: string, wanted: number): Promise<number> {
  let there = await countGoods(url);
  for (let sent = 0, files = 0; there < wanted && files < FILES_MAX; files += 1) {
    const some = goods(sent, wanted - there);
    await importGoods(url, some);
    sent += some.length;
    there = await countGoods(url);
  }
  return there;
}

async function importGoods(url: string, goods: readonly Goods[]): Promise<void> {
  const headers = { ...headersOf(await signIn(url)), 'Idempotency-Key': crypto.randomUUID() };
  const path = `${url}/imports/${crypto.randomUUID()}`;
  const sent = { method: 'PUT', headers: { ...headers, 'Content-Type': 'text/csv' }, body: file(goods) };
  await answered(fetch(`${path}?decimals=2`, sent));
  const said = { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: '{}' };
  await answered(fetch(`${path}/apply`, said));
  for (const until = Date.now() + IMPORT_LIMIT_MS; Date.now() < until; await later(LOOK_EVERY_MS)) {
    const { state } = await answered(fetch(path, { headers }));
    if (state === 'applied') return;
  }
  throw new Error('the import does not end');
}

async function answered(asked: Promise<Response>): Promise<{ state: string }> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.url} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function file(goods: readonly Goods[]): string {
  const rows = goods.map(({ barcode, name }, n) => {
    const price = `${1 + (n % 40)}.${`${n % 100}`.padStart(2, '0')}`;
    return `${barcode},"${name.replaceAll('"', '""')}",${barcode},${price},standard\n`;
  });
  return `sku,name,barcodes,price,tax_category\n${rows.join('')}`;
}

/** So many goods after the first few: real ones where this machine has them. */
function goods(after: number, wanted: number): Goods[] {
  const real = existsSync(catalogue) ? gunzipSync(readFileSync(catalogue)).toString('utf8').split('\n').slice(1) : [];
  const found = real.flatMap((row) => {
    const comma = row.indexOf(',');
    const name = row
      .slice(comma + 1)
      .replace(/^"|"$/g, '')
      .replaceAll('""', '"')
      .trim();
    return comma > 0 && name !== '' ? [{ barcode: row.slice(0, comma), name }] : [];
  });
  const makeUp = (n: number): Goods => ({ barcode: `29${`${n}`.padStart(11, '0')}`, name: madeUp(n) });
  return Array.from({ length: wanted }, (_, n) => found[after + n] ?? makeUp(after + n));
}

function madeUp(n: number): string {
  const kinds = ['Coffee', 'Shampoo', 'Notebook', 'Chocolate', 'Olive oil', 'Light bulb', 'Apple juice', 'Batteries'];
  const makers = ['Alba', 'Borealis', 'Castell', 'Dorado', 'Estrella', 'Fontana', 'Grove'];
  return `${makers[n % makers.length]} ${kinds[n % kinds.length]} ${n}`;
}

type Owner = { access_token: string; tenant: { id: string } };

async function signIn(url: string): Promise<Owner> {
  const answer = await fetch(`${url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ shop_code: demo.shop_code, email: demo.owner, password: demo.password, client: 'api' }),
  });
  return answer.json();
}

function headersOf({ access_token, tenant }: Owner): Record<string, string> {
  return { Authorization: `Bearer ${access_token}`, 'X-Tenant-ID': tenant.id };
}

async function countGoods(url: string): Promise<number> {
  const headers = headersOf(await signIn(url));
  const answer = await fetch(`${url}/catalog/changes?limit=1`, { headers });
  return (await answer.json()).total;
}

/** What the till can sell, with codes that a scanner would send. */
export async function allGoods(url: string): Promise<{ barcode: string; name: string }[]> {
  const headers = headersOf(await signIn(url));
  const found: { barcode: string; name: string }[] = [];
  for (let cursor = ''; ; ) {
    const query = new URLSearchParams({ limit: '5000', ...(cursor && { cursor }) });
    const page = await (await fetch(`${url}/catalog/changes?${query}`, { headers })).json();
    for (const { name, barcodes, unit } of page.items) {
      if (barcodes[0] && unit === 'piece') found.push({ barcode: barcodes[0], name });
    }
    if (!page.has_more) return found;
    cursor = page.next_cursor;
  }
}
