//! Receipt printers in the shop's own network. Only whoever starts `novapos up` names them: a server for many shops never connects to an
//! address that one of them chose.

use std::{io, str::FromStr, sync::Arc, time::Duration};

use kernel::Result;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::Mutex,
};

use crate::codes;

/// Where printers listen for what to print.
const PORT: u16 = 9100;
const CONNECT_WITHIN: Duration = Duration::from_secs(2);
/// How long a receipt may take, with those that the same printer has to print before it.
const PRINT_WITHIN: Duration = Duration::from_secs(10);
/// How long a printer may take to close the connection. Not all do.
const CLOSE_WITHIN: Duration = Duration::from_secs(1);
/// The most bytes of what a printer says meanwhile that are looked at.
const SAID_MAX: usize = 64;

/// A printer: of one register, or of all that have none of their own.
#[derive(Clone, Debug)]
pub struct Printer {
    series: Option<String>,
    host: String,
    port: u16,
    /// A printer takes one connection at a time.
    turn: Arc<Mutex<()>>,
}

/// As it is typed: `192.0.2.10`, `printer.example.com:9100`, or with the register's series before it, as its receipts have it: `A1=192.0.2.10`.
impl FromStr for Printer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (series, address) = match text.split_once('=') {
            None => (None, text),
            Some((series, address)) => (Some(series), address),
        };
        if series.is_some_and(|series| series.is_empty() || !series.chars().all(is_of_series)) {
            return Err(
                "before the `=` stands the series of a register, such as A1: its receipts begin with it".to_owned(),
            );
        }
        let (host, port) = match address.rsplit_once(':') {
            None => (address, PORT),
            Some((host, port)) => (host, port.parse().map_err(|_| format!("`{port}` is no port"))?),
        };
        let is_host = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
        if host.is_empty() || !host.chars().all(is_host) {
            return Err(format!(
                "`{host}` is no printer's address, such as 192.0.2.10 or printer.example.com"
            ));
        }
        Ok(Self {
            series: series.map(str::to_owned),
            host: host.to_owned(),
            port,
            turn: Arc::default(),
        })
    }
}

const fn is_of_series(letter: char) -> bool {
    letter.is_ascii_uppercase() || letter.is_ascii_digit()
}

impl Printer {
    /// Sends the bytes.
    ///
    /// # Errors
    /// 503 `printer_not_reached` when the printer does not take them within ten seconds.
    pub async fn print(&self, bytes: &[u8]) -> Result<()> {
        let sent = tokio::time::timeout(PRINT_WITHIN, self.send(bytes)).await;
        let cause = match sent {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(cause)) => cause.to_string(),
            Err(_) => "it took too long".to_owned(),
        };
        tracing::warn!(host = self.host, port = self.port, cause, "a receipt was not printed");
        Err(codes::PRINTER_NOT_REACHED.error())
    }

    async fn send(&self, bytes: &[u8]) -> io::Result<()> {
        let _turn = self.turn.lock().await;
        let connecting = TcpStream::connect((self.host.as_str(), self.port));
        let mut stream = tokio::time::timeout(CONNECT_WITHIN, connecting).await??;
        stream.write_all(bytes).await?;
        stream.shutdown().await?;
        // Closed by us before all was read there, some printers drop the rest.
        let mut said = [0; SAID_MAX];
        let _closed = tokio::time::timeout(CLOSE_WITHIN, stream.read(&mut said)).await;
        Ok(())
    }
}

/// The printers of this computer's registers.
#[derive(Clone, Debug, Default)]
pub struct Printers(Vec<Printer>);

impl Printers {
    #[must_use]
    pub const fn new(printers: Vec<Printer>) -> Self {
        Self(printers)
    }

    /// The printer of the register of this series, else the one of all.
    ///
    /// # Errors
    /// 409 `printer_not_configured`.
    pub fn of(&self, series: &str) -> Result<&Printer> {
        let of = |wanted| self.0.iter().find(|printer| printer.series.as_deref() == wanted);
        of(Some(series))
            .or_else(|| of(None))
            .ok_or_else(|| codes::PRINTER_NOT_CONFIGURED.error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printer_is_typed_with_or_without_its_register_and_port() {
        for (text, series, host, port) in [
            ("192.0.2.10", None, "192.0.2.10", 9100),
            ("printer.example.com:9101", None, "printer.example.com", 9101),
            ("A1=192.0.2.10", Some("A1"), "192.0.2.10", 9100),
        ] {
            let printer: Printer = text.parse().unwrap();
            assert_eq!(
                (printer.series.as_deref(), &*printer.host, printer.port),
                (series, host, port),
                "{text}"
            );
        }
        for text in [
            "",
            ":9100",
            "192.0.2.10:port",
            "192.0.2.10:99999",
            "=192.0.2.10",
            "till one=192.0.2.10",
            "http://192.0.2.10",
        ] {
            assert!(text.parse::<Printer>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_registers_own_printer_comes_before_that_of_all() {
        let both = Printers::new(vec!["192.0.2.1".parse().unwrap(), "A1=192.0.2.2".parse().unwrap()]);
        assert_eq!(both.of("A1").unwrap().host, "192.0.2.2");
        assert_eq!(both.of("A2").unwrap().host, "192.0.2.1");
        assert_eq!(
            Printers::default().of("A1").unwrap_err().code(),
            "printer_not_configured"
        );
    }
}
