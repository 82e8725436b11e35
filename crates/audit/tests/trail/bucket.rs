//! Checkpoints in a bucket: written once, believed from there, and nothing waits for a store that is away.

use std::{collections::BTreeMap, time::Duration};

use audit::{Bucket, BucketSettings, Checkpoint, Destination, Fault as Broken, Kept, Keys, Standing};
use chrono::TimeDelta;
use contracts::contexts::AUDIT;
use kernel::{Secrets, secret::SecretRef};
use testkit::{
    Config, Shop, TestApp,
    s3_server::{self, Fault, S3Server},
};

use crate::support::{Folder, count, force, shop, sign, verify};

/// A store, an app that writes its checkpoints there and to a folder, and the files with its keys.
struct World {
    store: S3Server,
    folder: Folder,
    settings: BucketSettings,
    app: TestApp,
}

async fn world() -> World {
    let folder = Folder::new();
    std::fs::create_dir_all(&folder.0).unwrap();
    let secret = |name: &str, value: &str| {
        let file = folder.0.join(name);
        std::fs::write(&file, value).unwrap();
        Some(SecretRef::File(file))
    };
    let store = S3Server::start().await;
    let settings = BucketSettings {
        name: s3_server::BUCKET.to_owned(),
        prefix: "shops of/tests".to_owned(),
        endpoint: Some(store.url()),
        region: s3_server::REGION.to_owned(),
        access_key: secret("access-key", s3_server::ACCESS_KEY),
        secret_key: secret("secret-key", s3_server::SECRET_KEY),
    };
    let mut config = Config::default();
    config.audit.checkpoints = Some(Destination::Folder(folder.0.join("kept")));
    config.audit.bucket = Some(settings.clone());
    let app = TestApp::with(config).await;
    World {
        store,
        folder,
        settings,
        app,
    }
}

impl World {
    /// What is kept in the bucket.
    async fn kept(&self) -> Kept {
        let bucket = Bucket::open(self.settings.clone(), &Secrets::Here).unwrap();
        let (keys, lines) = bucket.read().await.unwrap();
        let mut kept = Kept {
            keys: Keys::default(),
            checkpoints: lines.read.iter().map(|line| Checkpoint::of(line).unwrap()).collect(),
        };
        for key in &keys.read {
            assert!(kept.keys.add(key));
        }
        assert_eq!((keys.unreadable, lines.unreadable), (vec![], vec![]));
        kept
    }

    /// What the operator is told of the folder and of the bucket.
    async fn standing(&self) -> (Standing, Standing) {
        let mut settings = audit::AuditSettings::default();
        settings.checkpoints = Some(Destination::Folder(self.folder.0.join("kept")));
        settings.bucket = Some(self.settings.clone());
        let db = &self.app.deps(AUDIT).db;
        let mut all = audit::standing(db, &settings, &Secrets::Here).await.unwrap();
        let bucket = all.pop().unwrap();
        (all.pop().unwrap(), bucket)
    }

    /// Everything in the bucket but the keys.
    fn written(&self) -> BTreeMap<String, Vec<u8>> {
        let mut objects = self.store.objects();
        objects.retain(|name, _| name.starts_with("shops of/tests/checkpoints/2026-03-0"));
        objects
    }

    async fn signed(&self) -> usize {
        let signed = count(&self.app, "SELECT count(*) FROM audit.checkpoint").await;
        usize::try_from(signed).unwrap()
    }
}

async fn sell(world: &World, shop: &Shop) {
    let product = shop.product(&format!("T{}", uuid::Uuid::now_v7().simple()), 250).await;
    shop.sell(&shop.admin(), &[(product, 1000)]).await.expect(201);
    sign(&world.app).await;
}

#[tokio::test]
async fn what_was_cut_off_is_found_by_what_the_bucket_has() {
    let world = world().await;
    let shop = shop(&world.app, "corner", 1).await;
    for _ in 0..3 {
        sell(&world, &shop).await;
    }
    let kept = world.kept().await;
    assert_eq!(kept.checkpoints.len(), world.signed().await);
    assert!(
        world.written().len() >= 3,
        "several objects, on several pages of a list"
    );
    let keys = world
        .store
        .objects()
        .into_keys()
        .filter(|name| name.starts_with("shops of/tests/keys/"));
    assert_eq!(keys.count(), 1);
    assert_eq!(verify(&world.app, kept.clone()).await.faults, vec![]);
    assert_eq!(world.store.take_refused(), Vec::<String>::new());
    let (folder, bucket) = world.standing().await;
    assert_eq!((folder.waits_since, folder.away), (None, None));
    assert_eq!((bucket.waits_since, bucket.away), (None, None));
    force(
        &world.app,
        "DELETE FROM audit.entry WHERE number > 5; DELETE FROM audit.checkpoint WHERE size > 5;
         UPDATE audit.chain SET size = 5, head = (SELECT hash FROM audit.entry WHERE number = 5)",
    )
    .await;
    assert_eq!(verify(&world.app, Kept::default()).await.faults, vec![]);
    let faults = verify(&world.app, kept).await.faults;
    assert!(
        matches!(faults[..], [(_, Broken::CutOff { size: 5, .. })]),
        "{faults:?}"
    );
}

/// Also what was written and is not remembered, as after a crash, is not written over; and what somebody planted is told, not replaced.
#[tokio::test]
async fn nothing_in_the_bucket_is_ever_written_over() {
    let world = world().await;
    let shop = shop(&world.app, "corner", 1).await;
    sell(&world, &shop).await;
    force(&world.app, "DELETE FROM audit.exported").await;
    world.app.settle().await;
    let all = world.written();
    force(&world.app, "DELETE FROM audit.exported").await;
    world.app.settle().await;
    assert_eq!(
        world.store.take_refused(),
        ["PreconditionFailed"],
        "the same under the same name"
    );
    assert_eq!(world.written(), all);
    assert_eq!(world.standing().await.1.waits_since, None);

    let whole = all.iter().max_by_key(|(_, content)| content.len()).unwrap().0;
    world.store.plant(whole, b"{}\n");
    force(
        &world.app,
        "DELETE FROM audit.exported WHERE destination LIKE 'bucket:%'",
    )
    .await;
    world.app.settle().await;
    assert_eq!(world.store.take_refused(), ["PreconditionFailed"]);
    assert_eq!(world.written()[whole], b"{}\n", "it stays as it is, for whoever looks");
    assert!(world.standing().await.1.waits_since.is_some());
    // What comes later has another name, and what waited is in it.
    sell(&world, &shop).await;
    assert_eq!(world.standing().await.1.waits_since, None);
    let (_, lines) = Bucket::open(world.settings.clone(), &Secrets::Here)
        .unwrap()
        .read()
        .await
        .unwrap();
    let mut sizes: Vec<i64> = lines.read.iter().map(|line| line.size).collect();
    sizes.dedup();
    assert!(
        sizes.len() >= world.signed().await && lines.unreadable.len() == 1,
        "{lines:?}"
    );
}

/// The store is away in every way that it can be: shops sell, chains grow and are signed, the folder has what was signed, the operator is told, the
/// store is not stormed, and it catches up.
#[tokio::test]
async fn a_store_that_is_away_holds_up_nothing_and_is_caught_up() {
    let metrics = kernel::telemetry::metrics_handle();
    let world = world().await;
    let shop = shop(&world.app, "corner", 1).await;
    sell(&world, &shop).await;
    for (fault, is_said) in [
        (Fault::SlowDown, Some("SlowDown")),
        (Fault::Forbidden, Some("AccessDenied")),
        (Fault::Down, Some("")),
        (Fault::Slow(Duration::from_secs(7)), Some("")),
        (Fault::LostAnswers, None),
    ] {
        let (before, asked) = (world.signed().await, world.store.asked("PUT"));
        world.store.set(fault);
        let began = std::time::Instant::now();
        sell(&world, &shop).await;
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "{fault:?}: tries are bounded"
        );
        assert!(world.store.asked("PUT") <= asked + 6, "{fault:?}: it is not stormed");
        assert_eq!(world.signed().await, before + 1, "{fault:?}: it was signed");
        let unchained = count(&world.app, "SELECT count(*) FROM audit.pending").await;
        assert_eq!(unchained, 0, "{fault:?}");
        let (folder, bucket) = world.standing().await;
        assert_eq!(folder.waits_since, None, "{fault:?}: the other place has it");
        match is_said {
            Some(why) => {
                assert!(bucket.waits_since.is_some(), "{fault:?}");
                assert!(bucket.away.is_some_and(|said| said.contains(why)), "{fault:?}");
            }
            // It was taken, and when it is tried again that is seen.
            None => assert_eq!(bucket.away, None, "{fault:?}"),
        }
        world.store.set(Fault::None);
        world.app.clock().advance(TimeDelta::seconds(61));
        world.app.settle().await;
        let (_, bucket) = world.standing().await;
        assert_eq!((bucket.waits_since, bucket.away), (None, None), "{fault:?}");
        world.store.take_refused();
    }
    let told = metrics.render();
    for metric in ["audit_unexported_age_seconds", "audit_export_failures_total"] {
        assert!(told.contains(&format!("{metric}{{place=\"bucket\"}}")), "{told}");
    }
    let kept = world.kept().await;
    let mut sizes: Vec<i64> = kept.checkpoints.iter().map(|checkpoint| checkpoint.size).collect();
    sizes.sort_unstable();
    sizes.dedup();
    assert_eq!(sizes.len(), world.signed().await, "nothing is missing");
    assert_eq!(verify(&world.app, kept).await.faults, vec![]);
}

#[tokio::test]
async fn another_key_is_refused_and_the_right_one_is_taken_without_a_restart() {
    let world = world().await;
    let Some(SecretRef::File(file)) = world.settings.secret_key.clone() else {
        unreachable!("it is in a file")
    };
    std::fs::write(&file, "another").unwrap();
    let shop = shop(&world.app, "corner", 1).await;
    sell(&world, &shop).await;
    assert!(
        world
            .store
            .take_refused()
            .iter()
            .all(|code| code == "SignatureDoesNotMatch")
    );
    assert!(world.store.objects().is_empty());
    std::fs::write(&file, s3_server::SECRET_KEY).unwrap();
    world.app.clock().advance(TimeDelta::seconds(61));
    world.app.settle().await;
    assert_eq!(world.standing().await.1.waits_since, None);
    assert!(!world.kept().await.checkpoints.is_empty());
}
