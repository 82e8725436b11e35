//! A receipt printer for tests: takes what it is sent, one connection after another.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{io::AsyncReadExt as _, net::TcpListener};

/// It runs until the test ends.
pub struct ReceiptPrinter {
    address: SocketAddr,
    sheets: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl ReceiptPrinter {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let sheets = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let printed = Arc::clone(&sheets);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut sheet = Vec::new();
                if stream.read_to_end(&mut sheet).await.is_ok() {
                    printed.lock().unwrap_or_else(PoisonError::into_inner).push(sheet);
                }
            }
        });
        Self { address, sheets }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was printed, a sheet for each connection.
    pub fn sheets(&self) -> Vec<Vec<u8>> {
        self.sheets.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
