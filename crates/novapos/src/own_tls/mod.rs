//! `novapos up --tls`: https without a name on the internet. This computer has an authority of its own, which each device is told to trust once;
//! it vouches for the certificate that is served, which is renewed by itself.

mod authority;
mod names;
mod page;

use std::{
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, Result};
use axum::Router;
use chrono::{DateTime, Utc};
use kernel::{
    Clock,
    http::tls::{self, TlsFiles},
    tasks::Tasks,
};

use crate::home::{Home, write_secretly};
use authority::{Authority, CERTIFICATE_LIFE};
pub use page::PATH as PAGE;

/// How often it looks whether the certificate must be another: a computer gets a new address at any time.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Certificate and key of the server, in one file, so that both change at once. The first line says for which names, and by whose word.
const SERVED: &str = "server.pem";

/// The authority of a home, and the certificate that it vouches for.
pub struct OwnTls {
    folder: PathBuf,
    authority: Authority,
    clock: Clock,
}

impl OwnTls {
    /// Makes what is missing, and renews what ends soon.
    ///
    /// # Errors
    /// Which file cannot be read or made.
    pub fn open(home: &Home, clock: Clock) -> Result<Self> {
        let folder = home.path().join("tls");
        let authority = Authority::open(&folder, &names::host(), clock.now())?;
        let own = Self {
            folder,
            authority,
            clock,
        };
        own.renew(&names::host(), &names::addresses())?;
        Ok(own)
    }

    /// What is served.
    pub fn files(&self) -> TlsFiles {
        TlsFiles {
            cert_file: self.served(),
            key_file: self.served(),
        }
    }

    /// The page that says how a device is told to trust the authority, with its certificate: for plain HTTP, too.
    pub fn page(&self) -> Router {
        page::routes(self.authority.certificate(), &self.authority.fingerprint())
    }

    /// As devices show it when they are asked to trust it.
    pub fn fingerprint(&self) -> String {
        self.authority.fingerprint()
    }

    /// Renews the certificate when it is time, until the tasks are asked to stop. What serves it sees the change by itself.
    pub async fn keep(self, tasks: Tasks) {
        let (stopping, own) = (tasks.stopping(), Arc::new(self));
        tokio::pin!(stopping);
        loop {
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => {}
                () = &mut stopping => return,
            }
            let own = Arc::clone(&own);
            let renewed = tokio::task::spawn_blocking(move || own.renew(&names::host(), &names::addresses()));
            if let Ok(Err(why)) = renewed.await {
                tracing::error!(why = format!("{why:#}"), "the certificate could not be renewed");
            }
        }
    }

    /// Makes another certificate if the one that is there is not for these names and addresses, or has less than a third of its life left.
    fn renew(&self, host: &str, addresses: &[IpAddr]) -> Result<()> {
        let (file, now) = (self.served(), self.clock.now());
        let names = names::certified(host, self.authority.host(), addresses);
        let listed: Vec<&str> = names.iter().map(String::as_str).collect();
        let about = format!("{} by {}", listed.join(" "), self.authority.fingerprint());
        if is_good(&file, &about, tls::ends_at(&self.files()), now) {
            return Ok(());
        }
        let certificate = self.authority.certify(&names, now)?;
        let written = write_secretly(&file, format!("{about}\n{certificate}").as_bytes());
        written.with_context(|| format!("{} could not be written", file.display()))
    }

    fn served(&self) -> PathBuf {
        self.folder.join(SERVED)
    }
}

fn is_good(file: &Path, about: &str, ends_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    let is_about = fs::read_to_string(file).is_ok_and(|text| text.lines().next() == Some(about));
    is_about && ends_at.is_some_and(|end| end - now > CERTIFICATE_LIFE / 3)
}

/// The addresses at which others in the network reach what listens on this one, the likeliest first.
pub fn reachable_at(listens: IpAddr) -> Vec<IpAddr> {
    match listens {
        ip if ip.is_loopback() => Vec::new(),
        ip if !ip.is_unspecified() => vec![ip],
        ip => {
            let mut all = names::reachable(&names::addresses());
            all.retain(|found| ip.is_ipv6() || found.is_ipv4());
            all
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use chrono::TimeDelta;

    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("novapos-own-tls-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn open(&self, clock: &Clock) -> OwnTls {
            OwnTls::open(&Home::at(self.0.clone()), clock.clone()).unwrap()
        }

        fn read(&self, name: &str) -> String {
            fs::read_to_string(self.0.join("tls").join(name)).unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn clock() -> Clock {
        Clock::fixed("2026-03-02T10:00:00Z".parse().unwrap())
    }

    #[test]
    fn the_authority_is_made_once_and_is_the_owners_alone() {
        let (folder, clock) = (Folder::new("once"), clock());
        let first = folder.open(&clock).fingerprint();
        let key = folder.read("authority.key");
        clock.advance(TimeDelta::days(400));
        assert_eq!(folder.open(&clock).fingerprint(), first);
        assert_eq!(folder.read("authority.key"), key);
        for (file, mode) in [(".", 0o700), ("authority.key", 0o600), ("server.pem", 0o600)] {
            let is = fs::metadata(folder.0.join("tls").join(file))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(is & 0o777, mode, "{file}");
        }
        assert!(
            first.len() == 95 && first.split(':').all(|byte| byte.len() == 2),
            "{first}"
        );
    }

    #[test]
    fn a_certificate_is_kept_until_a_third_of_its_life_is_left_or_the_address_changes() {
        let (folder, clock) = (Folder::new("renewed"), clock());
        let own = folder.open(&clock);
        let home: [IpAddr; 1] = ["192.168.1.5".parse().unwrap()];
        let served = |addresses: &[IpAddr]| {
            own.renew("shop-pc.lan", addresses).unwrap();
            folder.read(SERVED)
        };
        let first = served(&home);
        assert!(
            first.starts_with("127.0.0.1 192.168.1.5 ::1 localhost shop-pc.lan shop-pc.local by "),
            "{first}"
        );
        assert_eq!(
            tls::ends_at(&own.files()).unwrap().to_rfc3339(),
            "2026-05-31T00:00:00+00:00"
        );
        clock.advance(TimeDelta::days(59));
        assert_eq!(served(&home), first);
        clock.advance(TimeDelta::days(1));
        let second = served(&home);
        assert_ne!(second, first);
        assert_eq!(
            tls::ends_at(&own.files()).unwrap().to_rfc3339(),
            "2026-07-30T00:00:00+00:00"
        );
        assert!(served(&["192.168.1.6".parse().unwrap()]).contains(" 192.168.1.6 "));
        // One that was spoilt, or is of another authority, is made anew.
        fs::write(own.served(), "nothing").unwrap();
        assert!(served(&home).contains("PRIVATE KEY"));
    }

    #[test]
    fn others_reach_what_does_not_listen_to_this_computer_alone() {
        let at = |ip: &str| reachable_at(ip.parse().unwrap());
        assert!(at("127.0.0.1").is_empty() && at("::1").is_empty());
        assert_eq!(at("192.168.1.5"), ["192.168.1.5".parse::<IpAddr>().unwrap()]);
        assert!(at("0.0.0.0").iter().all(|ip| ip.is_ipv4() && !ip.is_loopback()));
    }
}
