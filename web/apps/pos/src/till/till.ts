import {
  type Api,
  type ApiError,
  type CatalogItem,
  type Category,
  errorFromThrown,
  type PriceOverride,
  type SaleBody,
  unwrap,
} from '@novapos/api';
import { businessDate, ONE_MILLI, uuidv7 } from '@novapos/core';
import type { Pricing } from '@novapos/pricing';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  addLine,
  addToCart,
  type Cart,
  type CartLine,
  type Discount,
  isEmpty,
  setDiscount,
  setNote,
  setPrice,
  setQuantity,
} from '../cart/cart';
import { CartStore } from '../cart/cart-store';
import { labelledLine } from '../cart/labelled-line';
import { CatalogClient, startCatalogWorker } from '../catalog/catalog-client';
import type { Tile } from '../catalog/tile';
import { Checkout } from '../checkout/checkout';
import type { SaleOutcome } from '../checkout/sale-answer';
import { alignCounters, forgetOldSales } from '../checkout/sale-records';
import { Favourites } from '../goods/favourites';
import { type Cash, readReference, TillDb } from '../offline/till-db';
import type { ParkedSale, PriceDifference } from '../parked/parked-sale';
import type { ParkedSales } from '../parked/parked-sales';
import { readScaleLabel, type ScaleLabel } from '../scanner/scale-label';
import { ScanQueue } from '../scanner/scan-queue';
import { playScanSound } from '../scanner/scan-sound';
import { ReachabilityMonitor } from '../status/reachability';
import { UnknownCodes } from '../unknown/unknown-codes';
import { drawerStop, openDrawer, type TillSetup } from './open-drawer';
import { type CartQuote, quoteCart } from './pricing';
import type { Question } from './question';

const POLL_MS = 15_000;
const LIST_LIMIT = 200;

/** What the till tells the cashier about the last thing that happened at the scanner. */
export type ScanNotice = { at: number } & (
  | { kind: 'found'; name: string }
  | { kind: 'unknown'; code: string }
  /** Too many were waiting already: this one did not count. */
  | { kind: 'missed'; code: string }
  /** A scale's label whose price this cashier may not take. */
  | { kind: 'needs_manager'; name: string }
);

type Scanned = { item: CatalogItem; label: ScaleLabel | null };

/** What costs something else now in the sale that came back. */
export type RecalledSale = { sale: ParkedSale; differences: PriceDifference[] };

export type TillState = {
  setup: TillSetup;
  categories: Category[];
  scanNotice: ScanNotice | null;
  /** Goods that are not counted in pieces: the till asks how much before it takes them. */
  measuring: CatalogItem | null;
  question: Question | null;
  isSoundOn: boolean;
  /** The sales that wait, once they are read. */
  parked: ParkedSales | null;
  recalled: RecalledSale | null;
  /** Why the goods could not be brought up to date the last time. */
  goodsTrouble: ApiError | null;
};

type Opening = {
  api: Api;
  pricing: Promise<Pricing>;
  tenant_id: string;
  register_id: string;
  isSoundOn: boolean;
  /** What a line says whose price is that of a scale's label. */
  labelReason: string;
};

type Parts = Pick<Till, 'pricing' | 'catalog' | 'cart' | 'favourites' | 'unknownCodes'> & {
  db: TillDb;
  setup: TillSetup;
  categories: Category[];
};

/** One register at work: its database, goods, cart and checkout, and the clocks that keep them fresh. */
export class Till {
  readonly pricing: Pricing;
  readonly catalog: CatalogClient;
  readonly cart: CartStore;
  readonly checkout: Checkout;
  readonly favourites: Favourites;
  readonly unknownCodes: UnknownCodes;
  readonly scans: ScanQueue<Scanned | null>;
  readonly reachability: ReachabilityMonitor;
  readonly state: StoreApi<TillState>;
  readonly #api: Api;
  readonly #db: TillDb;
  readonly #labelReason: string;
  readonly #cleanups: (() => void)[] = [];
  #parked: Promise<ParkedSales> | null = null;

  private constructor({ api, register_id, isSoundOn, labelReason }: Opening, parts: Parts) {
    const { db, pricing, catalog, cart, setup, categories } = parts;
    this.#api = api;
    this.#db = db;
    this.#labelReason = labelReason;
    this.favourites = parts.favourites;
    this.unknownCodes = parts.unknownCodes;
    this.pricing = pricing;
    this.catalog = catalog;
    this.cart = cart;
    this.state = createStore(() => ({
      setup,
      categories,
      scanNotice: null,
      measuring: null,
      question: null,
      isSoundOn,
      parked: null,
      recalled: null,
      goodsTrouble: null,
    }));
    this.checkout = new Checkout({
      db,
      cart,
      register_id,
      drawer: () => this.state.getState().setup.drawer ?? null,
      canSend: () => this.reachability.isReachable(),
      send: (body) => sendSale(api, body),
      wait: waitAtMost,
      whenSignedIn: () => untilSignedIn(api),
      refreshPrices: async () => {
        await Promise.all([this.refreshSetup(), this.catalog.sync()]);
      },
      now: Date.now,
    });
    this.scans = new ScanQueue({
      isReady: () =>
        this.checkout.isFree && this.state.getState().measuring === null && this.catalog.state.getState().isReady,
      find: (code) => findScanned(catalog, code),
      take: (code, scanned) => this.#takeScan(code, scanned),
    });
    this.reachability = new ReachabilityMonitor(() => {
      this.checkout.sendNow();
      void this.refreshGoods();
      void this.#syncParked();
    });
  }

  /**
   * A sale that was interrupted is sent first. A till that knows its register opens at once, while its goods come from the worker;
   * only a cart waits for them: it is never shown without its prices.
   */
  static async open(opening: Opening): Promise<Till> {
    const { api, tenant_id, register_id } = opening;
    const db = new TillDb(tenant_id, register_id);
    const catalog = new CatalogClient(api, startCatalogWorker());
    const goodsOpened = catalog.open(tenant_id);
    try {
      const [pricing, cart, favourites, storedSetup, categories = []] = await Promise.all([
        opening.pricing,
        CartStore.open(db),
        Favourites.open(db),
        readReference(db, 'setup'),
        readReference(db, 'categories'),
      ]);
      const setup = storedSetup ?? (await firstSetup(api, db, register_id));
      const unknownCodes = await UnknownCodes.open(db, businessDate(Date.now(), setup.store));
      favourites.suggest(setup.store.favourites ?? []);
      catalog.sellIn(setup.store.id);
      const till = new Till(opening, { db, pricing, catalog, cart, setup, categories, favourites, unknownCodes });
      const resumed = till.checkout.resume();
      if (!isEmpty(cart.get())) {
        await goodsOpened;
        await catalog.fetchAtHand(cart.get().lines.map((line) => line.product_id));
      }
      void resumed.then(() => till.#settleCounter());
      void goodsOpened.then(() => till.refreshGoods());
      void goodsOpened.then(() => till.#syncParked());
      till.#start();
      return till;
    } catch (error) {
      catalog.close();
      db.close();
      throw error;
    }
  }

  close(): void {
    for (const cleanup of this.#cleanups) cleanup();
    this.catalog.close();
    this.cart.stop();
    this.#db.close();
  }

  /** A tile, a scan or a typed code. Pieces are counted; of what is weighed or measured the cashier says how much. */
  choose(item: CatalogItem): void {
    this.#keep(item);
    if (item.unit === 'piece') this.add(item.id);
    else if (this.checkout.isFree) this.state.setState({ measuring: item });
  }

  /** Of a family, the cashier says first which one. */
  chooseFrom({ item, family }: Tile): void {
    if (family) this.ask({ kind: 'variant', family, isFavourite: false });
    else this.choose(item);
  }

  stopMeasuring(): void {
    this.state.setState({ measuring: null });
  }

  /** The change of the last sale has been seen, so a new sale begins. */
  add(product_id: string, quantity_milli = ONE_MILLI): void {
    const item = this.catalog.atHand.getState().get(product_id);
    if (!item || !this.checkout.isFree) return;
    this.checkout.finish();
    this.cart.change((cart) => addToCart(cart, item, uuidv7(), quantity_milli));
  }

  /** Goods that have no price can't be paid, and nothing can while the drawer does not take it. */
  mayPay(quote: CartQuote): boolean {
    return quote.unpriced_line_ids.length === 0 && drawerStop(this.state.getState().setup) === null;
  }

  /** Pays what is on screen. */
  pay(quote: CartQuote, cash: Cash): void {
    if (this.mayPay(quote)) void this.checkout.pay(quote, cash);
  }

  changeQuantity(line_id: string, quantity_milli: number): void {
    if (this.checkout.isFree) this.cart.change((cart) => setQuantity(cart, line_id, quantity_milli));
  }

  /** A price of its own, for which the server asks the right and the reason; null is the shelf's again. */
  changePrice(line_id: string, price: PriceOverride | null): void {
    if (this.checkout.isFree) this.cart.change((cart) => setPrice(cart, line_id, price));
  }

  discount(line_id: string | null, discount: Discount | null): void {
    if (this.checkout.isFree) this.cart.change((cart) => setDiscount(cart, line_id, discount));
  }

  note(line_id: string | null, note: string): void {
    if (this.checkout.isFree) this.cart.change((cart) => setNote(cart, line_id, note));
  }

  /** The sales that wait: a part that comes after the first screen. What failed to load is loaded anew. */
  openParked(): Promise<ParkedSales> {
    this.#parked ??= this.#loadParked().catch((error: unknown) => {
      this.#parked = null;
      throw error;
    });
    return this.#parked;
  }

  showRecalled(recalled: RecalledSale | null): void {
    this.state.setState({ recalled });
  }

  /** What a cart costs here and now. */
  quoteNow(cart: Cart): CartQuote {
    const { setup } = this.state.getState();
    const terms = { setup, goods: this.catalog.atHand.getState(), rev: this.catalog.state.getState().rev };
    return quoteCart(this.pricing, terms, cart, Date.now());
  }

  step(line_id: string, steps: number): void {
    const line = this.cart.get().lines.find((candidate) => candidate.id === line_id);
    if (line) this.changeQuantity(line_id, Math.max(line.quantity_milli + steps * ONE_MILLI, 0));
  }

  /** A scan is counted, or said not to be: the queue is long, but not endless. */
  scan(code: string): void {
    if (!this.scans.add(code)) this.#notify({ kind: 'missed', code, at: Date.now() });
  }

  ask(question: Question | null): void {
    this.state.setState({ question });
  }

  dismissNotice(): void {
    this.state.setState({ scanNotice: null });
  }

  setSound(isSoundOn: boolean): void {
    this.state.setState({ isSoundOn });
  }

  async refreshSetup(): Promise<void> {
    const [setup, categories] = await Promise.all([
      fetchSetup(this.#api, this.state.getState().setup.register.id),
      unwrap(this.#api.http.GET('/categories', { params: { query: { limit: LIST_LIMIT } } })),
    ]);
    const inOrder = categories.items.toSorted((a, b) => a.position - b.position);
    await this.#db.reference.bulkPut([
      { key: 'setup', value: setup },
      { key: 'categories', value: inOrder },
    ]);
    await alignCounters(this.#db, setup);
    this.favourites.suggest(setup.store.favourites ?? []);
    this.state.setState({ setup, categories: inOrder });
  }

  /** What has changed since the last time, and the settings that belong to it. */
  async refreshGoods(): Promise<void> {
    try {
      await this.catalog.sync();
      this.state.setState({ goodsTrouble: null });
      if (this.catalog.state.getState().rev > this.state.getState().setup.rev) await this.refreshSetup();
    } catch (thrown) {
      const goodsTrouble = errorFromThrown(thrown);
      this.state.setState({ goodsTrouble });
      if (goodsTrouble.isUnanswered) await this.reachability.check();
    }
  }

  async #settleCounter(): Promise<void> {
    await this.refreshSetup().catch(() => undefined);
    await forgetOldSales(this.#db);
  }

  async #loadParked(): Promise<ParkedSales> {
    const { openParked } = await import('../parked/open-parked');
    const parked = await openParked(this, this.#db, this.#api);
    this.state.setState({ parked });
    return parked;
  }

  /** What does not work now is tried again: with the next poll, when the network is back, or when somebody looks. */
  async #syncParked(): Promise<void> {
    await this.openParked()
      .then((parked) => parked.sync())
      .catch(() => undefined);
  }

  #start(): void {
    const poll = setInterval(() => {
      void this.refreshGoods();
      this.state
        .getState()
        .parked?.sendWaiting()
        .catch(() => undefined);
    }, POLL_MS);
    const save = () => void this.cart.save();
    window.addEventListener('pagehide', save);
    this.#cleanups.push(
      () => clearInterval(poll),
      () => window.removeEventListener('pagehide', save),
      this.reachability.start(),
      this.checkout.state.subscribe(() => this.scans.drain()),
      this.state.subscribe(() => this.scans.drain()),
      this.catalog.state.subscribe(() => this.scans.drain()),
    );
  }

  #takeScan(code: string, scanned: Scanned | null): void {
    const notice = scanned ? this.#sell(code, scanned) : unknownCode(code);
    if (notice.kind === 'unknown') this.#noteUnknown(code, notice.at);
    this.#notify(notice);
  }

  #sell(code: string, { item, label }: Scanned): ScanNotice {
    const at = Date.now();
    const { name } = item;
    if (!label) {
      this.choose(item);
      return { kind: 'found', name, at };
    }
    const { setup } = this.state.getState();
    const terms = { pricing: this.pricing, setup, now_ms: at, reason: this.#labelReason };
    const line = labelledLine(item, label, terms);
    if (line.kind === 'not_sold') return unknownCode(code);
    if (line.kind === 'needs_manager') return { kind: 'needs_manager', name, at };
    this.#addLabelled(item, line);
    return { kind: 'found', name, at };
  }

  #addLabelled(item: CatalogItem, labelled: { quantity_milli: number; price_override: PriceOverride | null }): void {
    const { quantity_milli, price_override } = labelled;
    this.#keep(item);
    this.checkout.finish();
    const { id, name, unit } = item;
    const line: CartLine = { id: uuidv7(), product_id: id, name, unit, quantity_milli, isLabelled: true };
    this.cart.change((cart) => addLine(cart, price_override ? { ...line, price_override } : line));
  }

  /** Written down, so that none is forgotten. */
  #noteUnknown(code: string, at: number): void {
    const day = businessDate(at, this.state.getState().setup.store);
    this.unknownCodes.note(code, day, new Date(at).toISOString()).catch(() => undefined);
  }

  #keep(item: CatalogItem): void {
    this.catalog.keep(
      item,
      this.cart.get().lines.map((line) => line.product_id),
    );
  }

  #notify(scanNotice: ScanNotice): void {
    this.state.setState({ scanNotice });
    if (this.state.getState().isSoundOn) playScanSound(scanNotice.kind === 'found' ? 'found' : 'unknown');
  }
}

/** Whose code this is: the goods' own, else of goods that a scale has labelled. */
async function findScanned(catalog: CatalogClient, code: string): Promise<Scanned | null> {
  const item = await catalog.byCode(code);
  if (item) return { item, label: null };
  const label = readScaleLabel(code);
  const labelled = label && (await catalog.byCode(label.goods_code));
  return labelled ? { item: labelled, label } : null;
}

function unknownCode(code: string): ScanNotice {
  return { kind: 'unknown', code, at: Date.now() };
}

/** Kept at once: without it, the till does not open again while the server is away. */
async function firstSetup(api: Api, db: TillDb, register_id: string): Promise<TillSetup> {
  const setup = await fetchSetup(api, register_id);
  await db.reference.put({ key: 'setup', value: setup });
  return setup;
}

async function fetchSetup(api: Api, register_id: string): Promise<TillSetup> {
  const setup = await unwrap(api.http.GET('/registers/{register_id}/setup', { params: { path: { register_id } } }));
  const { session_id } = setup;
  if (!session_id) return { ...setup, drawer: null };
  const session = await unwrap(api.http.GET('/sessions/{session_id}', { params: { path: { session_id } } }));
  return { ...setup, drawer: openDrawer(session) };
}

async function sendSale(api: Api, body: SaleBody): Promise<SaleOutcome> {
  try {
    const { order } = await unwrap(api.http.POST('/orders', { body }));
    return { kind: 'accepted', order };
  } catch (thrown) {
    return { kind: 'failed', error: errorFromThrown(thrown) };
  }
}

function waitAtMost(delay_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delay_ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function untilSignedIn({ session }: Api): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (session.getState().status !== 'signed_in') return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = session.subscribe(check);
    check();
  });
}
