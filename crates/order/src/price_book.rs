//! The price book: each tenant's catalogue and tax rules in this process, so that pricing a sale asks nobody.
//!
//! It is filled from the same feed as the tills (`/catalog/changes`). It is caught up before it prices a sale that cites a newer
//! revision or goods that it does not know, when an event says that the catalogue changed, and otherwise every second while it is used.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard},
};

use chrono::{DateTime, TimeDelta, Utc};
use contracts::{
    ids::ProductId,
    product::{CatalogItem, ProductClient, Unit},
};
use kernel::{Caller, Clock, Db, Error, Result, id::TenantId, tasks::Tasks};
use pricing::{Item, Settings};
use tokio::sync::Mutex as AsyncMutex;

use crate::{store, tax::Taxation};

/// A book that was checked longer ago than this is caught up in the background of the sale that uses it.
const CHECK_AFTER: TimeDelta = TimeDelta::seconds(1);
/// One that was checked longer ago than this is caught up first.
const WAIT_AFTER: TimeDelta = TimeDelta::seconds(5);
/// Changes read at once.
const PAGE: u32 = 5000;
/// The most pages in one catching up: two million products.
const PAGES_MAX: usize = 400;
/// Products kept in this process over all tenants; beyond it the book that was used longest ago is forgotten.
const ITEMS_MAX: usize = 2_000_000;

/// What the book says of a product.
#[derive(Debug)]
pub struct BookItem {
    pub name: Box<str>,
    pub unit: Unit,
    pub pricing: Item,
}

/// One tenant's book at one moment.
#[derive(Debug, Default)]
pub struct Pages {
    /// The catalogue's revision up to which the book is caught up.
    pub rev: i64,
    cursor: Option<String>,
    epoch: String,
    items: HashMap<ProductId, BookItem>,
    taxation: Option<Taxation>,
    settings: HashMap<String, Arc<Settings>>,
}

impl Pages {
    #[must_use]
    pub fn item(&self, id: ProductId) -> Option<&BookItem> {
        self.items.get(&id)
    }

    /// How sales in this currency are taxed and rounded, if a sale asked before or [`Book::settings`] made it.
    fn settings(&self, currency: &str) -> Option<Arc<Settings>> {
        self.settings.get(currency).cloned()
    }
}

/// One tenant's book.
#[derive(Debug)]
pub struct Book {
    pages: RwLock<Pages>,
    catching_up: AsyncMutex<()>,
    checked: Mutex<Option<DateTime<Utc>>>,
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

    fn checked(&self) -> Option<DateTime<Utc>> {
        *self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_checked(&self, at: Option<DateTime<Utc>>) {
        *self.checked.lock().unwrap_or_else(PoisonError::into_inner) = at;
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
        let age = book.checked().map(|checked| now - checked);
        let behind = {
            let pages = book.read();
            pages.rev < cited_rev || goods.any(|id| pages.item(id).is_none())
        };
        if age.is_none_or(|age| age > WAIT_AFTER) || behind {
            let ran = self.catch_up(&book, caller, now).await;
            // A book that was complete a moment ago still serves when product is away: its prices are the last known.
            if ran.is_err() && age.is_none() {
                ran?;
            }
        } else if age.is_some_and(|age| age > CHECK_AFTER) {
            book.set_checked(Some(now));
            let (books, caller, book) = (self.clone(), caller.clone(), Arc::clone(&book));
            self.tasks.spawn(async move {
                if let Err(error) = books.catch_up(&book, &caller, now).await {
                    tracing::warn!(cause = error.chain(), "the price book could not be caught up");
                }
            });
        }
        Ok(book)
    }

    /// Something of the tenant's catalogue or tax changed: the next sale catches up first.
    pub fn stale(&self, tenant: TenantId) {
        if let Some(book) = self.lock().get(&tenant) {
            book.set_checked(None);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<TenantId, Arc<Book>>> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn book(&self, tenant: TenantId) -> Arc<Book> {
        let now = self.clock.now();
        let mut books = self.lock();
        let book = books.entry(tenant).or_insert_with(|| {
            Arc::new(Book {
                pages: RwLock::default(),
                catching_up: AsyncMutex::default(),
                checked: Mutex::new(None),
                used: Mutex::new(now),
            })
        });
        *book.used.lock().unwrap_or_else(PoisonError::into_inner) = now;
        Arc::clone(book)
    }

    /// Brings the book to what the catalogue was at `since` or later.
    async fn catch_up(&self, book: &Book, caller: &Caller, since: DateTime<Utc>) -> Result<()> {
        let _one_at_a_time = book.catching_up.lock().await;
        if book.checked().is_some_and(|checked| checked > since) {
            return Ok(());
        }
        let started = self.clock.now();
        let taxation = self.read_taxation(caller).await?;
        for _ in 0..PAGES_MAX {
            let cursor = book.read().cursor.clone();
            let changes = self.product.changes(caller, cursor.as_deref(), PAGE).await;
            let mut pages = book.pages.write().unwrap_or_else(PoisonError::into_inner);
            let changes = match changes {
                Ok(changes) => changes,
                // The catalogue was restored to an older state: what was read beyond it is no longer true.
                Err(error) if cursor.is_some() && error.code() == kernel::codes::INVALID_CURSOR.code => {
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
                pages.items.insert(item.id, book_item(item));
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
                drop(pages);
                book.set_checked(Some(started));
                self.forget_the_least_used();
                return Ok(());
            }
        }
        Err(Error::internal("the catalogue's feed does not end"))
    }

    async fn read_taxation(&self, caller: &Caller) -> Result<Option<Taxation>> {
        let mut tx = self.db.tenant(caller).await?;
        store::tax::read(&mut tx).await
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

fn book_item(item: CatalogItem) -> BookItem {
    BookItem {
        name: item.name.into_boxed_str(),
        unit: item.unit,
        pricing: Item {
            prices: item.prices,
            tax_category: item.tax_category,
        },
    }
}
