//! A mail server for tests: takes every message (RFC 5321, as much as a client needs), or refuses it.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

#[derive(Default)]
struct Mail {
    messages: Mutex<Vec<String>>,
    is_refusing: AtomicBool,
}

/// It runs until the test ends.
pub struct MailServer {
    address: SocketAddr,
    mail: Arc<Mail>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let mail = Arc::<Mail>::default();
        let taken = Arc::clone(&mail);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&taken)));
            }
        });
        Self { address, mail }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on it says no to every message, or yes again.
    pub fn refuse(&self, is_refusing: bool) {
        self.mail.is_refusing.store(is_refusing, Ordering::SeqCst);
    }

    /// What was sent, with headers.
    pub fn messages(&self) -> Vec<String> {
        self.mail
            .messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

async fn converse(stream: TcpStream, mail: Arc<Mail>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    say(&mut stream, "220 ready").await?;
    loop {
        line.clear();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.get(..4).unwrap_or_default() {
            "DATA" if mail.is_refusing.load(Ordering::SeqCst) => say(&mut stream, "554 not today").await?,
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                let mut message = String::new();
                while !message.ends_with("\r\n.\r\n") {
                    if stream.read_line(&mut message).await.ok()? == 0 {
                        return None;
                    }
                }
                mail.messages
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(message);
                say(&mut stream, "250 taken").await?;
            }
            "QUIT" => return say(&mut stream, "221 bye").await,
            _ => say(&mut stream, "250 yes").await?,
        }
    }
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> Option<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}
