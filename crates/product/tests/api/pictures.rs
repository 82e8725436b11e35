//! Pictures of goods: sent once, shown for ever, to their own shop.

use std::io::Cursor;

use http::Method;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use testkit::{Answer, Client, TestApp};

use crate::{apple, field, make, path};

fn file(red: u8, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image: DynamicImage = RgbImage::from_pixel(1000, 500, Rgb([red, 30, 30])).into();
    image.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

async fn send(client: &Client, product: &Value, kind: &str, file: Vec<u8>) -> Answer {
    let path = path(product, "/picture");
    client
        .send(Method::PUT, &path, &[("content-type", kind)], Some(file))
        .await
}

async fn kept(app: &TestApp) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM product.picture")
        .fetch_one(&mut app.admin_connection().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_picture_is_kept_once_and_shown_small_and_large() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let (apples, pears) = (
        make(&admin, apple("Apple", "A")).await,
        make(&admin, apple("Pear", "P")).await,
    );
    let photo = file(200, ImageFormat::Jpeg);
    let with_picture = send(&admin, &apples, "image/jpeg", photo.clone())
        .await
        .expect(200)
        .json();
    let image = with_picture["image"].as_str().unwrap().to_owned();
    assert!(image.starts_with("pictures/") && image.len() == 9 + 64, "{image}");
    // Of another product, and once more: kept once, and what has it already does not change.
    let other = send(&admin, &pears, "image/jpeg", photo.clone())
        .await
        .expect(200)
        .json();
    assert_eq!(other["image"], with_picture["image"]);
    let again = send(&admin, &apples, "image/jpeg", photo).await.expect(200).json();
    assert_eq!(
        (again["rev"].clone(), kept(&app).await),
        (with_picture["rev"].clone(), 1)
    );
    let history = admin.get(&path(&apples, "/history")).await.json();
    assert_eq!(field(&history, "action"), ["updated", "created"]);

    let cashier = shop.cashier().await;
    for (query, size) in [
        ("", (800, 400)),
        ("?size=large", (800, 400)),
        ("?size=small", (160, 80)),
    ] {
        let shown = cashier.get(&format!("/{image}{query}")).await.expect(200);
        assert_eq!(shown.header("content-type"), Some("image/jpeg"));
        assert_eq!(
            shown.header("cache-control"),
            Some("private, max-age=31536000, immutable")
        );
        assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
        let seen = image::load_from_memory(shown.bytes()).unwrap();
        assert_eq!((seen.width(), seen.height()), size, "{query}");
    }
    // Tills and files know it by its name.
    let feed = admin.get("/catalog/changes").await.json();
    assert_eq!(field(&feed, "image"), [image.clone(), image.clone()]);
    let export = admin.get("/products/export?decimals=2").await.expect(200).text();
    assert_eq!(export.matches(&image).count(), 2);
}

#[tokio::test]
async fn another_shops_picture_is_not_there() {
    let app = TestApp::start().await;
    let (shop, other) = (app.shop("green-grocer").await, app.shop("tobacconist").await);
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let image = send(&admin, &product, "image/png", file(9, ImageFormat::Png))
        .await
        .expect(200)
        .json()["image"]
        .clone();
    let image = image.as_str().unwrap();
    admin.get(&format!("/{image}")).await.expect(200);
    other.admin().get(&format!("/{image}")).await.expect(404);
    for wrong in ["x", &image[9..72], &image[9..].to_uppercase()] {
        admin.get(&format!("/pictures/{wrong}")).await.expect(400);
    }
    // Kept for each shop by itself.
    let theirs = make(&other.admin(), apple("Apple", "A")).await;
    send(&other.admin(), &theirs, "image/png", file(9, ImageFormat::Png))
        .await
        .expect(200);
    assert_eq!(kept(&app).await, 2);
}

#[tokio::test]
async fn what_is_no_picture_or_too_large_changes_nothing() {
    let app = TestApp::start().await;
    let shop = app.shop("green-grocer").await;
    let admin = shop.admin();
    let product = make(&admin, apple("Apple", "A")).await;
    let picture = file(9, ImageFormat::Png);
    for (kind, file, status, code) in [
        ("text/csv", picture.clone(), 415, "unsupported_media_type"),
        (
            "image/png",
            b"<svg onload=alert(1)>".to_vec(),
            422,
            "picture_unreadable",
        ),
        (
            "image/png",
            picture[..picture.len() / 2].to_vec(),
            422,
            "picture_unreadable",
        ),
        ("image/png", vec![0; 5 * 1024 * 1024 + 1], 413, "body_too_large"),
    ] {
        let refused = send(&admin, &product, kind, file).await.expect(status);
        assert_eq!(refused.code(), code);
    }
    send(&shop.cashier().await, &product, "image/png", picture.clone())
        .await
        .expect(403);
    let nowhere = json!({"id": uuid::Uuid::now_v7()});
    send(&admin, &nowhere, "image/png", picture).await.expect(404);
    assert_eq!(kept(&app).await, 0);
    assert_eq!(admin.get(&path(&product, "")).await.json()["rev"], product["rev"]);
}
