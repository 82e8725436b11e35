//! Receipts on paper, as files and for the printer, all from the stored order.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use serde_json::json;
use testkit::{Answer, Shop, TestApp};

/// Goods by their names, sold together.
async fn sell(shop: &Shop, names: &[&str]) -> String {
    let mut lines = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let body = json!({"name": name, "sku": format!("S{index}"), "tax_category": "standard",
            "price": {"amount_minor": 250, "per_milli": 1000}});
        let product = shop.admin().post("/products", body).await.expect(201).json();
        lines.push((testkit::id(&product["id"]), 1000));
    }
    let sold = shop.sell(&shop.admin(), &lines).await.expect(201).json();
    format!("/orders/{}/receipt", sold["order"]["id"].as_str().unwrap())
}

async fn get(shop: &Shop, path: &str) -> Answer {
    shop.admin().get(path).await.expect(200)
}

/// What somebody who marks all of a PDF copies, by the reference of such programs: poppler's `pdftotext` (`make setup` installs it).
fn extracted(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn a_receipt_as_pdf_is_text_in_every_script() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let names = [
        "Crème brûlée 250 g",
        "Ελαιόλαδο εξαιρετικό",
        "Чай чёрный листовой",
        "ชาเขียวกลิ่นมะลิ",
        "緑茶 深蒸し",
        "고소한 현미녹차",
    ];
    let receipt = sell(&shop, &names).await;
    let text = get(&shop, &format!("{receipt}?original=true")).await.text();
    let file = get(&shop, &format!("{receipt}?format=pdf&original=true")).await;
    assert_eq!(file.header("content-type"), Some("application/pdf"));
    let extracted = extracted(file.bytes());
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in text.lines().filter(|line| !line.starts_with('-')) {
        assert!(plain(&extracted).contains(&plain(line)), "{line}\n{extracted}");
    }
    // The same order gives the same file.
    assert_eq!(
        get(&shop, &format!("{receipt}?format=pdf&original=true")).await.bytes(),
        file.bytes()
    );
}

/// Without Chinese, Japanese and Korean a receipt is small enough for any mail: at most 40 kB.
#[tokio::test]
async fn a_receipt_as_pdf_is_small() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let names = [
        "Crème brûlée 250 g",
        "Ελαιόλαδο εξαιρετικό",
        "Чай чёрный листовой",
        "ชาเขียวกลิ่นมะลิ",
    ];
    let receipt = sell(&shop, &names).await;
    let size = get(&shop, &format!("{receipt}?format=pdf")).await.bytes().len();
    println!("{size} bytes in Latin, Greek, Cyrillic and Thai");
    assert!(size <= 40_000, "{size}");
}

/// What is handed out at the sale is the original; whatever is printed later says what it is, in each format.
#[tokio::test]
async fn all_but_the_first_receipt_are_copies() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let receipt = sell(&shop, &["Tea"]).await;
    for format in ["text", "pdf", "escpos"] {
        let marked = |bytes: &[u8]| match format {
            "pdf" => extracted(bytes).contains("*** COPY ***"),
            _ => String::from_utf8_lossy(bytes).contains("*** COPY ***"),
        };
        let (first, later) = (
            get(&shop, &format!("{receipt}?format={format}&original=true")).await,
            get(&shop, &format!("{receipt}?format={format}")).await,
        );
        assert!(!marked(first.bytes()) && marked(later.bytes()), "{format}");
    }
    let refused = shop.admin().get(&format!("{receipt}?format=paper")).await.expect(400);
    assert_eq!(refused.code(), "invalid_query");
}

/// Golden bytes (reference: Epson's commands as protocols for receipt printers have them): initialised, the text in code pages that have
/// it, fed past the blade and cut.
#[tokio::test]
async fn a_printer_gets_the_text_in_its_own_code_pages_and_cuts() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let receipt = sell(&shop, &["Café", "Чай"]).await;
    let bytes = get(&shop, &format!("{receipt}?format=escpos&original=true")).await;
    let bytes = bytes.bytes();
    assert!(bytes.starts_with(b"\x1b@") && bytes.ends_with(b"Thank you!\n\x1dV\x42\x03"));
    let has = |wanted: &[u8]| bytes.windows(wanted.len()).any(|part| part == wanted);
    assert!(has(b"\nCaf\x1bt\x10\xe9\n") && has(b"\n\x1bt\x11\x97\xa0\xa9\n"));
}

/// Names of goods that would draw over their price or run out of the paper.
#[tokio::test]
async fn wide_names_stay_on_the_paper() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let name = "深蒸し茶".repeat(12);
    let receipt = sell(&shop, &[&name]).await;
    let text = get(&shop, &receipt).await.text();
    let columns = |line: &str| {
        line.chars()
            .map(|letter| if letter > '\u{2E80}' { 2 } else { 1 })
            .sum::<usize>()
    };
    assert!(text.lines().all(|line| columns(line) <= 42), "{text}");
    let joined: String = text.lines().map(str::trim).collect();
    assert!(joined.contains(&name), "{text}");
}

/// What the shop says at the end is on the receipt as it was at the sale.
#[tokio::test]
async fn a_receipt_ends_with_the_shops_words_of_that_day() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let path = format!("/stores/{}", shop.store_id());
    let say = async |footer: &str| {
        let change = json!({"receipt_footer": footer});
        shop.admin().patch(&path, change).await.expect(200);
    };
    let plain = sell(&shop, &["Tea"]).await;
    say("Open on Sundays\nCome again").await;
    // Longer than a service remembers a store.
    app.clock().advance(chrono::TimeDelta::minutes(2));
    let tea = shop.product("TEA", 250).await;
    let sold = shop.sell(&shop.admin(), &[(tea, 1000)]).await.expect(201).json();
    let later = format!("/orders/{}/receipt", sold["order"]["id"].as_str().unwrap());
    say("Something else").await;
    assert!(get(&shop, &plain).await.text().trim_end().ends_with("Thank you!"));
    let text = get(&shop, &later).await.text();
    let mut last = text.trim_end().lines().rev().map(str::trim);
    assert_eq!(
        (last.next(), last.next()),
        (Some("Come again"), Some("Open on Sundays"))
    );
}

/// A receipt is in the language that its store printed in at the sale, on every kind of paper, with numbers as people write them there.
#[tokio::test]
async fn a_receipt_stays_in_the_language_of_its_sale() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let english = sell(&shop, &["Tea"]).await;
    let path = format!("/stores/{}", shop.store_id());
    let change = json!({"receipt_language": "de"});
    shop.admin().patch(&path, change).await.expect(200);
    // Longer than a service remembers a store.
    app.clock().advance(chrono::TimeDelta::minutes(2));
    let tea = shop.product("TEA", 250).await;
    let sold = shop.sell(&shop.admin(), &[(tea, 1000)]).await.expect(201).json();
    let german = format!("/orders/{}/receipt", sold["order"]["id"].as_str().unwrap());

    let text = get(&shop, &german).await.text();
    for line in [
        "*** KOPIE ***",
        "Bedient von",
        "02.03.2026 11:02",
        "inkl. ",
        "SUMME EUR",
        "2,50",
        "Bar",
        "Vielen Dank!",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(extracted(get(&shop, &format!("{german}?format=pdf")).await.bytes()).contains("SUMME EUR"));
    let printed = get(&shop, &format!("{german}?format=escpos")).await;
    assert!(String::from_utf8_lossy(printed.bytes()).contains("*** KOPIE ***"));
    let before = get(&shop, &english).await.text();
    assert!(before.contains("TOTAL EUR") && before.contains("2.50"), "{before}");
}

/// Every language that a store may choose is one that it can sell in, and that a receipt printer has the letters of.
#[tokio::test]
async fn a_store_sells_and_prints_in_each_language_that_it_may_choose() {
    let app = TestApp::start().await;
    let shop = app.shop("corner").await;
    let path = format!("/stores/{}", shop.store_id());
    let tea = shop.product("TEA", 250).await;
    for (language, total) in [
        ("en", "TOTAL EUR"),
        ("de", "SUMME EUR"),
        ("fr", "TOTAL EUR"),
        ("es", "TOTAL EUR"),
        ("it", "TOTALE EUR"),
        ("nl", "TOTAAL EUR"),
    ] {
        let change = json!({"receipt_language": language});
        let changed = shop.admin().patch(&path, change).await.expect(200).json();
        assert_eq!(changed["receipt_language"], language);
        assert_eq!(get(&shop, &path).await.json()["receipt_language"], language);
        // Longer than a service remembers a store.
        app.clock().advance(chrono::TimeDelta::minutes(1));
        let sold = shop.sell(&shop.admin(), &[(tea, 1000)]).await.expect(201).json();
        let receipt = format!("/orders/{}/receipt", sold["order"]["id"].as_str().unwrap());
        let text = get(&shop, &receipt).await.text();
        assert!(text.contains(total), "{language}\n{text}");
        let printed = get(&shop, &format!("{receipt}?format=escpos")).await;
        assert!(!printed.bytes().contains(&b'?'), "{language}");
    }
}
