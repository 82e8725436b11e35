//! The key that signs is replaced: the next signs from then on, what the earlier one signed stays good, and no other key is believed.

use audit::{Fault, Kept, Keys};
use contracts::contexts::AUDIT;
use kernel::secret::Secret;

use crate::support::{Folder, app, count, force, kept, shop, sign, verify};

/// The keys that the tenant's checkpoints name, from the first to the last.
fn named(kept: &Kept) -> Vec<&str> {
    let mut named: Vec<&str> = kept
        .checkpoints
        .iter()
        .map(|checkpoint| checkpoint.key_id.as_str())
        .collect();
    named.dedup();
    named
}

#[tokio::test]
async fn a_new_key_signs_from_then_on_and_the_old_one_stays_good() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 1).await;
    let old = named(&kept(&folder))[0].to_owned();
    let key = audit::rotate_key(app.deps(AUDIT), &Secret::new(testkit::AUTH_KEY))
        .await
        .unwrap()
        .key;
    assert_ne!(old, key);
    shop.product("MILK", 120).await;
    sign(&app).await;
    let both = kept(&folder);
    let ours = |kept: &Kept| {
        let mut ours = kept.clone();
        ours.checkpoints
            .retain(|checkpoint| checkpoint.tenant == shop.tenant_id());
        ours
    };
    assert_eq!(named(&ours(&both)), [&old, &key]);
    assert_eq!(verify(&app, both).await.faults, vec![]);
    assert_eq!(
        verify(&app, Kept::default()).await.faults,
        vec![],
        "nor by the database's own keys"
    );
    let page = shop.admin().get("/audit/checkpoints").await.expect(200).json();
    let public: Vec<_> = page["keys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["key"].clone())
        .collect();
    assert_eq!(public, [old.as_str(), key.as_str()]);
    assert_eq!(page["items"][0]["key"], key.as_str());
    let told = "SELECT count(*) FROM audit.entry WHERE action = 'audit.key_made' AND source = 'audit'";
    assert_eq!(count(&app, told).await, 1);
}

/// Whoever has the list of before finds the name of the key that is not in it.
#[tokio::test]
async fn a_checkpoint_by_a_key_that_was_never_in_the_list_is_refused_by_name() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 1).await;
    let mut trusted = Keys::default();
    for line in audit::read_keys(&folder.0).unwrap().read {
        assert!(trusted.add(&line));
    }
    let key = audit::rotate_key(app.deps(AUDIT), &Secret::new(testkit::AUTH_KEY))
        .await
        .unwrap()
        .key;
    shop.product("MILK", 120).await;
    sign(&app).await;
    let kept = Kept {
        keys: trusted,
        checkpoints: kept(&folder).checkpoints,
    };
    let faults = verify(&app, kept).await.faults;
    assert!(!faults.is_empty());
    for (_, fault) in &faults {
        assert!(
            matches!(fault, Fault::UnknownKey { key: named, .. } if *named == key),
            "{fault:?}"
        );
        assert!(
            fault
                .to_string()
                .ends_with(&format!("is signed by no trusted key: the key {key} is unknown")),
            "{fault}"
        );
    }
}

/// Somebody with rights in the database adds a key of their own: it does not get among those that are believed.
#[tokio::test]
async fn a_key_that_was_planted_in_the_database_does_not_leave_it() {
    let folder = Folder::new();
    let app = app(&folder).await;
    let shop = shop(&app, "corner", 1).await;
    force(
        &app,
        "UPDATE audit.signing_key SET generation = 2;
         INSERT INTO audit.signing_key SELECT 1, left(encode(sha256(sha256(public_key)), 'hex'), 16), sha256(public_key), private_key, created_at FROM audit.signing_key",
    )
    .await;
    shop.product("MILK", 120).await;
    sign(&app).await;
    assert_eq!(audit::read_keys(&folder.0).unwrap().read.len(), 1);
    assert_eq!(verify(&app, kept(&folder)).await.faults, vec![]);
}
