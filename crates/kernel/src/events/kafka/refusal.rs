//! Why a cluster does not let us in, in words that say what to do. The library tells it to its callbacks alone; whoever asked hears only that
//! nobody answered.

use rdkafka::error::{KafkaError, RDKafkaErrorCode};

const UNKNOWN_AUTHORITY: &str = "Its certificate is signed by nobody whom this program trusts: put the certificate of its authority (PEM) into the file that events.kafka.ca_file names.";
const NO_TLS: &str = "No TLS comes about: does this port speak it, and is events.kafka.security right?";
const NOT_LET_IN: &str = "It does not let this user in: are events.kafka.sasl.username, .password and .mechanism right, and does the cluster have the user?";

/// What to do about this error, when it is one of being let in.
pub(super) fn words(error: &KafkaError, reason: &str) -> Option<&'static str> {
    match error.rdkafka_error_code()? {
        RDKafkaErrorCode::SSL if reason.contains("certificate verify failed") => Some(UNKNOWN_AUTHORITY),
        RDKafkaErrorCode::SSL => Some(NO_TLS),
        RDKafkaErrorCode::Authentication | RDKafkaErrorCode::SaslAuthenticationFailed => Some(NOT_LET_IN),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_let_in_hears_what_to_do() {
        let said = |code, reason| words(&KafkaError::Global(code), reason).unwrap_or_default();
        let unverified =
            "ssl://k:9093/bootstrap: SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: ...";
        assert!(said(RDKafkaErrorCode::SSL, unverified).contains("ca_file"));
        assert!(said(RDKafkaErrorCode::SSL, "disconnected").contains("security"));
        assert!(said(RDKafkaErrorCode::Authentication, "SASL authentication error").contains("password"));
        assert_eq!(said(RDKafkaErrorCode::BrokerTransportFailure, "Connection refused"), "");
    }
}
