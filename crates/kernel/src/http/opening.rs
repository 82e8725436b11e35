//! The first words of a connection. hyper waits for them before any of its timers run, so a client that says nothing, or only half of
//! HTTP/2's preface, would hold its slot for ever: they are read here, under a limit, and given to hyper with the rest.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, ReadBuf};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Reads until the client has said which HTTP it speaks; None when it hung up before.
pub(super) async fn opened<S: AsyncRead + Unpin>(mut stream: S) -> Option<Opened<S>> {
    let (mut said, mut length) = ([0; PREFACE.len()], 0);
    loop {
        match stream.read(said.get_mut(length..).unwrap_or_default()).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => length += count,
        }
        let words = said.get(..length).unwrap_or_default();
        if words == PREFACE || !PREFACE.starts_with(words) {
            return Some(Opened {
                said: words.to_vec(),
                read: 0,
                stream,
            });
        }
    }
}

/// A connection whose first words were read, and are read again.
pub(super) struct Opened<S> {
    said: Vec<u8>,
    read: usize,
    stream: S,
}

impl<S: AsyncRead + Unpin> AsyncRead for Opened<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let rest = self.said.get(self.read..).unwrap_or_default();
        if rest.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, into);
        }
        let count = rest.len().min(into.remaining());
        into.put_slice(rest.get(..count).unwrap_or_default());
        self.read += count;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Opened<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
