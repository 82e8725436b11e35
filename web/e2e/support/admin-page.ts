import type { Locator, Page } from '@playwright/test';
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

  async open(path = '/admin/orders', email = demo.owner): Promise<void> {
    await this.page.goto(path);
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
