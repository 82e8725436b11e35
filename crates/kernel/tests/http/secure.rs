//! TLS of a listener: who is served, who is refused, who is not waited for, and a certificate that changes meanwhile.

use std::{
    fs,
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use kernel::{
    Clock,
    http::{
        listener::{self, Limits},
        tls::{Tls, TlsFiles},
    },
    tasks::Tasks,
};
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::app;

/// A certificate's files, removed at the end.
struct Files {
    folder: PathBuf,
    files: TlsFiles,
}

impl Files {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("novapos-tls-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let files = TlsFiles {
            cert_file: folder.join("tls.crt"),
            key_file: folder.join("tls.key"),
        };
        Self { folder, files }
    }

    /// Writes a certificate that vouches for itself, and returns it.
    fn write(&self, until: i32) -> String {
        let mut wanted = rcgen::CertificateParams::new(["localhost".to_owned()]).unwrap();
        wanted.not_after = rcgen::date_time_ymd(until, 1, 1);
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = wanted.self_signed(&key).unwrap().pem();
        fs::write(&self.files.cert_file, &certificate).unwrap();
        fs::write(&self.files.key_file, key.serialize_pem()).unwrap();
        certificate
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A listener with TLS, and what clients need to trust it.
struct Served {
    files: Files,
    certificate: String,
    tls: Tls,
    address: SocketAddr,
    tasks: Tasks,
}

async fn serve(limits: Limits) -> Served {
    kernel::telemetry::metrics_handle();
    let files = Files::new();
    let certificate = files.write(2090);
    let tls = Tls::open(files.files.clone()).unwrap();
    let (_, router, tasks) = app().await;
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    let offered = axum::Router::new().route("/how", axum::routing::get(|| async { "like this" }));
    let with_plain = tls.clone().with_plain(offered);
    tasks.spawn(listener::serve(socket, router, limits, Some(with_plain), tasks.clone()));
    Served {
        files,
        certificate,
        tls,
        address,
        tasks,
    }
}

impl Served {
    async fn ask(&self, client: reqwest::ClientBuilder) -> reqwest::Result<reqwest::Response> {
        let client = client.no_proxy().resolve("localhost", self.address).build().unwrap();
        client
            .get(format!("https://localhost:{}/nowhere", self.address.port()))
            .send()
            .await
    }

    async fn shake(&self, protocol: &[u8]) -> TlsStream<TcpStream> {
        let mut roots = rustls::RootCertStore::empty();
        roots
            .add(CertificateDer::from_pem_slice(self.certificate.as_bytes()).unwrap())
            .unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![protocol.to_vec()];
        let stream = TcpStream::connect(self.address).await.unwrap();
        TlsConnector::from(Arc::new(config))
            .connect(ServerName::try_from("localhost").unwrap(), stream)
            .await
            .unwrap()
    }
}

/// A client that trusts this certificate and no other.
fn trusting(certificate: &str) -> reqwest::ClientBuilder {
    let certificate = reqwest::Certificate::from_pem(certificate.as_bytes()).unwrap();
    reqwest::Client::builder().tls_certs_only([certificate])
}

async fn closed(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> Vec<u8> {
    let mut said = Vec::new();
    // An error is an end, too: a connection may be reset.
    let _ = tokio::time::timeout(Duration::from_secs(3), stream.read_to_end(&mut said))
        .await
        .expect("the connection is closed");
    said
}

#[tokio::test]
async fn both_http_versions_are_served_over_tls_and_only_to_who_trusts_the_certificate() {
    let served = serve(Limits::default()).await;
    let http1 = served.ask(trusting(&served.certificate).http1_only()).await.unwrap();
    assert_eq!(
        (http1.status().as_u16(), http1.version()),
        (404, http::Version::HTTP_11)
    );
    let http2 = served.ask(trusting(&served.certificate)).await.unwrap();
    assert_eq!((http2.status().as_u16(), http2.version()), (404, http::Version::HTTP_2));
    assert!(
        served
            .ask(trusting(&Files::new().write(2090)))
            .await
            .unwrap_err()
            .is_connect()
    );
}

#[tokio::test]
async fn tls_before_1_2_is_refused() {
    let served = serve(Limits::default()).await;
    let mut hello = vec![3, 2];
    hello.extend([7; 32]);
    // No session; TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA; no compression; the group P-256, and signatures with it.
    hello.extend([
        0, 0, 2, 0xc0, 0x09, 1, 0, 0, 16, 0, 10, 0, 4, 0, 2, 0, 23, 0, 13, 0, 4, 0, 2, 4, 3,
    ]);
    let length = u8::try_from(hello.len()).unwrap();
    let mut record = vec![22, 3, 1, 0, length + 4, 1, 0, 0, length];
    record.extend(hello);
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    stream.write_all(&record).await.unwrap();
    let said = closed(&mut stream).await;
    // Fatal: protocol_version.
    assert_eq!((said[0], &said[5..7]), (21, [2, 70].as_slice()), "{said:?}");
}

#[tokio::test]
async fn whoever_says_nothing_keeps_nobody_else_waiting() {
    let limits = Limits {
        handshakes_max: 4,
        handshake_timeout: Duration::from_secs(60),
        ..Limits::default()
    };
    let served = serve(limits).await;
    let mut silent = Vec::new();
    for number in 0..20 {
        let mut stream = TcpStream::connect(served.address).await.unwrap();
        if number % 2 == 0 {
            stream.write_all(&[22, 3, 1, 1, 0, 1, 0]).await.unwrap();
        }
        silent.push(stream);
    }
    let asked = Instant::now();
    for _ in 0..10 {
        served.ask(trusting(&served.certificate)).await.unwrap();
    }
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    // Of those that say nothing only as many are left as may be.
    for stream in silent.iter_mut().take(16) {
        closed(stream).await;
    }
}

#[tokio::test]
async fn a_handshake_that_is_not_finished_is_cut_off() {
    let limits = Limits {
        handshake_timeout: Duration::from_millis(200),
        ..Limits::default()
    };
    let served = serve(limits).await;
    for said in [[].as_slice(), &[22], &[22, 3, 1, 1, 0, 1, 0]] {
        let mut stream = TcpStream::connect(served.address).await.unwrap();
        stream.write_all(said).await.unwrap();
        closed(&mut stream).await;
    }
}

#[tokio::test]
async fn whoever_shook_hands_and_then_says_nothing_is_cut_off_too() {
    let limits = Limits {
        header_timeout: Duration::from_millis(200),
        ..Limits::default()
    };
    let served = serve(limits).await;
    for (protocol, said) in [
        ("h2", ""),
        ("h2", "PRI * H"),
        ("http/1.1", ""),
        ("http/1.1", "GET / HT"),
    ] {
        let mut stream = served.shake(protocol.as_bytes()).await;
        stream.write_all(said.as_bytes()).await.unwrap();
        closed(&mut stream).await;
    }
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_handshake() {
    let served = serve(Limits::default()).await;
    let _silent = TcpStream::connect(served.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    served.tasks.stop();
    assert!(served.tasks.wait(Duration::from_secs(2)).await);
}

#[tokio::test]
async fn plain_http_is_led_to_https_or_given_what_is_offered_there() {
    let served = serve(Limits::default()).await;
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let base = format!("http://{}", served.address);
    let led = http.get(format!("{base}/pos/?a=b")).send().await.unwrap();
    assert_eq!(led.status(), 307);
    assert_eq!(
        led.headers()["location"],
        format!("https://{}/pos/?a=b", served.address)
    );
    let offered = http.get(format!("{base}/how")).send().await.unwrap();
    assert_eq!(offered.text().await.unwrap(), "like this");
    let refused = http.post(format!("{base}/things")).body("{}").send().await.unwrap();
    assert_eq!(refused.status(), 400);
    assert!(refused.text().await.unwrap().contains("https://"));
}

#[tokio::test]
async fn a_new_certificate_is_taken_and_one_that_cannot_be_used_is_not() {
    let served = serve(Limits::default()).await;
    let clock = Clock::system();
    let metric = || {
        let all = kernel::telemetry::metrics_handle().render();
        all.lines().any(|line| line == "tls_certificate_refused 1")
    };
    let trusted = async |certificate: &str| served.ask(trusting(certificate)).await.is_ok();
    let first = served.certificate.clone();
    let old_files = [
        fs::read(&served.files.files.cert_file).unwrap(),
        fs::read(&served.files.files.key_file).unwrap(),
    ];
    let second = served.files.write(2091);
    assert!(trusted(&first).await, "nobody has looked yet");
    served.tls.look(&clock).await;
    assert!(trusted(&second).await && !trusted(&first).await);
    assert_eq!(served.tls.ends_at().unwrap().to_rfc3339(), "2091-01-01T00:00:00+00:00");

    // No PEM; nothing; a key of another certificate; one that is over; gone.
    let spoilt: [(&str, &dyn Fn()); 5] = [
        ("no PEM", &|| {
            fs::write(&served.files.files.cert_file, "-----BEGIN CERTIFICATE-----\n????").unwrap()
        }),
        ("nothing", &|| fs::write(&served.files.files.cert_file, "").unwrap()),
        ("another's key", &|| {
            fs::write(&served.files.files.cert_file, &old_files[0]).unwrap()
        }),
        ("over", &|| drop(served.files.write(2001))),
        ("gone", &|| fs::remove_file(&served.files.files.key_file).unwrap()),
    ];
    for (what, spoil) in spoilt {
        spoil();
        served.tls.look(&clock).await;
        assert!(trusted(&second).await, "{what}");
        assert!(metric(), "{what}");
    }
    fs::write(&served.files.files.cert_file, &old_files[0]).unwrap();
    fs::write(&served.files.files.key_file, &old_files[1]).unwrap();
    served.tls.look(&clock).await;
    assert!(trusted(&first).await && !metric());
}

#[test]
fn files_that_cannot_be_used_are_named_at_the_start() {
    let (one, other) = (Files::new(), Files::new());
    let open = |cert: &PathBuf, key: &PathBuf| {
        let files = TlsFiles {
            cert_file: cert.clone(),
            key_file: key.clone(),
        };
        Tls::open(files).err().unwrap_or_default()
    };
    let gone = open(&one.files.cert_file, &one.files.key_file);
    assert!(gone.contains("tls.crt: No such file"), "{gone}");
    one.write(2090);
    other.write(2090);
    let others = open(&one.files.cert_file, &other.files.key_file);
    assert!(others.contains("is not that of"), "{others}");
    let no_key = open(&one.files.cert_file, &one.files.cert_file);
    assert!(no_key.contains("holds no private key"), "{no_key}");
    let no_certificate = open(&one.files.key_file, &one.files.key_file);
    assert!(no_certificate.contains("holds no certificate"), "{no_certificate}");
}
