import type { Locator, Page } from '@playwright/test';
import { resumeSession } from './sessions.ts';
import { demo } from './shop.ts';

/** The admin portal as a manager sees it. */
export class AdminPage {
  readonly page: Page;
  readonly orders: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.orders = page.getByRole('region', { name: 'Orders' });
    this.dialog = page.locator('dialog[open]');
  }

  /** With the sign-in that an earlier journey left, or anew: for what is not about signing in. */
  async open(path = '/admin/orders', email = demo.owner): Promise<void> {
    const isResumed = await resumeSession(this.page.context(), email);
    await this.page.goto(path);
    const form = this.page.getByRole('button', { name: 'Sign in', exact: true });
    if (isResumed) await form.or(this.page.locator('#content')).waitFor();
    if (!isResumed || (await form.isVisible())) await this.#fillIn(email);
  }

  async signIn(path = '/admin/orders', email = demo.owner): Promise<void> {
    await this.page.goto(path);
    await this.#fillIn(email);
  }

  async #fillIn(email: string): Promise<void> {
    await this.page.getByLabel('Shop code').fill(demo.shop_code);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(demo.password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await this.page.getByLabel('Shop code').waitFor();
  }

  async openOrder(label: string): Promise<void> {
    await this.page.getByRole('link', { name: label }).click();
    await this.page.getByRole('heading', { name: `Order ${label}` }).waitFor();
  }
}
