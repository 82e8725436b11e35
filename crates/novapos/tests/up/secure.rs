//! `novapos up --tls`: a shop over https, on a computer that nobody on the internet vouches for.

use std::{fs, time::Duration};

use rustix::process::Signal;
use serde_json::json;

use crate::{
    api::Api,
    refusal, run,
    running::{Folder, Running},
    tills::Till,
};

fn client() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_secs(20))
        .redirect(reqwest::redirect::Policy::none())
}

/// The authority's certificate, as a tablet gets it.
async fn authority(running: &Running) -> Vec<u8> {
    let address = format!("http://127.0.0.1:{}/trust", running.port);
    let http = client().build().unwrap();
    let page = http.get(&address).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    let fingerprint = running
        .said
        .lines()
        .map(str::trim)
        .find(|line| line.matches(':').count() == 31)
        .unwrap();
    for words in [
        "/trust/novapos.crt",
        "Android",
        "iPad",
        "Windows",
        "Zertifikat holen",
        "تنزيل الشهادة",
        fingerprint,
    ] {
        assert!(page.contains(words), "{words} is not in {page}");
    }
    let certificate = http.get(format!("{address}/novapos.crt")).send().await.unwrap();
    assert_eq!(certificate.headers()["content-type"], "application/x-x509-ca-cert");
    let certificate = certificate.bytes().await.unwrap().to_vec();
    assert_eq!(kernel::http::tls::fingerprint(&certificate), fingerprint);
    certificate
}

fn trusting(authority: &[u8]) -> reqwest::Client {
    let authority = reqwest::Certificate::from_der(authority).unwrap();
    client().tls_certs_only([authority]).build().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_over_https_sells_to_who_trusts_it_and_to_nobody_else() {
    let folder = Folder::new();
    let running = Running::start(&folder, &["--tls"]);
    let address = format!("127.0.0.1:{}", running.port);
    for line in running.said.lines().filter(|line| line.contains("http://")) {
        assert!(line.contains("/trust"), "{line} is not https");
    }
    let authority = authority(&running).await;
    let http = trusting(&authority);
    let api = Api::sign_in_at(format!("https://{address}"), http.clone()).await;
    let register = &api.get("/registers").await["items"][0];
    let product = &api.get("/products?sku=DAI-001").await["items"][0]["id"];
    Till::open(&api, register, product).await.sell().await;

    // By its name, too; and what a browser keeps is kept for https alone.
    let who =
        json!({"shop_code": "demo", "email": "manager@demo.example", "password": "demo-corner-shop", "client": "pos"});
    let signed_in = http
        .post(format!("https://localhost:{}/auth/sign-in", running.port))
        .json(&who)
        .send()
        .await
        .unwrap();
    assert_eq!(signed_in.status(), 200);
    let cookies: Vec<&str> = signed_in
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .collect();
    assert!(
        !cookies.is_empty() && cookies.iter().all(|cookie| cookie.contains("; Secure")),
        "{cookies:?}"
    );

    // Nobody else, and nothing in plain.
    let stranger = client().build().unwrap();
    assert!(
        stranger
            .get(format!("https://{address}/livez"))
            .send()
            .await
            .unwrap_err()
            .is_connect()
    );
    let led = stranger.get(format!("http://{address}/pos/")).send().await.unwrap();
    assert_eq!(
        (led.status().as_u16(), led.headers()["location"].to_str().unwrap()),
        (307, format!("https://{address}/pos/").as_str())
    );
    let refused = stranger
        .post(format!("http://{address}/auth/sign-in"))
        .json(&who)
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status(), 400);

    running.signal(Signal::TERM);
    assert!(running.end().0);
    // Devices trust it still when it was started again, also when the certificate had to be made anew.
    fs::write(folder.home().join("tls/server.pem"), "spoilt").unwrap();
    let again = Running::start(&folder, &["--tls"]);
    assert_eq!(self::authority(&again).await, authority);
    let alive = http
        .get(format!("https://localhost:{}/livez", again.port))
        .send()
        .await
        .unwrap();
    assert_eq!(alive.status(), 200);
    again.signal(Signal::TERM);
    assert!(again.end().0);
}

#[test]
fn two_certificates_at_once_are_refused() {
    let folder = Folder::new();
    fs::write(
        folder.0.join("novapos.toml"),
        "[listen.tls]\ncert_file = \"a\"\nkey_file = \"b\"\n",
    )
    .unwrap();
    let refused = refusal(&run(&["up", "--tls"], &folder));
    assert!(refused.contains("without --tls, or without listen.tls"), "{refused}");
}
