//! Reading a file as it arrives: cut into chunks, each checked against the catalogue and put aside.

use std::{collections::HashMap, time::Duration};

use aws_lc_rs::digest::{Context, SHA256};
use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use kernel::{Caller, Error, Result, audit::AuditEvent, codes as kernel_codes, service::Deps};
use uuid::Uuid;

use super::{
    BYTES_MAX, CHUNK_ROWS, FAULTS_KEPT_MAX, ROWS_MAX,
    columns::Columns,
    known,
    plan::{Step, decide},
    records::{Record, Records},
    row::{Row, RowFault},
};
use crate::{
    barcode::Barcode,
    codes::{IMPORT_ID_REUSED, IMPORT_RESTARTED, IMPORT_UNREADABLE},
    faults::Fault,
    store::{
        self,
        imports::{Counts, Import},
    },
};

/// How long the next piece of a file may take to arrive.
const PIECE_TIMEOUT: Duration = Duration::from_secs(15);

/// Reads the file into the import of this id, and says what it would do. The same file sent again under a known id changes nothing.
///
/// # Errors
/// 408 and 413 for a file that stops arriving or is too large; 409 `import_restarted`; 422 `import_unreadable`, `import_id_reused`.
pub(crate) async fn receive(deps: &Deps, caller: &Caller, id: Uuid, decimals: u32, body: Body) -> Result<Import> {
    let reading: Uuid = deps.entropy.id::<()>(deps.clock.now()).uuid();
    let mut tx = deps.db.tenant(caller).await?;
    let begun = store::imports::begin(&mut tx, id, reading, caller, deps.clock.now()).await?;
    tx.commit().await?;
    let mut pieces = Pieces::of(body);
    if !begun {
        while pieces.next().await?.is_some() {}
        return known_import(deps, caller, id, &pieces.hash()).await;
    }
    let upload = Upload {
        deps,
        caller,
        place: (id, reading),
    };
    match upload.read(&mut pieces, decimals).await {
        Ok(import) => Ok(import),
        Err(error) => {
            let mut tx = deps.db.tenant(caller).await?;
            store::imports::give_up(&mut tx, (id, reading)).await?;
            tx.commit().await?;
            Err(error)
        }
    }
}

async fn known_import(deps: &Deps, caller: &Caller, id: Uuid, hash: &[u8]) -> Result<Import> {
    let mut tx = deps.db.tenant(caller).await?;
    match store::imports::find(&mut tx, id).await? {
        Some(import) if import.content_hash.as_deref() == Some(hash) => Ok(import),
        _ => Err(IMPORT_ID_REUSED.error()),
    }
}

/// The file's bytes as they arrive, counted and hashed.
struct Pieces {
    body: Body,
    bytes: u64,
    hash: Context,
}

impl Pieces {
    fn of(body: Body) -> Self {
        Self {
            body,
            bytes: 0,
            hash: Context::new(&SHA256),
        }
    }

    async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            let frame = tokio::time::timeout(PIECE_TIMEOUT, self.body.frame()).await;
            let frame = frame.map_err(|_| kernel_codes::BODY_TIMEOUT.error())?;
            let Some(frame) = frame else { return Ok(None) };
            let frame = frame.map_err(|error| kernel_codes::INVALID_BODY.error().caused_by(error))?;
            let Ok(piece) = frame.into_data() else { continue };
            self.bytes += piece.len() as u64;
            if self.bytes > BYTES_MAX {
                return Err(kernel_codes::BODY_TOO_LARGE.error());
            }
            self.hash.update(&piece);
            return Ok(Some(piece));
        }
    }

    fn hash(&self) -> Vec<u8> {
        self.hash.clone().finish().as_ref().to_vec()
    }
}

struct Upload<'a> {
    deps: &'a Deps,
    caller: &'a Caller,
    place: (Uuid, Uuid),
}

/// What was read and is not put aside yet, and what must be known of the whole file.
#[derive(Default)]
struct Unwritten {
    rows: Vec<Row>,
    faults: Vec<RowFault>,
    refused: usize,
    /// Of the whole file, by line: no two rows may say something of one product, claim one barcode, or be the same of a family.
    skus: HashMap<String, u32>,
    variants: HashMap<String, u32>,
    barcodes: HashMap<String, u32>,
    seen: usize,
    faults_kept: usize,
}

impl Upload<'_> {
    async fn read(&self, pieces: &mut Pieces, decimals: u32) -> Result<Import> {
        let (mut reader, mut records, mut columns) = (Records::new(), Vec::new(), None);
        let mut unwritten = Unwritten::default();
        loop {
            let piece = pieces.next().await?;
            match &piece {
                Some(piece) => reader.feed(piece, &mut records)?,
                None => reader.finish(&mut records)?,
            }
            for record in records.drain(..) {
                let Some(columns) = &columns else {
                    columns = Some(Columns::of(&record.cells)?);
                    continue;
                };
                unwritten.add(&record, columns, decimals)?;
                if unwritten.rows.len() + unwritten.refused >= CHUNK_ROWS {
                    self.put_aside(&mut unwritten).await?;
                }
            }
            if piece.is_none() {
                break;
            }
        }
        let columns = columns.ok_or_else(|| IMPORT_UNREADABLE.because("The file is empty."))?;
        if unwritten.seen == 0 {
            return Err(IMPORT_UNREADABLE.because("There are no rows below the header."));
        }
        self.put_aside(&mut unwritten).await?;
        self.finish(&columns, &pieces.hash()).await
    }

    /// Says of the rows what they would do, and keeps those that do something.
    async fn put_aside(&self, unwritten: &mut Unwritten) -> Result<()> {
        let rows = std::mem::take(&mut unwritten.rows);
        let mut faults = std::mem::take(&mut unwritten.faults);
        let mut refused = std::mem::take(&mut unwritten.refused);
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.tenant(self.caller).await?;
        let mut known = known::of(&mut tx, &rows, now).await?;
        known.families.grow(&rows, || self.deps.entropy.id(now));
        let all = rows.len() + refused;
        let (mut created, mut updated, mut unchanged, mut kept) = (0, 0, 0, Vec::new());
        for row in rows {
            match decide(&row, &known) {
                Step::Create(_) => created += 1,
                Step::Update(..) => updated += 1,
                Step::Nothing => unchanged += 1,
                Step::Refuse(column, fault) => {
                    refused += 1;
                    let line = row.line;
                    faults.push(RowFault { line, column, fault });
                    continue;
                }
            }
            kept.push(row);
        }
        let counts = Counts {
            rows: count(all)?,
            created,
            updated,
            unchanged,
            refused: count(refused)?,
        };
        let json = |rows: &Vec<Row>| serde_json::to_string(rows).map_err(Error::internal);
        let rows = if kept.is_empty() { None } else { Some(json(&kept)?) };
        faults.truncate(FAULTS_KEPT_MAX.saturating_sub(unwritten.faults_kept));
        unwritten.faults_kept += faults.len();
        if !store::imports::add_chunk(&mut tx, self.place, rows, counts, now).await? {
            return Err(IMPORT_RESTARTED.error());
        }
        store::imports::add_faults(&mut tx, self.place.0, &faults).await?;
        tx.commit().await
    }

    async fn finish(&self, columns: &Columns, hash: &[u8]) -> Result<Import> {
        let mut tx = self.deps.db.tenant(self.caller).await?;
        if !store::imports::checked(&mut tx, self.place, hash, &columns.ignored, self.deps.clock.now()).await? {
            return Err(IMPORT_RESTARTED.error());
        }
        self.deps
            .record(&mut tx, self.caller, AuditEvent::new("import.checked", self.place.0))
            .await?;
        let import = store::imports::find(&mut tx, self.place.0).await?;
        tx.commit().await?;
        import.ok_or_else(|| Error::internal("an import vanished"))
    }
}

impl Unwritten {
    fn add(&mut self, record: &Record, columns: &Columns, decimals: u32) -> Result<()> {
        self.seen += 1;
        if self.seen > ROWS_MAX {
            return Err(IMPORT_UNREADABLE.because(format!(
                "The file has more than {ROWS_MAX} rows. Cut it in two, each with the header."
            )));
        }
        let read = Row::read(record, columns, decimals).and_then(|row| self.once(row).map_err(|fault| vec![fault]));
        match read {
            Ok(row) => self.rows.push(row),
            Err(faults) => {
                self.refused += 1;
                self.faults.extend(faults);
            }
        }
        Ok(())
    }

    /// The row, where no row before it is of the same product has one of its barcodes, or is the same of its family.
    fn once(&mut self, row: Row) -> Result<Row, RowFault> {
        let line = row.line;
        let twice = |column, what: &str, before: u32| RowFault {
            line,
            column,
            fault: Fault::new("duplicate", format!("{what} stands in line {before} already")),
        };
        if let Some(before) = self.skus.insert(row.sku.clone(), line) {
            return Err(twice("sku", "this SKU", before));
        }
        if let Some(key) = row.variant_key()
            && let Some(before) = self.variants.insert(key, line)
        {
            return Err(twice("options", "this variant", before));
        }
        for code in row.barcodes.iter().flatten() {
            if let Some(before) = self.barcodes.insert(Barcode::stored(code.clone()).lookup(), line) {
                return Err(twice("barcodes", code, before));
            }
        }
        Ok(row)
    }
}

fn count(rows: usize) -> Result<i32> {
    i32::try_from(rows).map_err(Error::internal)
}
