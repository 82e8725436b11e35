import { type APIRequestContext, expect } from '@playwright/test';

/** The demo shop that the server makes on its first start. */
export const demo = {
  shop_code: process.env['NOVAPOS_SHOP'] ?? 'demo',
  password: process.env['NOVAPOS_PASSWORD'] ?? 'demo-corner-shop',
  owner: 'owner@demo.example',
  manager: 'manager@demo.example',
  cashier: 'cashier@demo.example',
  store: 'Market Square',
  strictStore: 'Station Kiosk',
};

type Product = { id: string; rev: number; name: string; sku: string; barcodes: string[] };
export type Family = { id: string; name: string; variants: Product[] };
export type Register = { id: string; store_id: string; name: string };
type Pieces = { value_minor: number; count: number };
export type Store = { id: string; name: string; location_id: string; receipt_header: string };
type Role = 'cashier' | 'manager' | 'admin';
type Job = { role: Role; store: Store | null };
export type Person = { id: string; name: string; email: string };
type Line = { product: Product; quantity_milli: number };
export type Order = {
  id: string;
  receipt_number: number;
  receipt_label: string;
  session_id?: string | null;
  status: string;
  total_minor: number;
  due_minor: number;
  change_minor: number;
  voided: { reason: string } | null;
};

let made = 0;

/** The shop behind the screens: arranges what a journey needs, and looks at what became of it. */
export class Shop {
  readonly #request: APIRequestContext;
  readonly #headers: Record<string, string>;

  private constructor(request: APIRequestContext, headers: Record<string, string>) {
    this.#request = request;
    this.#headers = headers;
  }

  static async open(request: APIRequestContext): Promise<Shop> {
    const data = { shop_code: demo.shop_code, email: demo.owner, password: demo.password, client: 'api' };
    const answer = await request.post('/auth/sign-in', { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { access_token, tenant } = await answer.json();
    return new Shop(request, { Authorization: `Bearer ${access_token}`, 'X-Tenant-ID': tenant.id });
  }

  /** Goods of this test alone, so that no other test or sale changes them. */
  async makeProduct(name: string, amount_minor: number, unit: 'piece' | 'kilogram' = 'piece'): Promise<Product> {
    made += 1;
    const number = `${Date.now()}${made}`.slice(-11);
    return this.#post('/products', {
      name: `${name} ${number.slice(-5)}`,
      sku: `E2E-${number}`,
      barcodes: [ean13(`2${number}`)],
      tax_category: 'standard',
      unit,
      price: { amount_minor, per_milli: 1000 },
    });
  }

  /** A family of this test alone: each of these sizes and colours, at one price or at one of its own by `S red`. */
  async makeFamily(
    name: string,
    options: { sizes: string[]; colours: string[]; without?: string[]; prices?: Record<string, number> },
  ): Promise<Family> {
    made += 1;
    const number = `${Date.now()}${made}`.slice(-9);
    const per = (amount_minor: number) => ({ amount_minor, per_milli: 1000 });
    const { sizes, colours, without = [], prices = {} } = options;
    const pairs = sizes.flatMap((size) => colours.map((colour) => [size, colour] as const));
    const variants = pairs
      .filter(([size, colour]) => !without.includes(`${size} ${colour}`))
      .map(([size, colour], place) => {
        const own = prices[`${size} ${colour}`];
        return {
          values: [size, colour],
          sku: `E2E-${number}-${place}`,
          barcodes: [ean13(`2${number}${`${place}`.padStart(2, '0')}`)],
          price: own === undefined ? null : per(own),
          name: null,
        };
      });
    return this.#post('/families', {
      name: `${name} ${number.slice(-5)}`,
      category_id: null,
      tax_category: 'standard',
      unit: 'piece',
      price: per(1990),
      options: [
        { name: 'Size', values: sizes },
        { name: 'Colour', values: colours },
      ],
      variants,
    });
  }

  async changePrice(product: Product, amount_minor: number): Promise<void> {
    const price = { amount_minor, per_milli: 1000 };
    await this.#send('patch', `/products/${product.id}`, { rev: product.rev, price });
  }

  /** Waits until a sale of one piece costs so much. */
  async costs(product: Product, amount_minor: number): Promise<void> {
    await expect.poll(() => this.#quoted(product)).toBe(amount_minor);
  }

  async renameProduct(product: Product, name: string): Promise<void> {
    await this.#send('patch', `/products/${product.id}`, { rev: product.rev, name });
  }

  async setStorePrice(product: Product, store: Store, amount_minor: number): Promise<void> {
    const price = { amount_minor, per_milli: 1000 };
    await this.#post(`/products/${product.id}/store-prices`, { store_id: store.id, price });
  }

  /** How a product is now. */
  async product(id: string): Promise<{ active: boolean; price: { amount_minor: number } }> {
    return this.#get(`/products/${id}`);
  }

  async plannedPrices(product: Product): Promise<{ from: string; price: { amount_minor: number } }[]> {
    const { items } = await this.#get<{ items: { from: string; price: { amount_minor: number } }[] }>(
      `/products/${product.id}/scheduled-prices`,
    );
    return items;
  }

  /** A file of goods that is read and not applied. */
  async readImport(csv: string): Promise<string> {
    const id = crypto.randomUUID();
    const headers = { ...this.#headers, 'Content-Type': 'text/csv' };
    const answer = await this.#request.put(`/imports/${id}?decimals=2`, { headers, data: csv });
    expect(answer.ok(), await answer.text()).toBe(true);
    return id;
  }

  async givePicture(product: Product, buffer: Buffer): Promise<void> {
    const headers = { ...this.#headers, 'Content-Type': 'image/png' };
    const answer = await this.#request.put(`/products/${product.id}/picture`, { headers, data: buffer });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  async takeOffSale(product: Product): Promise<void> {
    await this.#post(`/products/${product.id}/deactivate`, {});
    await expect.poll(() => this.#quoted(product)).toBeUndefined();
  }

  /** What the demo store asks for one of it; nothing where it is not sold. Order hears of changes a little later than they are made, above all
   *  as a process of its own. */
  async #quoted(product: Product): Promise<number | undefined> {
    const register = await this.register(await this.store(demo.store));
    const data = { register_id: register.id, lines: [lineBody({ product, quantity_milli: 1000 })] };
    const answer = await this.#request.post('/orders/compute', { headers: this.#headers, data });
    return answer.ok() ? (await answer.json()).total_minor : undefined;
  }

  async receive(product: Product, store: Store, pieces: number): Promise<void> {
    const lines = [{ id: crypto.randomUUID(), product_id: product.id, quantity_milli: pieces * 1000 }];
    await this.#post('/stock/receipts', { id: crypto.randomUUID(), location_id: store.location_id, lines });
  }

  /** Puts a record right by so much, which may lead below zero. */
  async correctStock(product: Product, store: Store, pieces: number): Promise<void> {
    const lines = [{ id: crypto.randomUUID(), product_id: product.id, quantity_milli: pieces * 1000 }];
    const body = { id: crypto.randomUUID(), location_id: store.location_id, reason: 'other', lines };
    await this.#post('/stock/adjustments', body);
  }

  /** Goods on their way from one store to another. */
  async sendGoods(product: Product, from: Store, to: Store, pieces: number): Promise<string> {
    const id = crypto.randomUUID();
    const lines = [{ id: crypto.randomUUID(), product_id: product.id, quantity_milli: pieces * 1000 }];
    await this.#post('/stock/transfers', {
      id,
      from_location_id: from.location_id,
      to_location_id: to.location_id,
      lines,
    });
    return id;
  }

  /** A count that goes on: of this product, or of everything. */
  async beginCount(store: Store, product?: Product): Promise<string> {
    const id = crypto.randomUUID();
    const of = product ? { scope: 'cycle', product_ids: [product.id] } : { scope: 'full', product_ids: [] };
    await this.#post('/stock/counts', { id, location_id: store.location_id, ...of });
    return id;
  }

  async store(name: string): Promise<Store> {
    const { items } = await this.#get<{ items: Store[] }>('/stores?limit=200');
    return found(items.find((store) => store.name === name));
  }

  async register(store: Store): Promise<Register> {
    const { items } = await this.#get<{ items: Register[] }>(`/registers?limit=200&store_id=${store.id}`);
    return found(items.sort((a, b) => a.name.localeCompare(b.name))[0]);
  }

  /** Somebody new, who has joined with the demo shop's password. */
  async hire(name: string, role: Role, store: Store | null = null): Promise<Person> {
    return this.hireFor(name, [{ role, store }]);
  }

  /** The same for several jobs. */
  async hireFor(name: string, jobs: Job[]): Promise<Person> {
    const { user, invitation_token } = await this.#invite(name, jobs);
    const data = { token: invitation_token, password: demo.password };
    const answer = await this.#request.post('/auth/invitations/accept', { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return user;
  }

  /** Somebody who has not joined yet. */
  async invite(name: string, role: Role, store: Store | null = null): Promise<Person> {
    return (await this.#invite(name, [{ role, store }])).user;
  }

  async #invite(name: string, jobs: Job[]): Promise<{ user: Person; invitation_token: string }> {
    made += 1;
    return this.#post('/users/invitations', {
      name,
      email: `e2e-${Date.now()}-${made}@example.com`,
      roles: jobs.map(({ role, store }) => ({ role, store_id: store?.id ?? null })),
    });
  }

  /** A sign-in of somebody, as a program has it: whether it is still good is asked by refreshing it. */
  async signIn({ email }: Person): Promise<{ isOpen: () => Promise<boolean> }> {
    const data = { shop_code: demo.shop_code, email, password: demo.password, client: 'api' };
    const answer = await this.#request.post('/auth/sign-in', { data });
    expect(answer.ok(), await answer.text()).toBe(true);
    const { refresh_token } = await answer.json();
    return {
      isOpen: async () => (await this.#request.post('/auth/refresh', { data: { client: 'api', refresh_token } })).ok(),
    };
  }

  async changeStore(store: Store, changes: object): Promise<void> {
    await this.#send('patch', `/stores/${store.id}`, changes);
  }

  /** The goods that the store's tills show first. */
  async favourites(store: Store): Promise<string[]> {
    return (await this.#get<{ favourites: string[] }>(`/stores/${store.id}`)).favourites;
  }

  async layOut(store: Store, products: Product[]): Promise<void> {
    await this.#send('put', `/stores/${store.id}/favourites`, { product_ids: products.map(({ id }) => id) });
  }

  async changeTaxSettings(settings: object): Promise<void> {
    await this.#send('put', '/tax/settings', settings);
  }

  /** Whether sales need an open drawer, and how much may be over or short at a close without approval. */
  async requireSessions(sessions_required: boolean, variance_limit_minor: number | null = null): Promise<void> {
    await this.#send('put', '/cash/settings', { sessions_required, variance_limit_minor });
  }

  /** The drawer that is not closed at this register. */
  async openDrawer(register: Register): Promise<{ id: string } | undefined> {
    return (await this.#drawers()).find(({ register_id }) => register_id === register.id);
  }

  /** Closes what is open, with what was counted or should be in it. */
  async closeDrawers(): Promise<void> {
    await this.requireSessions(false);
    for (const { id } of await this.#drawers()) {
      const { counts } = await this.#get<{ counts: object[] }>(`/sessions/${id}`);
      if (counts.length === 0) await this.#post(`/sessions/${id}/counts`, { count_number: 1, pieces: [] });
      await this.#post(`/sessions/${id}/close`, { left_minor: 0 });
    }
  }

  async #drawers(): Promise<{ id: string; register_id: string }[]> {
    const ofStatus = async (status: string) =>
      (await this.#get<{ items: { id: string; register_id: string }[] }>(`/sessions?limit=200&status=${status}`)).items;
    return [...(await ofStatus('open')), ...(await ofStatus('counting'))];
  }

  async changeDiscountSettings(settings: object): Promise<void> {
    await this.#send('put', '/discounts/settings', settings);
  }

  async rename(name: string): Promise<void> {
    await this.#send('patch', '/shop', { name });
  }

  async receipt(order: Order): Promise<string> {
    const answer = await this.#request.get(`/orders/${order.id}/receipt?original=true`, { headers: this.#headers });
    expect(answer.ok()).toBe(true);
    return answer.text();
  }

  async orders(register: Register): Promise<Order[]> {
    return (await this.#get<{ items: Order[] }>(`/orders?limit=200&register_id=${register.id}`)).items;
  }

  async order(id: string): Promise<Order> {
    return this.#get(`/orders/${id}`);
  }

  async compute(
    register: Register,
    lines: Line[],
  ): Promise<{ rev: number; total_minor: number; cash_total_minor: number }> {
    return this.#post('/orders/compute', { register_id: register.id, lines: lines.map(lineBody) });
  }

  /** A register of this test alone, so that its drawer is nobody else's. Its name comes after those of the demo shop, of which tests take the first. */
  async newRegister(store: Store): Promise<Register> {
    made += 1;
    const code = `9${`${Date.now()}${made}`.slice(-7)}`;
    return this.#post('/registers', { store_id: store.id, name: `Till ${code}`, code });
  }

  async openSession(register: Register, float: Pieces[]): Promise<string> {
    const id = crypto.randomUUID();
    await this.#post('/sessions', { id, register_id: register.id, float });
    return id;
  }

  async moveCash(session_id: string, kind: 'paid_in' | 'paid_out' | 'drop' | 'loan', amount_minor: number) {
    const movement = { id: crypto.randomUUID(), kind, amount_minor, reason: 'For this journey' };
    await this.#post(`/sessions/${session_id}/movements`, movement);
  }

  async countDrawer(session_id: string, pieces: Pieces[]): Promise<void> {
    await this.#post(`/sessions/${session_id}/counts`, { count_number: 1, pieces });
  }

  async closeSession(session_id: string, left_minor: number): Promise<void> {
    await this.#post(`/sessions/${session_id}/close`, { left_minor });
  }

  async changeCashSettings(settings: object): Promise<void> {
    await this.#send('put', '/cash/settings', settings);
  }

  /** A sale for exact cash, as a till sends it; out of a session's drawer where one is given. */
  async sell(register: Register, lines: Line[], session_id: string | null = null): Promise<Order> {
    const { rev, total_minor, cash_total_minor } = await this.compute(register, lines);
    const setup = await this.#get<{ next_receipt_number: number }>(`/registers/${register.id}/setup`);
    const { order } = await this.#post<{ order: Order }>('/orders', {
      id: crypto.randomUUID(),
      register_id: register.id,
      session_id,
      receipt_number: setup.next_receipt_number,
      rev,
      lines: lines.map(lineBody),
      tenders: [{ id: crypto.randomUUID(), kind: 'cash', amount_minor: cash_total_minor }],
      expected: { total_minor, due_minor: cash_total_minor, change_minor: 0 },
      device_at: new Date().toISOString(),
    });
    return order;
  }

  /** What was done in this shop last, as far as it is in the trail. */
  async lastActivity(): Promise<{ id: string }> {
    const { items } = await this.#get<{ items: { id: string }[] }>('/audit/entries?limit=1');
    return found(items[0]);
  }

  async #send(method: 'patch' | 'put', path: string, data: object): Promise<void> {
    const answer = await this.#request[method](path, { headers: this.#headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await this.#request.get(path, { headers: this.#headers });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  }

  async #post<T>(path: string, data: unknown): Promise<T> {
    const headers = { ...this.#headers, 'Idempotency-Key': crypto.randomUUID() };
    const answer = await this.#request.post(path, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

function lineBody({ product, quantity_milli }: Line) {
  return { id: crypto.randomUUID(), product_id: product.id, quantity_milli };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the demo shop does not have it');
  return value;
}

function ean13(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
