import { expect, type Locator, type Page } from '@playwright/test';
import { demo } from './shop.ts';

const SCANNER_GAP_MS = 4;

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

  async open(options: { store?: string; email?: string } = {}): Promise<void> {
    await this.page.goto('/pos/');
    await this.signIn(options.email ?? demo.cashier);
    await this.chooseRegister(options.store ?? demo.store);
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

  async chooseRegister(store: string): Promise<void> {
    await this.page.getByRole('region', { name: store }).getByRole('button').first().click();
  }

  /** Types like a scanner: fast, however slow this machine is, and with Enter at the end. */
  async scan(code: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const start_s = Date.now() / 1000;
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    const keys = [...[...code].map((key) => ({ key, text: key })), enter];
    await Promise.all(
      keys.flatMap(({ text, ...key }, index) => {
        const timestamp = start_s + (index * SCANNER_GAP_MS) / 1000;
        return [
          session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text, timestamp }),
          session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, timestamp }),
        ];
      }),
    );
    await session.detach();
  }

  tile(name: string): Locator {
    return this.goods.getByRole('button', { name });
  }

  line(name: string): Locator {
    return this.cart.getByRole('listitem').filter({ hasText: name });
  }

  /** The amount in its own words: `€12.30` is 1230. */
  async amountOf(locator: Locator): Promise<number> {
    return Number((await locator.innerText()).replace(/\D/g, ''));
  }

  total(): Promise<number> {
    return this.amountOf(this.cart.locator('dt:text-is("Total") + dd'));
  }

  async expectDone(change: string): Promise<string> {
    await expect(this.cart.getByText('Sale complete')).toBeVisible();
    await expect(this.cart.getByText(change, { exact: true })).toBeVisible();
    return this.cart.getByText(/^[\w-]+-\d{6}$/).innerText();
  }
}
