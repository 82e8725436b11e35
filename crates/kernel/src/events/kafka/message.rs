//! An event as a message: binary CloudEvents 1.0. The key holds an aggregate's events in one partition; headers say what the event is; the
//! value is the payload as it is in the outbox.

use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use rdkafka::{
    Message,
    message::{Header, Headers, OwnedHeaders},
    producer::FutureRecord,
};
use uuid::Uuid;

use super::MESSAGE_BYTES_MAX;
use crate::{Context, events::Event, id::TenantId};

const SPEC_VERSION: &str = "1.0";
const CONTENT_TYPE: &str = "application/json";
/// A type's longest name in bytes.
const KIND_BYTES_MAX: usize = 200;
const TRACE_PARENT_BYTES_MAX: usize = 100;
/// Years that Postgres can hold and that make sense.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=9999;

/// Where events of a context come from: `/novapos/order`.
fn source_of(context: Context) -> String {
    format!("/novapos/{}", context.name)
}

/// The key of a message, and its headers: `FutureRecord` only borrows them.
pub(super) struct Outgoing<'e> {
    event: &'e Event,
    key: String,
    headers: OwnedHeaders,
}

impl<'e> Outgoing<'e> {
    pub(super) fn new(event: &'e Event, source: Context) -> Self {
        let mut headers = OwnedHeaders::new_with_capacity(11);
        let mut add = |key: &str, value: &str| {
            let all = std::mem::take(&mut headers);
            headers = all.insert(Header {
                key,
                value: Some(value),
            });
        };
        add("ce_id", &event.id.to_string());
        add("ce_type", &event.kind);
        add("ce_source", &source_of(source));
        add("ce_specversion", SPEC_VERSION);
        add("ce_time", &event.at.to_rfc3339_opts(SecondsFormat::Micros, true));
        add("ce_subject", &event.aggregate.to_string());
        add("ce_tenantid", &event.tenant.to_string());
        add("ce_aggregateversion", &event.version.to_string());
        add("ce_position", &event.position.to_string());
        add("content-type", CONTENT_TYPE);
        if let Some(parent) = &event.trace_parent {
            add("ce_traceparent", parent);
        }
        Self {
            event,
            key: format!("{}:{}", event.tenant, event.aggregate),
            headers,
        }
    }

    pub(super) fn record<'r>(&'r self, topic: &'r str) -> FutureRecord<'r, str, str> {
        FutureRecord::to(topic)
            .key(self.key.as_str())
            .headers(self.headers.clone())
            .payload(self.event.data.as_str())
    }
}

/// The event in a message of the source's topic.
///
/// # Errors
/// Why it is no event of that source, in words.
pub(super) fn read(message: &impl Message, source: Context) -> Result<Event, String> {
    let payload = message.payload().ok_or("it has no value")?;
    if payload.len() > MESSAGE_BYTES_MAX {
        return Err(format!("its value has more than {MESSAGE_BYTES_MAX} bytes"));
    }
    let header = |name: &str| header(message, name)?.ok_or_else(|| format!("it has no header {name}"));
    if header("ce_specversion")? != SPEC_VERSION {
        return Err(format!("ce_specversion is not {SPEC_VERSION}"));
    }
    if header("ce_source")? != source_of(source) {
        return Err(format!("ce_source is not {}", source_of(source)));
    }
    let kind = header("ce_type")?;
    if kind.is_empty() || kind.len() > KIND_BYTES_MAX {
        return Err(format!("ce_type is not 1 to {KIND_BYTES_MAX} bytes long"));
    }
    let id =
        |name: &str| -> Result<Uuid, String> { header(name)?.parse().map_err(|_| format!("{name} is not a UUID")) };
    Ok(Event {
        tenant: TenantId::from_uuid(id("ce_tenantid")?),
        id: id("ce_id")?,
        position: header("ce_position")?
            .parse()
            .ok()
            .filter(|position| *position >= 1)
            .ok_or("ce_position is not a number from 1 on")?,
        kind: kind.to_owned(),
        aggregate: id("ce_subject")?,
        version: header("ce_aggregateversion")?
            .parse()
            .ok()
            .filter(|version| *version >= 1)
            .ok_or("ce_aggregateversion is not a number from 1 on")?,
        at: header("ce_time")?
            .parse::<DateTime<Utc>>()
            .ok()
            .filter(|at| YEARS.contains(&at.year()))
            .ok_or("ce_time is not a time")?,
        trace_parent: self::header(message, "ce_traceparent")?
            .filter(|parent| parent.len() <= TRACE_PARENT_BYTES_MAX)
            .map(str::to_owned),
        data: text(payload).ok_or("its value is not text")?.to_owned(),
    })
}

/// The first header of this name.
fn header<'m>(message: &'m impl Message, name: &str) -> Result<Option<&'m str>, String> {
    let Some(headers) = message.headers() else {
        return Ok(None);
    };
    match headers
        .iter()
        .find(|header| header.key == name)
        .and_then(|header| header.value)
    {
        None => Ok(None),
        Some(value) => match text(value) {
            Some(value) => Ok(Some(value)),
            None => Err(format!("the header {name} is not text")),
        },
    }
}

/// Text that Postgres can hold: UTF-8, without NUL.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use rdkafka::{Timestamp, message::OwnedMessage};

    use super::*;

    const SOURCE: Context = Context::new("order", "orders");
    /// Without one of these a message is no event.
    const NEEDED: [&str; 9] = [
        "ce_id",
        "ce_type",
        "ce_source",
        "ce_specversion",
        "ce_time",
        "ce_subject",
        "ce_tenantid",
        "ce_aggregateversion",
        "ce_position",
    ];

    fn event() -> Event {
        Event {
            tenant: TenantId::from_uuid(Uuid::from_u128(1)),
            id: Uuid::from_u128(2),
            position: 17,
            kind: "order.completed".to_owned(),
            aggregate: Uuid::from_u128(3),
            version: 4,
            at: "2026-03-02T10:00:00.123456Z".parse().unwrap(),
            trace_parent: Some("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01".to_owned()),
            data: "{\"name\":\"Käse\"}".to_owned(),
        }
    }

    fn message(key: &str, headers: OwnedHeaders, payload: Option<Vec<u8>>) -> OwnedMessage {
        OwnedMessage::new(
            payload,
            Some(key.as_bytes().to_vec()),
            "novapos.order".to_owned(),
            Timestamp::NotAvailable,
            0,
            0,
            Some(headers),
        )
    }

    /// The message of the event, with one header of another value, or with none of that name.
    fn with(name: &str, value: Option<&[u8]>) -> Result<Event, String> {
        let event = event();
        let outgoing = Outgoing::new(&event, SOURCE);
        let mut headers = OwnedHeaders::new();
        for header in outgoing.headers.iter().filter(|header| header.key != name) {
            headers = headers.insert(header);
        }
        if value.is_some() {
            headers = headers.insert(Header { key: name, value });
        }
        read(&message(&outgoing.key, headers, Some(event.data.into_bytes())), SOURCE)
    }

    #[test]
    fn an_event_is_read_as_it_was_written() {
        let event = event();
        let outgoing = Outgoing::new(&event, SOURCE);
        assert_eq!(
            outgoing.key,
            "00000000-0000-0000-0000-000000000001:00000000-0000-0000-0000-000000000003"
        );
        let named: Vec<&str> = outgoing.headers.iter().map(|header| header.key).collect();
        for name in NEEDED.iter().chain(&["ce_traceparent", "content-type"]) {
            assert!(named.contains(name), "{name}");
        }
        let message = message(
            &outgoing.key,
            outgoing.headers.clone(),
            Some(event.data.clone().into_bytes()),
        );
        assert_eq!(format!("{:?}", read(&message, SOURCE).unwrap()), format!("{event:?}"));
    }

    #[test]
    fn what_is_no_event_of_ours_is_refused_with_a_reason() {
        for name in NEEDED {
            assert_eq!(with(name, None).unwrap_err(), format!("it has no header {name}"));
            assert_eq!(
                with(name, Some(b"\xff")).unwrap_err(),
                format!("the header {name} is not text")
            );
            assert_eq!(
                with(name, Some(b"a\0b")).unwrap_err(),
                format!("the header {name} is not text")
            );
            assert!(with(name, Some(b"")).unwrap_err().contains(name));
        }
        for (name, value) in [
            ("ce_source", "/novapos/product"),
            ("ce_aggregateversion", "0"),
            ("ce_aggregateversion", "2147483648"),
            ("ce_position", "-1"),
            ("ce_time", "0001-01-01T00:00:00Z"),
        ] {
            assert!(
                with(name, Some(value.as_bytes())).unwrap_err().contains(name),
                "{name}: {value}"
            );
        }
        assert!(with("ce_traceparent", None).unwrap().trace_parent.is_none());
    }

    #[test]
    fn a_value_is_text_and_not_too_long() {
        let event = event();
        let of = |payload| read(&message("k", Outgoing::new(&event, SOURCE).headers, payload), SOURCE);
        assert!(of(None).unwrap_err().contains("no value"));
        assert!(of(Some(vec![0xff])).unwrap_err().contains("not text"));
        assert!(of(Some(b"a\0".to_vec())).unwrap_err().contains("not text"));
        assert!(
            of(Some(vec![b' '; MESSAGE_BYTES_MAX + 1]))
                .unwrap_err()
                .contains("bytes")
        );
        assert!(of(Some(vec![b' '; MESSAGE_BYTES_MAX])).is_ok());
    }
}
