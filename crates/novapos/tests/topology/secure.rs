//! Listeners with TLS: services apart that ask each other over it, and a certificate that changes while tills sell.

use std::{
    fs,
    path::PathBuf,
    process::Stdio,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use testkit::TestApp;
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::{
    program::{METRICS_TOKEN, PATIENCE, Program},
    shape::Shape,
    stocked::{stocked, till},
};

/// An authority and what it vouches for, in a folder that is removed at the end.
struct Certificates {
    folder: PathBuf,
    authority: String,
    parameters: CertificateParams,
    key: KeyPair,
}

impl Certificates {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("novapos-certificates-{}", Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let mut parameters = CertificateParams::default();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        let key = KeyPair::generate().unwrap();
        let authority = parameters.self_signed(&key).unwrap().pem();
        fs::write(folder.join("ca.crt"), &authority).unwrap();
        let certificates = Self {
            folder,
            authority,
            parameters,
            key,
        };
        certificates.certify();
        certificates
    }

    /// Writes another certificate of the authority, as a careful program does: the key, then the certificate, each renamed.
    fn certify(&self) {
        let wanted = CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
        let key = KeyPair::generate().unwrap();
        let signed = wanted
            .signed_by(&key, &Issuer::from_params(&self.parameters, &self.key))
            .unwrap();
        self.put("tls.key", &key.serialize_pem());
        self.put("tls.crt", &signed.pem());
    }

    fn put(&self, name: &str, text: &str) {
        let fresh = self.file("fresh");
        fs::write(&fresh, text).unwrap();
        fs::rename(fresh, self.file(name)).unwrap();
    }

    fn file(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("NOVAPOS__LISTEN__TLS__CERT_FILE", self.file("tls.crt")),
            ("NOVAPOS__LISTEN__TLS__KEY_FILE", self.file("tls.key")),
            ("NOVAPOS__PEERS__CA_FILE", self.file("ca.crt")),
        ]
    }

    /// A client that trusts the authority and nobody else. Each request has a connection of its own.
    fn client(&self) -> reqwest::Client {
        let authority = reqwest::Certificate::from_pem(self.authority.as_bytes()).unwrap();
        reqwest::Client::builder()
            .tls_certs_only([authority])
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap()
    }
}

impl Drop for Certificates {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn services_apart_and_the_edge_speak_https_with_whom_their_authority_vouches_for() {
    let app = TestApp::start().await;
    let stocked = stocked(&app).await;
    let certificates = Certificates::new();
    let shape = Shape::apart_with(&app, certificates.settings()).await;
    let base = shape.base();
    assert!(base.starts_with("https://") && shape.base_of("order").starts_with("https://"));
    let http = certificates.client();
    let mut till = till(&stocked, &base, &http).await;
    till.sell(&base).await;
    assert!(
        reqwest::get(format!("{base}/livez")).await.unwrap_err().is_connect(),
        "nobody vouches for it"
    );
    let metrics = http.get(format!("{base}/metrics"));
    assert_eq!(metrics.try_clone().unwrap().send().await.unwrap().status(), 401);
    assert_eq!(metrics.bearer_auth(METRICS_TOKEN).send().await.unwrap().status(), 200);
    let plain = base.replacen("https", "http", 1);
    let plain = http
        .post(format!("{plain}/auth/sign-in"))
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(plain.status(), 400);

    // With another authority, none of them is believed.
    let others = Certificates::new();
    let mut edge = tokio::process::Command::new(env!("CARGO_BIN_EXE_novapos"));
    edge.args(["serve", "--only", "edge"])
        .env("NOVAPOS__PEERS__CA_FILE", others.file("ca.crt"))
        .env("NOVAPOS__LISTEN__WAIT_S", "0")
        .stdin(Stdio::null());
    for service in ["auth", "product", "inventory", "order", "audit"] {
        edge.env(
            format!("NOVAPOS__PEERS__{}__URL", service.to_uppercase()),
            shape.base_of(service),
        );
    }
    let refused = edge.output().await.unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("auth does not answer"),
        "{said}"
    );
    shape.stop().await;
}

/// Everybody shakes hands anew for each request, while the certificate is changed four times, once for one that cannot be used, and six hundred
/// others connect and say nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_changes_under_load_and_no_request_fails() {
    let app = TestApp::start().await;
    let stocked = stocked(&app).await;
    let certificates = Certificates::new();
    let program = Program::start(&app, None, &certificates.settings()).await;
    let (base, http) = (program.base.clone(), certificates.client());
    let mut till = till(&stocked, &base, &http).await;
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let ask = async || {
        while !done.load(Ordering::Relaxed) {
            let answer = http
                .get(format!("{base}/livez"))
                .send()
                .await
                .expect("no request fails");
            assert_eq!(answer.status(), 200);
            asked.fetch_add(1, Ordering::Relaxed);
        }
    };
    let sells = async {
        while !done.load(Ordering::Relaxed) {
            let sale = till.sale();
            assert!(till.send(&base, &sale).await, "no sale fails");
        }
    };
    let changes = async {
        let address = base.trim_start_matches("https://");
        let mut silent = Vec::new();
        for _ in 0..600 {
            silent.push(TcpStream::connect(address).await.unwrap());
        }
        let mut ends = Vec::new();
        for change in 0..4 {
            let metric = if change == 2 {
                certificates.put("tls.crt", "no certificate");
                "tls_certificate_refused 1"
            } else {
                certificates.certify();
                "tls_certificate_refused 0"
            };
            let (served, since) = (served(address).await, Instant::now());
            loop {
                let metrics = http.get(format!("{base}/metrics")).bearer_auth(METRICS_TOKEN);
                let metrics = metrics.send().await.unwrap().text().await.unwrap();
                let is_other = self::served(address).await != served;
                if metrics.lines().any(|line| line == metric) && is_other == (change != 2) {
                    break;
                }
                assert!(since.elapsed() < PATIENCE, "change {change} is seen");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            ends.push(since.elapsed());
        }
        done.store(true, Ordering::Relaxed);
        ends
    };
    let (_, _, (), ends) = tokio::join!(ask(), ask(), sells, changes);
    let (asked, sold) = (asked.load(Ordering::Relaxed), till.accepted.len());
    println!("{asked} requests and {sold} sales over as many handshakes; changes seen after {ends:?}");
    assert!(asked > 100 && sold > 20, "{asked} requests, {sold} sales");
    program.terminate().await;
}

/// The certificate that is served there now.
async fn served(address: &str) -> Vec<u8> {
    use std::sync::Arc;

    use rustls::{
        ClientConfig, DigitallySignedStruct, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        pki_types::{CertificateDer, ServerName, UnixTime},
    };

    /// Only to look at what is served.
    #[derive(Debug)]
    struct Anything;

    impl ServerCertVerifier for Anything {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, rustls::Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, rustls::Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, rustls::Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            vec![SignatureScheme::ECDSA_NISTP256_SHA256]
        }
    }

    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anything))
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let stream = tokio_rustls::TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .unwrap();
    stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}
