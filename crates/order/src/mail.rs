//! Receipts by e-mail, through the mail server that whoever runs NovaPOS has configured.

use std::time::Duration;

use kernel::{Error, Result, Secrets, secret::SecretRef};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
    transport::smtp::authentication::Credentials,
};
use serde::{Deserialize, Serialize};

use crate::codes;

/// How long the mail server may take for one message.
const SEND_WITHIN: Duration = Duration::from_secs(10);
/// Characters of an address (RFC 5321, 4.5.3.1.3).
const ADDRESS_CHARS_MAX: usize = 254;

/// The mail server.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// `smtps://mail.example.com`, `smtp://mail.example.com:587?tls=required`, or `smtp://` without TLS on this computer.
    pub server: Option<String>,
    pub user: Option<String>,
    pub password: Option<SecretRef>,
    /// Who it is from: `Corner Shop <receipts@example.com>`.
    pub from: Option<String>,
}

/// A receipt as a message.
pub struct ReceiptMail {
    pub to: Mailbox,
    pub subject: String,
    pub text: String,
    pub file_name: String,
    pub pdf: Vec<u8>,
}

/// Sends messages. What it needs is read each time: a password that was changed holds from the next message on.
#[derive(Clone, Debug)]
pub struct Mailer {
    settings: MailSettings,
    secrets: Secrets,
}

impl Mailer {
    #[must_use]
    pub const fn new(settings: MailSettings, secrets: Secrets) -> Self {
        Self { settings, secrets }
    }

    #[must_use]
    pub const fn is_configured(&self) -> bool {
        self.settings.server.is_some() && self.settings.from.is_some()
    }

    /// Hands the message to the mail server.
    ///
    /// # Errors
    /// 409 `mail_not_configured`; 503 `secrets_unavailable` when its password cannot be had, `mail_not_sent` when the server does not
    /// take it within ten seconds. The address is in no error.
    pub async fn send(&self, mail: ReceiptMail) -> Result<()> {
        let (Some(server), Some(from)) = (&self.settings.server, &self.settings.from) else {
            return Err(codes::MAIL_NOT_CONFIGURED.error());
        };
        let message = message(from, mail)?;
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
            .map_err(|error| Error::internal(format!("mail.server is no address of a mail server: {error}")))?
            .timeout(Some(SEND_WITHIN));
        if let (Some(user), Some(password)) = (&self.settings.user, &self.settings.password) {
            let password = self.secrets.read(password).await?;
            transport = transport.credentials(Credentials::new(user.clone(), password.expose().to_owned()));
        }
        let sent = tokio::time::timeout(SEND_WITHIN, transport.build().send(message)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => {
                // What the server says may have the address in it.
                let status = error.status().map(|code| code.to_string());
                tracing::warn!(
                    status,
                    is_timeout = error.is_timeout(),
                    "the mail server did not take a receipt"
                );
                Err(codes::MAIL_NOT_SENT.error())
            }
            Err(_) => Err(codes::MAIL_NOT_SENT.error()),
        }
    }
}

/// An address that mail can go to.
///
/// # Errors
/// 422 `address_refused`.
pub fn address(text: &str) -> Result<Mailbox> {
    let refused = || codes::ADDRESS_REFUSED.error().at("/to", "invalid", "name@example.com");
    if text.chars().count() > ADDRESS_CHARS_MAX {
        return Err(refused());
    }
    let address: lettre::Address = text.trim().parse().map_err(|_| refused())?;
    Ok(Mailbox::new(None, address))
}

fn message(from: &str, mail: ReceiptMail) -> Result<Message> {
    let from: Mailbox = from
        .parse()
        .map_err(|error| Error::internal(format!("mail.from is no sender: {error}")))?;
    let pdf = ContentType::parse("application/pdf").map_err(|error| Error::internal(error.to_string()))?;
    Message::builder()
        .from(from)
        .to(mail.to)
        .subject(mail.subject)
        .multipart(
            MultiPart::mixed()
                .singlepart(SinglePart::plain(mail.text))
                .singlepart(Attachment::new(mail.file_name).body(mail.pdf, pdf)),
        )
        .map_err(|error| Error::internal(error.to_string()))
}
