//! Three brokers that keep each event: what one of them has, another has, too.

use std::thread;

use super::{Addition, Broker, ports};

const BROKERS: usize = 3;
/// An id for each broker's folder: Kafka writes sixteen bytes so.
const FOLDERS: [&str; BROKERS] = [
    "novaposTestsBrokerOneA",
    "novaposTestsBrokerTwoA",
    "novaposTestsBroker3rdA",
];
const SETTINGS: &str = "
node.id=__node__
controller.quorum.bootstrap.servers=__controllers__
default.replication.factor=3
min.insync.replicas=2
offsets.topic.replication.factor=3
transaction.state.log.replication.factor=3
transaction.state.log.min.isr=2
share.coordinator.state.topic.replication.factor=3
share.coordinator.state.topic.min.isr=2
";

pub struct Several {
    brokers: Vec<Broker>,
}

impl Several {
    /// Starts them, and waits until each accepts connections: one alone is no cluster.
    ///
    /// # Panics
    /// When one does not start, with what it said.
    pub fn start() -> Self {
        let ports: Vec<(u16, u16)> = (0..BROKERS).map(|_| (ports::free(), ports::free())).collect();
        let starting: Vec<_> = (0..BROKERS)
            .map(|place| {
                let ports = ports.clone();
                thread::spawn(move || Broker::new(ports[place], |_| Ok(addition(place, &ports))))
            })
            .collect();
        let started = starting.into_iter().map(|broker| broker.join().expect("a thread"));
        let brokers: Result<Vec<Broker>, String> = started.collect();
        Self {
            brokers: brokers.unwrap_or_else(|why| panic!("one of the tests' brokers did not start: {why}")),
        }
    }

    /// Where they are, for clients.
    pub fn addresses(&self) -> String {
        let addresses: Vec<String> = self.brokers.iter().map(Broker::address).collect();
        addresses.join(",")
    }

    /// One of them.
    pub fn broker(&self, place: usize) -> &Broker {
        &self.brokers[place]
    }
}

fn addition(place: usize, ports: &[(u16, u16)]) -> Addition {
    let controllers: Vec<String> = ports.iter().map(|(_, port)| format!("127.0.0.1:{port}")).collect();
    let voters: Vec<String> = (0..BROKERS)
        .map(|voter| format!("{}@{}:{}", voter + 1, controllers[voter], FOLDERS[voter]))
        .collect();
    Addition {
        settings: SETTINGS
            .replace("__node__", &(place + 1).to_string())
            .replace("__controllers__", &controllers.join(",")),
        format: vec!["--initial-controllers".to_owned(), voters.join(",")],
    }
}
