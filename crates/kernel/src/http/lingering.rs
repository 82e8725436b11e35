//! A request that is answered before its body was read to the end, because it is refused: the rest is read for nobody. A connection that is
//! closed over unread bytes is reset, and whoever still sends them never sees the answer.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Bytes, HttpBody};
use http_body_util::BodyExt as _;
use hyper::body::{Frame, Incoming, SizeHint};

use crate::tasks::Tasks;

/// As much is read for nobody: more than the largest body that is held in memory, a picture.
const BYTES_MAX: usize = 8 * 1024 * 1024;
/// And for so long.
const TIME_MAX: Duration = Duration::from_secs(2);

/// A body that is read on when nobody wants it any more.
pub(super) struct Lingering {
    body: Option<Incoming>,
    tasks: Tasks,
}

impl Lingering {
    pub(super) const fn new(body: Incoming, tasks: Tasks) -> Self {
        Self {
            body: Some(body),
            tasks,
        }
    }
}

impl HttpBody for Lingering {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let frame = std::task::ready!(Pin::new(body).poll_frame(cx));
        if !matches!(frame, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body
            .as_ref()
            .map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        if let Some(rest) = self.body.take().filter(|body| !body.is_end_stream()) {
            self.tasks.spawn(tokio::time::timeout(TIME_MAX, read_on(rest)));
        }
    }
}

async fn read_on(mut rest: Incoming) {
    let mut read = 0;
    while read < BYTES_MAX
        && let Some(Ok(frame)) = rest.frame().await
    {
        read += frame.data_ref().map_or(0, Bytes::len);
    }
}
