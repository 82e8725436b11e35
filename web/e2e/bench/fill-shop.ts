import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { demo } from '../support/shop.ts';

/** Real goods, where this machine has them (shared/data/README.md); others are made up. */
const catalogue = process.env['NOVAPOS_CATALOGUE'] ?? '/work/shared/data/catalogue/off_catalogue_120k_dev.csv.gz';
const REQUESTS_AT_ONCE = 12;
const RENEW_EVERY_MS = 300_000;

type Goods = { barcode: string; name: string };

/**
 * Makes goods in the demo shop until it has this many, and returns how many it has. The program's own `bench-seed` makes them up in
 * under a minute; BENCH_REAL_GOODS=1 sends the real ones instead, one by one, which takes some twenty.
 */
export async function fillShop(url: string, wanted: number): Promise<number> {
  const there = await countGoods(url);
  if (there >= wanted) return there;
  const { NOVAPOS: program, NOVAPOS_HOME: home, BENCH_REAL_GOODS: isReal } = process.env;
  if (program && home && !isReal) await seed(url, program, home, wanted - there);
  else await sendAll(url, wanted - there);
  return countGoods(url);
}

async function seed(url: string, program: string, home: string, count: number): Promise<void> {
  const { tenant, user } = await signIn(url);
  const seeding = spawn(program, ['bench-seed', '--home', home, '--goods', `${count}`], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  seeding.stdin.end(`${tenant.id} ${user.id}\n`);
  const [status] = await once(seeding, 'exit');
  if (status !== 0) throw new Error(`novapos bench-seed ended with ${status}`);
}

async function sendAll(url: string, count: number): Promise<void> {
  const work = goods(count).values();
  let headers = headersOf(await signIn(url));
  const renewing = setInterval(async () => {
    headers = headersOf(await signIn(url));
  }, RENEW_EVERY_MS);
  let made = 0;
  const send = async () => {
    for (const each of work) {
      if (made >= count) return;
      if (await make(url, headers, each)) made += 1;
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, send));
  clearInterval(renewing);
}

async function make(url: string, headers: Record<string, string>, { barcode, name }: Goods): Promise<boolean> {
  const answer = await fetch(`${url}/products`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({
      name,
      sku: barcode,
      barcodes: [barcode],
      tax_category: 'standard',
      unit: 'piece',
      price: { amount_minor: 50 + (Number(barcode.slice(-6)) % 1950), per_milli: 1000 },
    }),
  });
  await answer.text();
  // A few names of the file are not names to the shop; a file of 120,000 has enough others.
  if (answer.status >= 500) throw new Error(`POST /products was answered ${answer.status}`);
  return answer.ok;
}

function goods(wanted: number): Goods[] {
  if (!existsSync(catalogue)) {
    return Array.from({ length: wanted }, (_, n) => ({ barcode: `29${`${n}`.padStart(11, '0')}`, name: madeUp(n) }));
  }
  const rows = gunzipSync(readFileSync(catalogue)).toString('utf8').split('\n').slice(1);
  return rows.flatMap((row) => {
    const comma = row.indexOf(',');
    const name = row
      .slice(comma + 1)
      .replace(/^"|"$/g, '')
      .replaceAll('""', '"')
      .trim();
    return comma > 0 && name !== '' ? [{ barcode: row.slice(0, comma), name }] : [];
  });
}

function madeUp(n: number): string {
  const kinds = ['Coffee', 'Shampoo', 'Notebook', 'Chocolate', 'Olive oil', 'Light bulb', 'Apple juice', 'Batteries'];
  const makers = ['Alba', 'Borealis', 'Castell', 'Dorado', 'Estrella', 'Fontana', 'Grove'];
  return `${makers[n % makers.length]} ${kinds[n % kinds.length]} ${n}`;
}

type Owner = { access_token: string; tenant: { id: string }; user: { id: string } };

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
