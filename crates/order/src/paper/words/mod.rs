//! What stands on paper besides a shop's own words, in the language of its receipts, with numbers and moments as people write them there.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod nl;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use contracts::{auth::ReceiptLanguage, product::Unit};
use pricing::{Currency, format_minor};

use crate::document::TenderKind;

/// The words of one language.
pub struct Words {
    decimal_mark: char,
    /// As of chrono's `strftime`.
    moment: &'static str,
    pub copy: &'static str,
    pub served_by: &'static str,
    pub training: &'static str,
    pub voided: &'static str,
    pub voided_by: &'static str,
    pub subtotal: &'static str,
    pub discount: &'static str,
    pub net: &'static str,
    pub including: &'static str,
    pub on: &'static str,
    pub per: &'static str,
    pub total: &'static str,
    pub cash_rounding: &'static str,
    pub to_pay: &'static str,
    pub change: &'static str,
    pub thanks: &'static str,
    cash: &'static str,
    card: &'static str,
    crypto: &'static str,
    gift_card: &'static str,
    store_credit: &'static str,
    pub z: ZWords,
}

/// Those of a Z report.
pub struct ZWords {
    pub title: &'static str,
    pub business_day: &'static str,
    pub opened: &'static str,
    pub by: &'static str,
    pub closed: &'static str,
    pub counted_by: &'static str,
    pub approved_by: &'static str,
    pub receipts: &'static str,
    pub to: &'static str,
    pub sales: &'static str,
    pub voids: &'static str,
    pub discounts: &'static str,
    pub float: &'static str,
    pub cash_sales: &'static str,
    pub given_back: &'static str,
    pub paid_in: &'static str,
    pub paid_out: &'static str,
    pub dropped: &'static str,
    pub from_safe: &'static str,
    pub no_sales: &'static str,
    pub expected: &'static str,
    pub counted: &'static str,
    pub variance: &'static str,
    pub left: &'static str,
    pub since: &'static str,
    pub all_sales: &'static str,
    pub all_voids: &'static str,
    pub seal: &'static str,
}

impl Words {
    #[must_use]
    pub const fn of(language: ReceiptLanguage) -> &'static Self {
        match language {
            ReceiptLanguage::En => &en::WORDS,
            ReceiptLanguage::De => &de::WORDS,
            ReceiptLanguage::Fr => &fr::WORDS,
            ReceiptLanguage::Es => &es::WORDS,
            ReceiptLanguage::It => &it::WORDS,
            ReceiptLanguage::Nl => &nl::WORDS,
        }
    }

    /// An amount in its currency: 12.50.
    #[must_use]
    pub fn amount(&self, amount_minor: i64, currency: &contracts::Currency) -> String {
        match Currency::new(&currency.code, currency.exponent) {
            Ok(currency) => self.marked(&format_minor(amount_minor, &currency)),
            Err(_) => amount_minor.to_string(),
        }
    }

    /// 20 %, 8.875 %.
    #[must_use]
    pub fn percent(&self, rate_micro: i64) -> String {
        let (whole, rest) = (rate_micro / 10_000, rate_micro % 10_000);
        if rest == 0 {
            return format!("{whole} %");
        }
        let rest = format!("{rest:04}");
        self.marked(&format!("{whole}.{} %", rest.trim_end_matches('0')))
    }

    /// 1.5 kg, 3, 0.25 l: without digits that say nothing.
    #[must_use]
    pub fn quantity(&self, milli: i64, unit: Unit) -> String {
        let number = if milli % 1000 == 0 {
            (milli / 1000).to_string()
        } else {
            let decimal = format!("{}.{:03}", milli / 1000, milli % 1000);
            self.marked(decimal.trim_end_matches('0'))
        };
        match unit {
            Unit::Piece => number,
            Unit::Kilogram => format!("{number} kg"),
            Unit::Litre => format!("{number} l"),
            Unit::Metre => format!("{number} m"),
        }
    }

    /// Date and time of day in the store's zone; in UTC when that is none that is known.
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>, time_zone: &str) -> String {
        let zone: Tz = time_zone.parse().unwrap_or(Tz::UTC);
        at.with_timezone(&zone).format(self.moment).to_string()
    }

    /// A kind of tender as people call it.
    #[must_use]
    pub const fn tender(&self, kind: TenderKind) -> &'static str {
        match kind {
            TenderKind::Cash => self.cash,
            TenderKind::Card => self.card,
            TenderKind::Crypto => self.crypto,
            TenderKind::GiftCard => self.gift_card,
            TenderKind::StoreCredit => self.store_credit,
        }
    }

    fn marked(&self, number: &str) -> String {
        number.replace('.', &self.decimal_mark.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_have_no_idle_digits() {
        assert_eq!(en::WORDS.percent(200_000), "20 %");
        assert_eq!(en::WORDS.percent(88_750), "8.875 %");
        assert_eq!(de::WORDS.percent(88_750), "8,875 %");
    }

    #[test]
    fn quantities_have_no_idle_digits() {
        assert_eq!(en::WORDS.quantity(1500, Unit::Kilogram), "1.5 kg");
        assert_eq!(de::WORDS.quantity(1500, Unit::Kilogram), "1,5 kg");
        assert_eq!(en::WORDS.quantity(3000, Unit::Piece), "3");
        assert_eq!(en::WORDS.quantity(1, Unit::Litre), "0.001 l");
    }

    #[test]
    fn amounts_and_moments_are_written_as_people_write_them() {
        let euro = contracts::Currency {
            code: "EUR".to_owned(),
            exponent: 2,
        };
        let at = "2026-03-02T22:30:00Z".parse().unwrap();
        assert_eq!(
            (en::WORDS.amount(-1250, &euro), de::WORDS.amount(-1250, &euro)),
            ("-12.50".to_owned(), "-12,50".to_owned())
        );
        assert_eq!(en::WORDS.moment(at, "Europe/Berlin"), "2026-03-02 23:30");
        assert_eq!(de::WORDS.moment(at, "Europe/Berlin"), "02.03.2026 23:30");
    }

    /// The portal shows how a receipt will begin and end, in words of its own.
    #[test]
    fn the_portals_preview_has_the_same_words() {
        let preview = include_str!("../../../../../web/apps/admin/src/settings/receipt-preview.ts");
        for language in ReceiptLanguage::ALL {
            let (name, words) = (language.name(), Words::of(language));
            let at = "2026-11-28T17:30:00Z".parse().unwrap();
            let (served, moment, thanks) = (words.served_by, words.moment(at, "UTC"), words.thanks);
            let row = format!("{name}: {{ served: '{served}', moment: '{moment}', thanks: '{thanks}' }}");
            assert!(preview.contains(&row), "{row}");
        }
    }

    /// What prints in a row of its own fits one, and what stands before an amount leaves it its place.
    #[test]
    fn the_words_of_every_language_fit_the_paper() {
        for words in ReceiptLanguage::ALL.map(Words::of) {
            let alone = [words.copy, words.training, words.voided, words.thanks, words.z.since];
            assert!(alone.iter().all(|text| text.chars().count() <= 42), "{}", words.total);
            let z = &words.z;
            let before_amounts = [
                words.subtotal,
                words.cash_rounding,
                words.to_pay,
                words.change,
                words.gift_card,
                words.store_credit,
                z.float,
                z.cash_sales,
                z.given_back,
                z.paid_in,
                z.paid_out,
                z.dropped,
                z.from_safe,
                z.no_sales,
                z.expected,
                z.counted,
                z.variance,
                z.left,
                z.all_voids,
                z.discounts,
            ];
            assert!(
                before_amounts
                    .iter()
                    .all(|text| (1..=24).contains(&text.chars().count())),
                "{}",
                words.total
            );
        }
    }
}
