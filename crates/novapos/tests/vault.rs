//! The program with its secrets in Vault: it serves, says how it stands, and refuses in words.
#![expect(clippy::unwrap_used, reason = "a test may end with a panic")]

#[path = "support/serving.rs"]
mod serving;

use std::{
    io::{BufReader, Read as _},
    process::{Command, Stdio},
};

use kernel::{Clock, secret::SecretRef, vault::Login};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use serving::until_serving;
use testkit::{
    AUTH_KEY, TestApp,
    vault_server::{Fault, admin::VaultPlace},
};

/// A command of the program whose password and key are in Vault, and signed in there by the role.
async fn command(app: &TestApp, place: &VaultPlace, arguments: &[&str]) -> Command {
    let settings = place.settings().await;
    let Login::Approle {
        role_id,
        secret_id,
        mount,
    } = &settings.login
    else {
        unreachable!()
    };
    let SecretRef::File(file) = secret_id else {
        unreachable!()
    };
    let login = format!(
        "{{approle={{role_id={role_id:?}, secret_id={:?}, mount={mount:?}}}}}",
        format!("file:{}", file.display())
    );
    let socket = app.database().socket_folder().display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_novapos"));
    command
        .args(arguments)
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .env(
            "NOVAPOS__DATABASE__URL",
            format!("postgres:///{}?host={socket}&user=novapos", app.database().name()),
        )
        .env("NOVAPOS__DATABASE__PASSWORD", "vault:novapos/database#password")
        .env("NOVAPOS__AUTH__KEY", "vault:novapos/auth#key")
        .env("NOVAPOS__VAULT__ADDRESS", &settings.address)
        .env("NOVAPOS__VAULT__MOUNT", &settings.mount)
        .env("NOVAPOS__VAULT__TRANSIT_MOUNT", &settings.transit_mount)
        .env("NOVAPOS__VAULT__START_WITHIN_S", "1")
        .env("NOVAPOS__VAULT__LOGIN", login)
        .env("NOVAPOS__LISTEN__PORT", "0")
        .env("NOVAPOS__LISTEN__ADMIN_PORT", "0");
    command
}

async fn output(mut command: Command) -> (bool, String) {
    let output = tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

async fn place() -> VaultPlace {
    let place = VaultPlace::stub(Clock::system()).await;
    place
        .put("database", json!({"password": "canary-of-the-database"}))
        .await;
    place.put("auth", json!({"key": AUTH_KEY})).await;
    place
}

#[tokio::test(flavor = "multi_thread")]
async fn the_databases_password_and_the_key_of_keys_come_from_vault() {
    let app = TestApp::start().await;
    app.shop("corner").await;
    let place = place().await;
    let mut serve = command(&app, &place, &["serve"]).await;
    let served = tokio::task::spawn_blocking(move || {
        let mut child = serve.spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let (port, mut said) = until_serving(&mut log);
        kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
        log.read_to_string(&mut said).unwrap();
        (child.wait().unwrap().success(), port, said)
    });
    let (well, _, said) = served.await.unwrap();
    assert!(well, "{said}");
    assert_eq!(
        (place.reads("database"), place.reads("auth"), place.logins()),
        (1, 1, 1)
    );
    assert!(
        !said.contains("canary") && !said.contains(AUTH_KEY) && !said.contains("hvs."),
        "{said}"
    );

    // The shop's signing key opens with the key that Vault gave, and moves into Vault.
    let rotated = output(command(&app, &place, &["keys", "rotate"]).await).await;
    assert!(rotated.0, "{}", rotated.1);
    let mut rewrap = command(&app, &place, &["keys", "rewrap"]).await;
    rewrap.env("NOVAPOS__VAULT__WRAP_KEYS", "true");
    let rewrapped = output(rewrap).await;
    assert!(
        rewrapped.0 && rewrapped.1.contains("2 keys were wrapped anew"),
        "{}",
        rewrapped.1
    );

    place.put("auth", json!({"key": "another key than before"})).await;
    place.delete("database").await;
    let (_, said) = output(command(&app, &place, &["serve"]).await).await;
    assert!(
        said.contains("vault:novapos/database#password in the configuration cannot be read"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_vault_it_does_not_start_and_the_doctor_says_why() {
    let app = TestApp::start().await;
    let place = place().await;
    let (_, said) = output(command(&app, &place, &["doctor"]).await).await;
    assert!(said.contains("ok       Vault at http://127.0.0.1"), "{said}");
    assert!(said.contains("the token is good for 3"), "{said}");

    let (serve, doctor) = (
        command(&app, &place, &["serve"]).await,
        command(&app, &place, &["doctor"]).await,
    );
    place.stub.as_ref().unwrap().set(Fault::Sealed);
    let (well, said) = output(doctor).await;
    assert!(
        !well && said.contains("PROBLEM  Vault at") && said.contains("sealed"),
        "{said}"
    );
    let (well, said) = output(serve).await;
    assert!(
        !well && said.contains("waiting for Vault") && said.contains("Start or unseal it"),
        "{said}"
    );
}
