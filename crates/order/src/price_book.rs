//! The price book: each tenant's catalogue and tax rules in this process, so that pricing a sale asks nobody.
//!
//! It is filled from the same feed as the tills (`/catalog/changes`). It is caught up before it prices a sale that cites a newer
//! revision or goods that it does not know, when an event says that the catalogue changed, and otherwise every second while it is used.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard},
};

use chrono::{DateTime, TimeDelta, Utc};
use contracts::{
    ids::ProductId,
    product::{CatalogItem, ProductClient, Unit},
};
use kernel::{Caller, Clock, Db, Error, Result, id::TenantId, tasks::Tasks};
use pricing::{Item, PriceEntry, Settings, Target};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use crate::{
    discount::DiscountSettings,
    store::{self, cash_settings::CashSettings},
    tax::Taxation,
};

/// A book that was caught up longer ago than this is caught up in the background of the sale that uses it.
const CHECK_AFTER: TimeDelta = TimeDelta::seconds(1);
/// One that was caught up longer ago than this is caught up first.
const WAIT_AFTER: TimeDelta = TimeDelta::seconds(5);
/// After product did not answer, no sale waits for it for this long: a book that was complete is used as it is.
const GIVE_UP_FOR: TimeDelta = TimeDelta::seconds(5);
/// Changes read at once.
const PAGE: u32 = 5000;
/// The most pages in one catching up: two million products.
const PAGES_MAX: usize = 400;
/// Products kept in this process over all tenants; beyond it the book that was used longest ago is forgotten.
const ITEMS_MAX: usize = 2_000_000;

/// What the book says of a product: small, as a process may hold millions.
#[derive(Debug)]
pub struct BookItem {
    pub name: Box<str>,
    pub unit: Unit,
    tax_category: Arc<str>,
    prices: Prices,
}

#[derive(Debug)]
enum Prices {
    /// One price everywhere and always, as nearly all goods have: minor units, for this many thousandths.
    One {
        amount_minor: i64,
        per_milli: i64,
    },
    Several(Box<[PriceEntry]>),
}

impl BookItem {
    fn new(item: CatalogItem, tax_category: Arc<str>) -> Self {
        let prices = match item.prices.as_slice() {
            &[
                PriceEntry {
                    target: Target::Tenant,
                    from: None,
                    until: None,
                    amount_minor,
                    per_milli,
                },
            ] => Prices::One {
                amount_minor,
                per_milli,
            },
            several => Prices::Several(several.into()),
        };
        Self {
            name: item.name.into_boxed_str(),
            unit: item.unit,
            tax_category,
            prices,
        }
    }

    /// The product as pricing takes it.
    #[must_use]
    pub fn pricing(&self) -> Item {
        let prices = match self.prices {
            Prices::One {
                amount_minor,
                per_milli,
            } => vec![PriceEntry {
                target: Target::Tenant,
                from: None,
                until: None,
                amount_minor,
                per_milli,
            }],
            Prices::Several(ref several) => several.to_vec(),
        };
        Item {
            prices,
            tax_category: self.tax_category.to_string(),
        }
    }
}

/// One tenant's book at one moment.
#[derive(Debug, Default)]
pub struct Pages {
    /// The catalogue's revision up to which the book is caught up.
    pub rev: i64,
    /// Whether it was ever read to the end.
    complete: bool,
    cursor: Option<String>,
    epoch: String,
    items: HashMap<ProductId, BookItem>,
    tax_categories: HashSet<Arc<str>>,
    taxation: Option<Taxation>,
    /// How the shop handles its drawers.
    pub cash: CashSettings,
    /// How much its people may take off.
    pub discounts: DiscountSettings,
    settings: HashMap<String, Arc<Settings>>,
}

impl Pages {
    #[must_use]
    pub fn item(&self, id: ProductId) -> Option<&BookItem> {
        self.items.get(&id)
    }

    fn put(&mut self, item: CatalogItem) {
        let tax_category = match self.tax_categories.get(item.tax_category.as_str()) {
            Some(known) => Arc::clone(known),
            None => {
                let new: Arc<str> = item.tax_category.as_str().into();
                self.tax_categories.insert(Arc::clone(&new));
                new
            }
        };
        self.items.insert(item.id, BookItem::new(item, tax_category));
    }

    /// How sales in this currency are taxed and rounded, if a sale asked before or [`Book::settings`] made it.
    fn settings(&self, currency: &str) -> Option<Arc<Settings>> {
        self.settings.get(currency).cloned()
    }
}

/// When the book was last caught up, and when product last did not answer since.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    caught_up: Option<DateTime<Utc>>,
    failed: Option<DateTime<Utc>>,
}

/// One tenant's book.
#[derive(Debug)]
pub struct Book {
    pages: RwLock<Pages>,
    catching_up: Arc<AsyncMutex<()>>,
    standing: Mutex<Standing>,
    used: Mutex<DateTime<Utc>>,
}

impl Book {
    /// The book, to price one cart: hold it for that and across no `await`.
    pub fn read(&self) -> RwLockReadGuard<'_, Pages> {
        self.pages.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// How sales in this currency are taxed and rounded.
    ///
    /// # Errors
    /// 409 `setup_incomplete` for a currency that cannot be priced in.
    pub fn settings(&self, currency: &contracts::Currency, inclusive_by_default: bool) -> Result<Arc<Settings>> {
        if let Some(settings) = self.read().settings(&currency.code) {
            return Ok(settings);
        }
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        let taxation = pages
            .taxation
            .clone()
            .unwrap_or_else(|| Taxation::default_for(inclusive_by_default));
        let settings = Arc::new(taxation.settings(currency)?);
        pages.settings.insert(currency.code.clone(), Arc::clone(&settings));
        Ok(settings)
    }

    fn is_complete(&self) -> bool {
        self.read().complete
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The books of all tenants that sell here.
#[derive(Clone)]
pub struct PriceBooks {
    product: ProductClient,
    db: Db,
    clock: Clock,
    tasks: Tasks,
    books: Arc<Mutex<HashMap<TenantId, Arc<Book>>>>,
}

impl PriceBooks {
    #[must_use]
    pub fn new(product: ProductClient, db: Db, clock: Clock, tasks: Tasks) -> Self {
        Self {
            product,
            db,
            clock,
            tasks,
            books: Arc::default(),
        }
    }

    /// The caller's book, caught up to `cited_rev` and to `goods` where the catalogue has got that far.
    ///
    /// # Errors
    /// 503 when product does not answer and the book cannot be used as it is.
    pub async fn of(
        &self,
        caller: &Caller,
        cited_rev: i64,
        mut goods: impl Iterator<Item = ProductId>,
    ) -> Result<Arc<Book>> {
        let book = self.book(caller.tenant);
        let now = self.clock.now();
        let standing = *book.standing();
        let age = standing.caught_up.map(|caught_up| now - caught_up);
        let behind = {
            let pages = book.read();
            pages.rev < cited_rev || goods.any(|id| pages.item(id).is_none())
        };
        if behind || age.is_none_or(|age| age > WAIT_AFTER) {
            let given_up = standing.failed.is_some_and(|failed| now - failed < GIVE_UP_FOR);
            if !(given_up && book.is_complete()) {
                let turn = Arc::clone(&book.catching_up).lock_owned().await;
                let ran = self.catch_up(&book, caller, now, turn).await;
                // A book that was complete still serves when product is away: its prices are the last known.
                if !book.is_complete() {
                    ran?;
                }
            }
        } else if age.is_some_and(|age| age > CHECK_AFTER) {
            self.catch_up_behind(&book, caller, now);
        }
        Ok(book)
    }

    /// Something of the tenant's catalogue or tax changed: the next sale catches up first.
    pub fn stale(&self, tenant: TenantId) {
        if let Some(book) = self.lock().get(&tenant) {
            *book.standing() = Standing::default();
        }
    }

    /// Catches up while the sale goes on, unless somebody does already.
    fn catch_up_behind(&self, book: &Arc<Book>, caller: &Caller, now: DateTime<Utc>) {
        let Ok(turn) = Arc::clone(&book.catching_up).try_lock_owned() else {
            return;
        };
        let (books, caller, book) = (self.clone(), caller.clone(), Arc::clone(book));
        self.tasks.spawn(async move {
            if let Err(error) = books.catch_up(&book, &caller, now, turn).await {
                tracing::warn!(cause = error.chain(), "the price book could not be caught up");
            }
        });
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<TenantId, Arc<Book>>> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn book(&self, tenant: TenantId) -> Arc<Book> {
        let now = self.clock.now();
        let mut books = self.lock();
        let book = books.entry(tenant).or_insert_with(|| {
            Arc::new(Book {
                pages: RwLock::default(),
                catching_up: Arc::default(),
                standing: Mutex::default(),
                used: Mutex::new(now),
            })
        });
        *book.used.lock().unwrap_or_else(PoisonError::into_inner) = now;
        Arc::clone(book)
    }

    /// Brings the book to what the catalogue was at `since` or later, in its turn.
    async fn catch_up(
        &self,
        book: &Book,
        caller: &Caller,
        since: DateTime<Utc>,
        _turn: OwnedMutexGuard<()>,
    ) -> Result<()> {
        if book.standing().caught_up.is_some_and(|caught_up| caught_up > since) {
            return Ok(());
        }
        let started = self.clock.now();
        let read = self.read_on(book, caller).await;
        let mut standing = book.standing();
        match read {
            Ok(()) => {
                *standing = Standing {
                    caught_up: Some(started),
                    failed: None,
                };
            }
            Err(_) => standing.failed = Some(started),
        }
        drop(standing);
        self.forget_the_least_used();
        read
    }

    async fn read_on(&self, book: &Book, caller: &Caller) -> Result<()> {
        let (taxation, cash, discounts) = self.read_settings(caller).await?;
        for _ in 0..PAGES_MAX {
            let cursor = book.read().cursor.clone();
            let changes = self.product.changes(caller, cursor.as_deref(), PAGE).await;
            let mut pages = book.pages.write().unwrap_or_else(PoisonError::into_inner);
            let changes = match changes {
                Ok(changes) => changes,
                // The catalogue was restored to an older state: what was read beyond it is no longer true.
                Err(error) if cursor.is_some() && error.kind() == kernel::Kind::Gone => {
                    *pages = Pages::default();
                    continue;
                }
                Err(error) => return Err(error),
            };
            if !pages.epoch.is_empty() && pages.epoch != changes.epoch {
                *pages = Pages::default();
                continue;
            }
            for item in changes.items {
                pages.put(item);
            }
            for id in changes.deleted {
                pages.items.remove(&id);
            }
            pages.rev = changes.rev;
            pages.cursor = Some(changes.next_cursor);
            pages.epoch = changes.epoch;
            if !changes.has_more {
                if pages.taxation != taxation {
                    pages.taxation = taxation;
                    pages.settings.clear();
                }
                pages.cash = cash;
                pages.discounts = discounts;
                pages.complete = true;
                return Ok(());
            }
        }
        Err(Error::internal("the catalogue's feed does not end"))
    }

    async fn read_settings(&self, caller: &Caller) -> Result<(Option<Taxation>, CashSettings, DiscountSettings)> {
        let mut tx = self.db.tenant(caller).await?;
        Ok((
            store::tax::read(&mut tx).await?,
            store::cash_settings::read(&mut tx).await?,
            store::discount_settings::read(&mut tx).await?,
        ))
    }

    fn forget_the_least_used(&self) {
        let mut books = self.lock();
        while books.values().map(|book| book.read().items.len()).sum::<usize>() > ITEMS_MAX && books.len() > 1 {
            let oldest = books
                .iter()
                .min_by_key(|(_, book)| *book.used.lock().unwrap_or_else(PoisonError::into_inner))
                .map(|(tenant, _)| *tenant);
            let Some(oldest) = oldest else { return };
            books.remove(&oldest);
        }
    }
}
