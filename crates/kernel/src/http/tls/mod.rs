//! TLS of a listener: its certificate and key from two files, read again when they change; 1.2 and 1.3, HTTP/2 and HTTP/1.1.

mod certificate;
mod handshakes;
mod plain;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use axum::Router;
use chrono::{DateTime, Utc};
use rustls::{
    ServerConfig,
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
    version::{TLS12, TLS13},
};
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use crate::{Clock, tasks::Tasks};
use certificate::{Certificate, Contents};
pub use certificate::{fingerprint, first_certificate};
pub(super) use handshakes::Handshakes;

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// The first byte of every TLS connection: a record that shakes hands.
const HANDSHAKE_RECORD: u8 = 22;

/// Where a listener's certificate and key are, in PEM; both may be in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// The certificate, then those that lead to its authority.
    pub cert_file: PathBuf,
    pub key_file: PathBuf,
}

/// What a process's listeners shake hands with. Clones share it.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    kept: Arc<Kept>,
    /// What is answered to who speaks plain HTTP.
    plain: Router,
}

/// When the certificate in these files ends; None where they cannot be used.
#[must_use]
pub fn ends_at(files: &TlsFiles) -> Option<DateTime<Utc>> {
    let certificate = Contents::read(files).and_then(|contents| contents.certificate(files));
    certificate.ok()?.ends_at
}

/// How a connection began.
pub(super) enum Begun {
    Tls(Box<TlsStream<TcpStream>>),
    /// With plain HTTP, by the look of it.
    Plain(TcpStream),
}

impl Tls {
    /// Reads the files.
    ///
    /// # Errors
    /// A sentence that names the file and what is wrong with it.
    pub fn open(files: TlsFiles) -> Result<Self, String> {
        let contents = Contents::read(&files)?;
        let kept = Arc::new(Kept {
            current: RwLock::new(Arc::new(contents.certificate(&files)?)),
            seen: Mutex::new(Ok(contents.digest())),
            files,
        });
        kept.show();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13, &TLS12])
            .map_err(|why| format!("TLS cannot be set up: {why}"))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&kept) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            kept,
            plain: plain::answers(Router::new()),
        })
    }

    /// Also answers these routes to who speaks plain HTTP, who is otherwise sent to https: only for what is no secret and proves itself.
    #[must_use]
    pub fn with_plain(self, routes: Router) -> Self {
        Self {
            plain: plain::answers(routes),
            ..self
        }
    }

    /// When the certificate in use ends; None where it does not say so legibly.
    #[must_use]
    pub fn ends_at(&self) -> Option<DateTime<Utc>> {
        self.kept.current().ends_at
    }

    /// Looks at the files every few seconds, until the tasks are asked to stop.
    pub async fn keep(self, clock: Clock, tasks: Tasks) {
        let stopping = tasks.stopping();
        tokio::pin!(stopping);
        loop {
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => self.look(&clock).await,
                () = &mut stopping => return,
            }
        }
    }

    /// Takes what is in the files, if it is new and can be used; otherwise the one in use stays, and log and metric say so.
    pub async fn look(&self, clock: &Clock) {
        let (kept, now) = (Arc::clone(&self.kept), clock.now());
        // Files of the disk, which may be slow.
        let _ = tokio::task::spawn_blocking(move || kept.look(now)).await;
    }

    /// Waits for the client's first byte, and shakes hands if it speaks TLS. None when it went away or the handshake failed.
    pub(super) async fn begin(&self, stream: TcpStream) -> Option<Begun> {
        let mut first = [0];
        if stream.peek(&mut first).await.ok()? == 0 {
            return None;
        }
        if first != [HANDSHAKE_RECORD] {
            return Some(Begun::Plain(stream));
        }
        match self.acceptor.accept(stream).await {
            Ok(stream) => Some(Begun::Tls(Box::new(stream))),
            Err(error) => {
                handshakes::failed("refused");
                tracing::debug!(%error, "a handshake failed");
                None
            }
        }
    }

    pub(super) fn plain(&self) -> Router {
        self.plain.clone()
    }
}

/// The certificate in use, and what was last seen in the files.
struct Kept {
    files: TlsFiles,
    current: RwLock<Arc<Certificate>>,
    /// The digest of what was read, or why nothing could be: each is spoken of once.
    seen: Mutex<Result<[u8; 32], String>>,
}

impl Kept {
    fn current(&self) -> Arc<Certificate> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn look(&self, now: DateTime<Utc>) {
        let contents = Contents::read(&self.files);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let sees = contents.as_ref().map(Contents::digest).map_err(Clone::clone);
        if *seen != sees {
            *seen = sees;
            let taken = contents.and_then(|contents| contents.certificate(&self.files)?.unless_over(now));
            refused(taken.is_err());
            match taken {
                Ok(certificate) => {
                    let until = certificate.ends_at.map(|end| end.to_rfc3339());
                    tracing::info!(until, "another certificate is in use");
                    *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(certificate);
                }
                Err(why) => tracing::error!(why, "the certificate before it stays in use"),
            }
        }
        drop(seen);
        self.show();
    }

    fn show(&self) {
        if let Some(end) = self.current().ends_at {
            #[expect(clippy::cast_precision_loss, reason = "seconds of this age are exact")]
            metrics::gauge!("tls_certificate_ends_timestamp_seconds").set(end.timestamp() as f64);
        }
    }
}

/// Whether what is in the files is not what is in use.
fn refused(is: bool) {
    metrics::gauge!("tls_certificate_refused").set(f64::from(u8::from(is)));
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

impl ResolvesServerCert for Kept {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current().key))
    }
}
