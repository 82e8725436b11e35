//! The authority of one computer: made once, it vouches for this computer to those who were told to trust it, and can vouch for nothing else.

use std::{
    collections::BTreeSet,
    fs::{self, DirBuilder},
    os::unix::fs::DirBuilderExt as _,
    path::Path,
};

use anyhow::{Context as _, Result, bail};
use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use kernel::http::tls;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints,
};

use super::names::{HOME_DOMAINS, HOME_NETWORKS};
use crate::home::write_secretly;

/// How long the authority lives: nobody wants to go to each tablet again.
const AUTHORITY_LIFE: TimeDelta = TimeDelta::days(3653);
/// How long a certificate lives. Apple's devices take none of more than 825 days.
pub(super) const CERTIFICATE_LIFE: TimeDelta = TimeDelta::days(90);
/// Tablets' clocks are wrong.
const BEFORE: TimeDelta = TimeDelta::days(2);

const KEY: &str = "authority.key";
const CERTIFICATE: &str = "authority.crt";
/// What stands before the computer's name in the first line of [`CERTIFICATE`].
const MADE_FOR: &str = "NovaPOS on ";

pub struct Authority {
    /// The name of the computer when it was made: it vouches for no other that is not a home network's.
    host: String,
    key: KeyPair,
    /// As devices take it, in DER.
    certificate: Vec<u8>,
}

impl Authority {
    /// The authority of this folder, made if it has none.
    ///
    /// # Errors
    /// Which file cannot be read or made.
    pub fn open(folder: &Path, host: &str, now: DateTime<Utc>) -> Result<Self> {
        let (key_file, certificate_file) = (folder.join(KEY), folder.join(CERTIFICATE));
        let unusable = |file: &Path| format!("{} cannot be used", file.display());
        if !folder.is_dir() {
            let made = DirBuilder::new().mode(0o700).create(folder);
            made.with_context(|| format!("{} could not be made", folder.display()))?;
        }
        // The certificate is written last: without one, the key has vouched for nothing.
        if !certificate_file.exists() {
            let key = KeyPair::generate()?;
            let certificate = parameters(host, now)?.self_signed(&key)?;
            let text = format!("{MADE_FOR}{host}\n{}", certificate.pem());
            write_secretly(&key_file, key.serialize_pem().as_bytes()).with_context(|| unusable(&key_file))?;
            write_secretly(&certificate_file, text.as_bytes()).with_context(|| unusable(&certificate_file))?;
        }
        let text = fs::read_to_string(&certificate_file).with_context(|| unusable(&certificate_file))?;
        let key = fs::read_to_string(&key_file).with_context(|| unusable(&key_file))?;
        let key = KeyPair::from_pem(&key).with_context(|| unusable(&key_file))?;
        let host = text.lines().next().and_then(|line| line.strip_prefix(MADE_FOR));
        let certificate = tls::first_certificate(text.as_bytes());
        let (Some(host), Some(certificate)) = (host, certificate) else {
            bail!("{}: it is not as NovaPOS wrote it", unusable(&certificate_file));
        };
        Ok(Self {
            host: host.to_owned(),
            key,
            certificate,
        })
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// SHA-256 of the certificate, as devices show it: `AB:CD:...`.
    pub fn fingerprint(&self) -> String {
        tls::fingerprint(&self.certificate)
    }

    /// A certificate for these names with its new key, in PEM.
    ///
    /// # Errors
    /// When one of them cannot be in a certificate.
    pub fn certify(&self, names: &BTreeSet<String>, now: DateTime<Utc>) -> Result<String> {
        let mut wanted = CertificateParams::new(names.iter().cloned().collect::<Vec<_>>())?;
        wanted.distinguished_name = called("NovaPOS");
        live(&mut wanted, now, CERTIFICATE_LIFE)?;
        wanted.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        wanted.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        wanted.use_authority_key_identifier_extension = true;
        let (own, key) = (parameters(&self.host, now)?, KeyPair::generate()?);
        let certificate = wanted.signed_by(&key, &Issuer::from_params(&own, &self.key))?;
        Ok(format!("{}{}", certificate.pem(), key.serialize_pem()))
    }
}

fn parameters(host: &str, now: DateTime<Utc>) -> Result<CertificateParams> {
    let mut wanted = CertificateParams::default();
    wanted.distinguished_name = called(&format!("{MADE_FOR}{host}"));
    live(&mut wanted, now, AUTHORITY_LIFE)?;
    wanted.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    wanted.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    // Whoever gets hold of the key can pose as this computer, and as no bank.
    let names = HOME_DOMAINS.iter().copied().chain([host]);
    let names = names.map(|name| GeneralSubtree::DnsName(name.to_owned()));
    let networks = HOME_NETWORKS.iter();
    let networks = networks.map(|(ip, prefix)| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*ip, *prefix)));
    wanted.name_constraints = Some(NameConstraints {
        permitted_subtrees: names.chain(networks).collect(),
        excluded_subtrees: Vec::new(),
    });
    Ok(wanted)
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::OrganizationName, "NovaPOS");
    called.push(DnType::CommonName, name);
    called
}

/// From a little before now, for so long. Certificates begin and end with a day.
fn live(wanted: &mut CertificateParams, now: DateTime<Utc>, life: TimeDelta) -> Result<()> {
    let day = |at: DateTime<Utc>| -> Result<_> {
        Ok(rcgen::date_time_ymd(
            at.year(),
            u8::try_from(at.month())?,
            u8::try_from(at.day())?,
        ))
    };
    (wanted.not_before, wanted.not_after) = (day(now - BEFORE)?, day(now + life)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustls::{
        RootCertStore,
        client::{WebPkiServerVerifier, danger::ServerCertVerifier as _},
        pki_types::{CertificateDer, ServerName, UnixTime},
    };

    use super::*;

    /// What devices say to a certificate of this authority for that name.
    fn said(authority: &Authority, name: &str, now: DateTime<Utc>) -> Result<(), String> {
        let mut roots = RootCertStore::empty();
        roots.add(authority.certificate.clone().into()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let device = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
        let device = device.build().unwrap();
        let pem = authority.certify(&BTreeSet::from([name.to_owned()]), now).unwrap();
        let certificate = CertificateDer::from(tls::first_certificate(pem.as_bytes()).unwrap());
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let seconds = u64::try_from(now.timestamp()).unwrap();
        let at = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        let taken = device.verify_server_cert(&certificate, &[], &name, &[], at);
        taken.map(drop).map_err(|why| format!("{why:?}"))
    }

    #[test]
    fn devices_believe_it_at_home_and_nowhere_else() {
        let folder = std::env::temp_dir().join(format!("novapos-authority-{}", std::process::id()));
        let now = "2026-03-02T10:00:00Z".parse().unwrap();
        let authority = Authority::open(&folder, "shop-pc", now).unwrap();
        for name in [
            "localhost",
            "shop-pc",
            "shop-pc.local",
            "till.lan",
            "127.0.0.1",
            "192.168.1.5",
            "10.9.8.7",
            "fd00::5",
        ] {
            assert_eq!(said(&authority, name, now), Ok(()), "{name}");
        }
        for name in [
            "bank.example.com",
            "shop-pc.example.com",
            "other-pc",
            "203.0.113.9",
            "172.32.0.1",
            "2001:db8::5",
        ] {
            let why = said(&authority, name, now).unwrap_err();
            assert!(why.contains("NameConstraint"), "{name}: {why}");
        }
        let own = tls::TlsFiles {
            cert_file: folder.join(CERTIFICATE),
            key_file: folder.join(KEY),
        };
        assert_eq!(tls::ends_at(&own).unwrap().to_rfc3339(), "2036-03-02T00:00:00+00:00");
        fs::remove_dir_all(&folder).unwrap();
    }
}
