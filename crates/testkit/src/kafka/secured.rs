//! A broker that also listens where only those come in who have a name and a password, over TLS. Its certificates are made by `openssl`, which
//! only the tests of this need.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::{Addition, Broker, STARTS_MAX, ports};

/// It signs the broker's certificate.
const AUTHORITY: &str = "authority";
/// It signs nothing.
const OTHER_AUTHORITY: &str = "other-authority";
const SETTINGS: &str = "
listeners=PLAINTEXT://127.0.0.1:__broker_port__,SASL_SSL://127.0.0.1:__secured_port__,CONTROLLER://127.0.0.1:__controller_port__
advertised.listeners=PLAINTEXT://127.0.0.1:__broker_port__,SASL_SSL://127.0.0.1:__secured_port__,CONTROLLER://127.0.0.1:__controller_port__
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL
sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user___user__=\"__password__\";
ssl.keystore.type=PEM
ssl.keystore.location=__folder__/broker.pem
";

pub struct Secured {
    /// The same broker without TLS, for the test itself.
    pub broker: Broker,
    port: u16,
}

impl Secured {
    pub const USER: &str = "novapos";
    pub const PASSWORD: &str = "in-no-dictionary";

    /// Starts one, and waits until it accepts connections.
    ///
    /// # Panics
    /// When it does not start, with what it said.
    pub fn start() -> Self {
        let mut said = String::new();
        for _ in 0..STARTS_MAX {
            let port = ports::free();
            match Broker::new((ports::free(), ports::free()), |folder| addition(folder, port)) {
                Ok(broker) => return Self { broker, port },
                Err(why) => said = why,
            }
        }
        panic!("the tests' Kafka did not start: {said}");
    }

    /// `host:port`, for clients with a password.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The certificate of the authority that signed the broker's.
    pub fn authority(&self) -> PathBuf {
        self.broker.folder.join(format!("{AUTHORITY}.pem"))
    }

    /// That of another, which did not.
    pub fn other_authority(&self) -> PathBuf {
        self.broker.folder.join(format!("{OTHER_AUTHORITY}.pem"))
    }
}

fn addition(folder: &Path, port: u16) -> Result<Addition, String> {
    for authority in [AUTHORITY, OTHER_AUTHORITY] {
        certificate(folder, authority, &[])?;
    }
    let (signer, key) = (format!("{AUTHORITY}.pem"), format!("{AUTHORITY}.key"));
    let signed = ["-CA", &signer, "-CAkey", &key, "-addext", "subjectAltName=IP:127.0.0.1"];
    certificate(folder, "broker", &signed)?;
    // The broker wants both in one file.
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).map_err(|cause| format!("{name}: {cause}"));
    let both = read("broker.key")? + &read("broker.pem")?;
    std::fs::write(folder.join("broker.pem"), both).map_err(|cause| format!("broker.pem: {cause}"))?;
    Ok(Addition {
        settings: SETTINGS
            .replace("__secured_port__", &port.to_string())
            .replace("__user__", Secured::USER)
            .replace("__password__", Secured::PASSWORD),
        format: vec![
            "--standalone".to_owned(),
            "--add-scram".to_owned(),
            format!("SCRAM-SHA-512=[name={},password={}]", Secured::USER, Secured::PASSWORD),
        ],
    })
}

/// Makes `<name>.key` and `<name>.pem`, signed by itself unless the options say more.
fn certificate(folder: &Path, name: &str, options: &[&str]) -> Result<(), String> {
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "30",
        ])
        .args([
            "-subj",
            &format!("/CN={name}"),
            "-keyout",
            &format!("{name}.key"),
            "-out",
            &format!("{name}.pem"),
        ])
        .args(options)
        .current_dir(folder)
        .output()
        .map_err(|cause| format!("openssl: {cause}"))?;
    if made.status.success() {
        Ok(())
    } else {
        Err(format!("openssl: {}", String::from_utf8_lossy(&made.stderr)))
    }
}
