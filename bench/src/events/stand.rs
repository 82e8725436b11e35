//! One NovaPOS on one of the two buses.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use sqlx::Executor;
use testkit::kafka::Broker;

use crate::server::{Folder, Place, Server};

/// What carries the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arm {
    Log,
    Kafka,
}

impl Arm {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Kafka => "kafka",
        }
    }
}

pub struct Stand {
    pub arm: Arm,
    pub server: Server,
    /// A real one; [`Arm::Kafka`]'s.
    pub broker: Option<Broker>,
    place: Place,
}

impl Stand {
    /// Starts it in this folder, with a Postgres that remembers when each transaction was committed.
    pub async fn start(arm: Arm, novapos: &Path, folder: &Folder) -> Result<Self> {
        let broker = (arm == Arm::Kafka).then(Broker::start);
        let novapos = fs::canonicalize(novapos).context("finding novapos")?;
        let place = Place::new(novapos, folder.path.join("home"))?.with(settings(broker.as_ref()));
        let (mut server, _) = place.start().await?;
        let mut admin = server.postgres.connect_novapos().await?;
        admin.execute("ALTER SYSTEM SET track_commit_timestamp = on").await?;
        drop(admin);
        server.stop().await?;
        server.start_again().await?;
        Ok(Self {
            arm,
            server,
            broker,
            place,
        })
    }

    pub fn last_words(&self) -> String {
        self.place.last_words()
    }

    pub async fn stop(&mut self) -> Result<()> {
        self.server.stop().await
    }
}

fn settings(broker: Option<&Broker>) -> Vec<(&'static str, String)> {
    broker.map_or_else(Vec::new, |broker| {
        vec![
            ("NOVAPOS__EVENTS__BUS", "kafka".to_owned()),
            ("NOVAPOS__EVENTS__KAFKA__BROKERS", broker.address()),
            ("NOVAPOS__EVENTS__KAFKA__REPLICATION", "1".to_owned()),
        ]
    })
}
