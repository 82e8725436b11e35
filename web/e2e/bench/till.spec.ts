import { writeFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { demo } from '../support/shop.ts';
import { TillPage } from '../support/till-page.ts';
import { allGoods, fillShop } from './fill-shop.ts';
import { heap_mb } from './heap.ts';
import { type Scan, timeScans, timeSearches, watchForGoods } from './in-page.ts';

const GOODS = Number(process.env['BENCH_GOODS'] ?? 100_000);
const SCANS = Number(process.env['BENCH_SCANS'] ?? 1000);
const LINES_OF_A_SALE = 25;
/** Every so many scans, one that no goods have. */
const MISS_EVERY = 20;
const WORDS = 60;
const WARM_STARTS = 5;
/** 20 Mbit/s, as a shop's line has it. */
const LINE_BYTES_PER_S = 20_000_000 / 8;
const LINE_LATENCY_MS = 20;
/** A scanner that is in a hurry: 20 a second. */
const SCAN_GAP_MS = 50;
const LETTER_GAP_MS = 60;

test('the till with the goods of a supermarket', async ({ browser, baseURL }) => {
  const url = baseURL ?? '';
  const count = await fillShop(url, GOODS);
  const goods = await allGoods(url);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true });
  const cold_ms = await coldStart(context);
  const warm = [];
  for (let run = 0; run < WARM_STARTS; run += 1) warm.push(await warmStart(context));
  const { scans, searches, heap } = await sell(context, goods);
  await context.close();

  const figures = {
    scan_p99_ms: at(scans, 0.99),
    search_p95_ms: at(searches, 0.95),
    warm_ms: at(warm, 0.5),
    cold_ms,
    heap_mb: heap,
  };
  const lines = [
    `${count} goods; ${scans.length} scans, ${searches.length} letters of searches, ${warm.length} warm starts`,
    `scan to painted line: ${spread(scans)}`,
    `search to painted list: ${spread(searches)}`,
    `warm start to sell-ready: best ${ms(at(warm, 0))}, median ${ms(at(warm, 0.5))}, worst ${ms(at(warm, 1))}`,
    `cold start to sell-ready over 20 Mbit/s: ${ms(cold_ms)}`,
    Object.entries(figures)
      .map(([name, value]) => `${name}=${value.toFixed(1)}`)
      .join(' '),
  ];
  await writeFile(process.env['BENCH_REPORT'] ?? 'bench-till.txt', `${lines.join('\n')}\n`);
});

type Goods = { barcode: string; name: string };

/** Sales of 25 lines with a miss now and then, then searches letter by letter; and what the page holds afterwards. */
async function sell(context: BrowserContext, goods: Goods[]) {
  const page = await sellingPage(context);
  await page.evaluate(timeScans, { scans: sale(goods, 0), gap_ms: SCAN_GAP_MS });
  await clearCart(page);
  const scans: number[] = [];
  for (let sold = 0; scans.length < SCANS; sold += 1) {
    const batch = sale(goods, sold).slice(0, SCANS - scans.length);
    scans.push(...(await page.evaluate(timeScans, { scans: batch, gap_ms: SCAN_GAP_MS })));
    const found = batch.filter(({ isKnown }) => isKnown).length;
    expect(await page.locator('aside li').count()).toBe(found);
    await clearCart(page);
  }
  const words = sample(goods, WORDS).map(({ name }) => name.toLowerCase().split(' ')[0]?.slice(0, 6) ?? '');
  const searches = await page.evaluate(timeSearches, { words: words.filter(Boolean), gap_ms: LETTER_GAP_MS });
  return { scans, searches, heap: await heap_mb(page) };
}

/** A new device: the time that the machine takes, without the person who signs in and says which register this is. */
async function coldStart(context: BrowserContext): Promise<number> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const speed = { downloadThroughput: LINE_BYTES_PER_S, uploadThroughput: LINE_BYTES_PER_S, latency: LINE_LATENCY_MS };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...speed });
  const till = new TillPage(page);
  let total = await took(async () => {
    await page.goto('/pos/');
    await page.getByLabel('E-mail').waitFor();
  });
  await till.signIn(demo.cashier);
  await page.getByRole('region', { name: demo.store }).waitFor();
  total += await took(async () => {
    await till.chooseRegister(demo.store);
    await till.goods.getByRole('button').first().waitFor({ timeout: 120_000 });
  });
  await page.close();
  return total;
}

/** A new window on a device that has its goods. */
async function warmStart(context: BrowserContext): Promise<number> {
  const page = await sellingPage(context);
  const ready = await page.evaluate(() => (window as unknown as { sellReady_ms: number }).sellReady_ms);
  await page.close();
  return ready;
}

async function sellingPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(watchForGoods);
  await page.goto('/pos/');
  await page.waitForFunction(() => 'sellReady_ms' in window);
  // What a till does after it has opened is not part of what is measured next.
  await page.waitForTimeout(2500);
  return page;
}

async function clearCart(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('button', { name: 'Clear the sale' }).click();
  await page.getByText('Ready for the next customer').waitFor();
}

function sale(goods: { barcode: string }[], number: number): Scan[] {
  const wanted = sample(goods, LINES_OF_A_SALE, number * 131);
  return wanted.flatMap(({ barcode }, index): Scan[] => {
    const hit = { code: barcode, isKnown: true };
    const isMissNext = (number * LINES_OF_A_SALE + index) % MISS_EVERY === MISS_EVERY - 1;
    return isMissNext ? [hit, { code: `99${`${number * 100 + index}`.padStart(11, '0')}`, isKnown: false }] : [hit];
  });
}

/** Spread over the whole catalogue, the same ones each time. */
function sample<T>(all: readonly T[], count: number, offset = 0): T[] {
  const step = Math.floor(all.length / count);
  return Array.from({ length: count }, (_, n) => all[(n * step + offset) % all.length] as T);
}

async function took(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function at(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.ceil(part * sorted.length) - 1, sorted.length - 1)] ?? sorted[0] ?? Number.NaN;
}

function spread(values: number[]): string {
  return `p50 ${ms(at(values, 0.5))}, p95 ${ms(at(values, 0.95))}, p99 ${ms(at(values, 0.99))}, worst ${ms(at(values, 1))}`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
