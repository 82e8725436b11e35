import { expect, type Locator, type Page } from '@playwright/test';
import { demo } from './shop.ts';

const SCANNER_GAP_MS = 4;
const PERSON_GAP_MS = 200;

/** The till as a cashier sees it. */
export class TillPage {
  readonly page: Page;
  readonly search: Locator;
  readonly cart: Locator;
  readonly goods: Locator;
  readonly exact: Locator;
  readonly newSale: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.search = page.getByLabel('Search goods');
    this.cart = page.getByRole('complementary', { name: 'Sale' });
    this.goods = page.getByRole('list', { name: 'Goods' });
    this.exact = page.getByRole('button', { name: /^Cash .* Exact$/ });
    this.newSale = page.getByRole('button', { name: 'New sale' });
    this.dialog = page.locator('dialog[open]');
  }

  async open(options: { store?: string; email?: string; register?: string } = {}): Promise<void> {
    await this.page.goto('/pos/');
    await this.signIn(options.email ?? demo.cashier);
    await this.chooseRegister(options.store ?? demo.store, options.register);
    await this.search.waitFor();
  }

  async signIn(email: string, password = demo.password): Promise<void> {
    const shopCode = this.page.getByLabel('Shop code');
    await this.page.getByLabel('E-mail').waitFor();
    if (await shopCode.isVisible()) await shopCode.fill(demo.shop_code);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** The first of the store, or the one of this name. */
  async chooseRegister(store: string, register = ''): Promise<void> {
    const registers = this.page.getByRole('region', { name: store }).getByRole('button');
    await registers.filter({ hasText: register }).first().click();
  }

  /** Types like a scanner: fast, and with Enter at the end. */
  async scan(code: string): Promise<void> {
    await this.#keys(code, SCANNER_GAP_MS);
  }

  /** Types like a person, and then presses Enter. */
  async type(text: string): Promise<void> {
    await this.#keys(text, PERSON_GAP_MS);
  }

  /** Keys with the times that they would have come at, however slow this machine is. The last one comes now. */
  async #keys(text: string, gap_ms: number): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    const keys = [...[...text].map((key) => ({ key, text: key })), enter];
    const now_ms = Date.now();
    await Promise.all(
      keys.flatMap(({ text, ...key }, index) => {
        const timestamp = (now_ms - (keys.length - 1 - index) * gap_ms) / 1000;
        return [
          session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text, timestamp }),
          session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, timestamp }),
        ];
      }),
    );
    await session.detach();
  }

  /** Touches the goods that the search finds under this name. */
  async touch(name: string): Promise<void> {
    await this.search.fill(name);
    await this.tile(name).tap();
  }

  tile(name: string): Locator {
    return this.goods.getByRole('button', { name });
  }

  line(name: string): Locator {
    return this.cart.getByRole('listitem').filter({ hasText: name });
  }

  /** Price, discount or note of a line. */
  async more(name: string, action: 'Change the price' | 'Discount' | 'Note'): Promise<void> {
    await this.cart.getByRole('button', { name: `More for ${name}` }).tap();
    await this.dialog.getByRole('button', { name: action, exact: true }).tap();
  }

  /** The amount in its own words: `€12.30` is 1230. */
  async amountOf(locator: Locator): Promise<number> {
    return Number((await locator.innerText()).replace(/\D/g, ''));
  }

  total(): Promise<number> {
    return this.amountOf(this.cart.locator('dt:text-is("Total") + dd'));
  }

  /** What the tile of these goods says that they cost. */
  async goodsPrice(name: string): Promise<string> {
    await this.search.fill(name);
    return (await this.tile(name).innerText()).match(/€[\d.]+/)?.[0] ?? '';
  }

  /** How often a finger or a mouse touches the page from now on. */
  async countTouches(): Promise<() => Promise<number>> {
    await this.page.evaluate(() => {
      Object.assign(window, { touches: 0 });
      const count = () => {
        (window as unknown as { touches: number }).touches += 1;
      };
      window.addEventListener('pointerdown', count, { capture: true });
    });
    return () => this.page.evaluate(() => (window as unknown as { touches: number }).touches);
  }

  /** A record in the till's own database: by its key, or the first that an index finds. */
  stored(store: string, key: string, index?: string): Promise<unknown> {
    return this.page.evaluate(readRecord, { store, key, index });
  }

  async expectDone(change: string): Promise<string> {
    await expect(this.cart.getByText('Sale complete')).toBeVisible();
    await expect(this.cart.getByText(change, { exact: true })).toBeVisible();
    return this.cart.getByText(/^[\w-]+-\d{6}$/).innerText();
  }
}

/** Runs in the page. */
async function readRecord(wanted: { store: string; key: string; index: string | undefined }): Promise<unknown> {
  const { name } = (await indexedDB.databases()).find((database) => database.name?.startsWith('nova-till-')) ?? {};
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name ?? '');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const store = opening.result.transaction(wanted.store).objectStore(wanted.store);
      const reading = (wanted.index ? store.index(wanted.index) : store).get(wanted.key);
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  });
}
