//! A certificate with its key, as two files hold them.

use std::{fs::File, io::Read as _, path::Path, sync::Arc};

use aws_lc_rs::digest;
use chrono::{DateTime, Utc};
use rustls::{
    InconsistentKeys,
    crypto::aws_lc_rs::sign::any_supported_type,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    sign::CertifiedKey,
};
use zeroize::Zeroizing;

use super::TlsFiles;

/// The largest file that is read.
const FILE_BYTES_MAX: u64 = 256 * 1024;

/// What the files hold.
pub(super) struct Contents {
    certificates: Vec<u8>,
    key: Zeroizing<Vec<u8>>,
}

/// A certificate that can be used.
pub(super) struct Certificate {
    pub(super) key: Arc<CertifiedKey>,
    pub(super) ends_at: Option<DateTime<Utc>>,
}

impl Contents {
    /// # Errors
    /// Which file cannot be read.
    pub(super) fn read(files: &TlsFiles) -> Result<Self, String> {
        Ok(Self {
            certificates: read(&files.cert_file)?,
            key: Zeroizing::new(read(&files.key_file)?),
        })
    }

    pub(super) fn digest(&self) -> [u8; 32] {
        let mut all = digest::Context::new(&digest::SHA256);
        // The length keeps what is in one file from reading as if it were in the other.
        all.update(&self.certificates.len().to_be_bytes());
        all.update(&self.certificates);
        all.update(&self.key);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(all.finish().as_ref());
        bytes
    }

    /// # Errors
    /// What is wrong with them, without a word of what is in the key's file.
    pub(super) fn certificate(&self, files: &TlsFiles) -> Result<Certificate, String> {
        let (cert_file, key_file) = (files.cert_file.display(), files.key_file.display());
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&self.certificates)
            .collect::<Result<_, _>>()
            .map_err(|why| format!("{cert_file} is not PEM: {why}"))?;
        let Some(first) = chain.first() else {
            return Err(format!("{cert_file} holds no certificate"));
        };
        let ends_at = ends_at(first);
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .ok()
            .and_then(|key| any_supported_type(&key).ok())
            .ok_or_else(|| format!("{key_file} holds no private key that can be used"))?;
        let key = CertifiedKey::new(chain, key);
        match key.keys_match() {
            Ok(()) | Err(rustls::Error::InconsistentKeys(InconsistentKeys::Unknown)) => Ok(Certificate {
                key: Arc::new(key),
                ends_at,
            }),
            Err(rustls::Error::InconsistentKeys(_)) => Err(format!("the key in {key_file} is not that of {cert_file}")),
            Err(why) => Err(format!("{cert_file} holds no certificate that can be used: {why}")),
        }
    }
}

impl Certificate {
    /// # Errors
    /// That it has ended already.
    pub(super) fn unless_over(self, now: DateTime<Utc>) -> Result<Self, String> {
        match self.ends_at {
            Some(end) if end <= now => Err(format!("the new certificate ended on {end}")),
            _ => Ok(self),
        }
    }
}

/// The first certificate of a PEM file, in DER.
#[must_use]
pub fn first_certificate(pem: &[u8]) -> Option<Vec<u8>> {
    CertificateDer::from_pem_slice(pem)
        .ok()
        .map(|certificate| certificate.to_vec())
}

/// SHA-256 of a certificate, as devices show it: `AB:CD:...`.
#[must_use]
pub fn fingerprint(certificate: &[u8]) -> String {
    let digest = digest::digest(&digest::SHA256, certificate);
    let bytes: Vec<String> = digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    bytes.join(":")
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes));
    match read {
        Err(why) => Err(format!("{}: {why}", file.display())),
        Ok(_) if bytes.len() as u64 > FILE_BYTES_MAX => Err(format!("{} is too large", file.display())),
        Ok(_) => Ok(bytes),
    }
}

/// When an X.509 certificate, in DER, ends.
fn ends_at(certificate: &[u8]) -> Option<DateTime<Utc>> {
    let (_, certificate) = x509_parser::parse_x509_certificate(certificate).ok()?;
    DateTime::from_timestamp(certificate.validity().not_after.timestamp(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(year: i32) -> Vec<u8> {
        let mut wanted = rcgen::CertificateParams::new(["localhost".to_owned()]).unwrap();
        wanted.not_after = rcgen::date_time_ymd(year, 3, 9);
        let key = rcgen::KeyPair::generate().unwrap();
        wanted.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn the_end_of_a_certificate_is_read_in_both_ways_that_it_is_written() {
        for year in [2031, 2049, 2050, 2120] {
            let end = ends_at(&ending(year)).unwrap();
            assert_eq!(end.to_rfc3339(), format!("{year}-03-09T00:00:00+00:00"));
        }
    }

    #[test]
    fn half_a_certificate_has_no_end_and_does_no_harm() {
        let whole = ending(2031);
        for length in 0..whole.len() {
            assert_eq!(ends_at(&whole[..length]), None);
        }
        for at in 0..whole.len().min(120) {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 0xff;
            let _ = ends_at(&spoilt);
        }
    }
}
