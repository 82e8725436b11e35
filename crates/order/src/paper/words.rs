//! What stands on paper besides a shop's own words, in the language of its receipts, with numbers and moments as people write them there.

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

const EN: Words = Words {
    decimal_mark: '.',
    moment: "%Y-%m-%d %H:%M",
    copy: "*** COPY ***",
    served_by: "Served by",
    training: "*** TRAINING: NOT A SALE ***",
    voided: "*** VOIDED ***",
    voided_by: "Voided by",
    subtotal: "Subtotal",
    discount: "Discount",
    net: "Net",
    including: "incl.",
    on: "on",
    per: "per",
    total: "TOTAL",
    cash_rounding: "Cash rounding",
    to_pay: "To pay",
    change: "Change",
    thanks: "Thank you!",
    cash: "Cash",
    card: "Card",
    crypto: "Crypto",
    gift_card: "Gift card",
    store_credit: "Store credit",
    z: ZWords {
        title: "Z REPORT",
        business_day: "Business day",
        opened: "Opened",
        by: "by",
        closed: "Closed",
        counted_by: "Counted by",
        approved_by: "Approved by",
        receipts: "Receipts",
        to: "to",
        sales: "SALES",
        voids: "VOIDS",
        discounts: "Discounts given",
        float: "Float",
        cash_sales: "Cash sales",
        given_back: "Cash given back",
        paid_in: "Paid in",
        paid_out: "Paid out",
        dropped: "Dropped to the safe",
        from_safe: "Change from the safe",
        no_sales: "Opened without sale",
        expected: "Expected",
        counted: "Counted",
        variance: "Over / short",
        left: "Left in drawer",
        since: "Since the first sale",
        all_sales: "Sales",
        all_voids: "Voids",
        seal: "Seal",
    },
};

const DE: Words = Words {
    decimal_mark: ',',
    moment: "%d.%m.%Y %H:%M",
    copy: "*** KOPIE ***",
    served_by: "Bedient von",
    training: "*** TRAINING: KEIN VERKAUF ***",
    voided: "*** STORNIERT ***",
    voided_by: "Storniert von",
    subtotal: "Zwischensumme",
    discount: "Rabatt",
    net: "Netto",
    including: "inkl.",
    on: "auf",
    per: "je",
    total: "SUMME",
    cash_rounding: "Rundung",
    to_pay: "Zu zahlen",
    change: "Rückgeld",
    thanks: "Vielen Dank!",
    cash: "Bar",
    card: "Karte",
    crypto: "Krypto",
    gift_card: "Gutschein",
    store_credit: "Guthaben",
    z: ZWords {
        title: "Z-BERICHT",
        business_day: "Geschäftstag",
        opened: "Geöffnet",
        by: "von",
        closed: "Abgeschlossen",
        counted_by: "Gezählt von",
        approved_by: "Freigegeben von",
        receipts: "Belege",
        to: "bis",
        sales: "VERKÄUFE",
        voids: "STORNOS",
        discounts: "Gewährte Rabatte",
        float: "Anfangsbestand",
        cash_sales: "Barverkäufe",
        given_back: "Bar zurückgegeben",
        paid_in: "Einlagen",
        paid_out: "Entnahmen",
        dropped: "In den Tresor",
        from_safe: "Aus dem Tresor",
        no_sales: "Ohne Verkauf geöffnet",
        expected: "Soll",
        counted: "Gezählt",
        variance: "Differenz",
        left: "Bleibt in der Lade",
        since: "Seit dem ersten Verkauf",
        all_sales: "Verkäufe",
        all_voids: "Stornos",
        seal: "Siegel",
    },
};

const FR: Words = Words {
    decimal_mark: ',',
    moment: "%d/%m/%Y %H:%M",
    copy: "*** COPIE ***",
    served_by: "Servi par",
    training: "*** FORMATION : PAS UNE VENTE ***",
    voided: "*** ANNULÉ ***",
    voided_by: "Annulé par",
    subtotal: "Sous-total",
    discount: "Remise",
    net: "Hors taxes",
    including: "dont",
    on: "sur",
    per: "par",
    total: "TOTAL",
    cash_rounding: "Arrondi",
    to_pay: "À payer",
    change: "Rendu",
    thanks: "Merci !",
    cash: "Espèces",
    card: "Carte",
    crypto: "Crypto",
    gift_card: "Carte cadeau",
    store_credit: "Avoir",
    z: ZWords {
        title: "RAPPORT Z",
        business_day: "Journée",
        opened: "Ouverture",
        by: "par",
        closed: "Clôture",
        counted_by: "Compté par",
        approved_by: "Approuvé par",
        receipts: "Tickets",
        to: "à",
        sales: "VENTES",
        voids: "ANNULATIONS",
        discounts: "Remises accordées",
        float: "Fond de caisse",
        cash_sales: "Ventes en espèces",
        given_back: "Espèces rendues",
        paid_in: "Entrées",
        paid_out: "Sorties",
        dropped: "Mis au coffre",
        from_safe: "Monnaie du coffre",
        no_sales: "Ouvertures sans vente",
        expected: "Attendu",
        counted: "Compté",
        variance: "Écart",
        left: "Reste en caisse",
        since: "Depuis la première vente",
        all_sales: "Ventes",
        all_voids: "Annulations",
        seal: "Sceau",
    },
};

const ES: Words = Words {
    decimal_mark: ',',
    moment: "%d/%m/%Y %H:%M",
    copy: "*** COPIA ***",
    served_by: "Atendido por",
    training: "*** FORMACIÓN: NO ES UNA VENTA ***",
    voided: "*** ANULADO ***",
    voided_by: "Anulado por",
    subtotal: "Subtotal",
    discount: "Descuento",
    net: "Base imponible",
    including: "incl.",
    on: "sobre",
    per: "por",
    total: "TOTAL",
    cash_rounding: "Redondeo",
    to_pay: "A pagar",
    change: "Cambio",
    thanks: "¡Gracias!",
    cash: "Efectivo",
    card: "Tarjeta",
    crypto: "Cripto",
    gift_card: "Tarjeta regalo",
    store_credit: "Vale",
    z: ZWords {
        title: "INFORME Z",
        business_day: "Jornada",
        opened: "Apertura",
        by: "por",
        closed: "Cierre",
        counted_by: "Contado por",
        approved_by: "Aprobado por",
        receipts: "Tickets",
        to: "a",
        sales: "VENTAS",
        voids: "ANULACIONES",
        discounts: "Descuentos",
        float: "Fondo de caja",
        cash_sales: "Ventas en efectivo",
        given_back: "Efectivo devuelto",
        paid_in: "Entradas",
        paid_out: "Salidas",
        dropped: "A la caja fuerte",
        from_safe: "De la caja fuerte",
        no_sales: "Aperturas sin venta",
        expected: "Esperado",
        counted: "Contado",
        variance: "Diferencia",
        left: "Queda en caja",
        since: "Desde la primera venta",
        all_sales: "Ventas",
        all_voids: "Anulaciones",
        seal: "Sello",
    },
};

const IT: Words = Words {
    decimal_mark: ',',
    moment: "%d/%m/%Y %H:%M",
    copy: "*** COPIA ***",
    served_by: "Servito da",
    training: "*** FORMAZIONE: NON È UNA VENDITA ***",
    voided: "*** ANNULLATO ***",
    voided_by: "Annullato da",
    subtotal: "Subtotale",
    discount: "Sconto",
    net: "Imponibile",
    including: "di cui",
    on: "su",
    per: "per",
    total: "TOTALE",
    cash_rounding: "Arrotondamento",
    to_pay: "Da pagare",
    change: "Resto",
    thanks: "Grazie!",
    cash: "Contanti",
    card: "Carta",
    crypto: "Cripto",
    gift_card: "Carta regalo",
    store_credit: "Buono",
    z: ZWords {
        title: "RAPPORTO Z",
        business_day: "Giornata",
        opened: "Apertura",
        by: "da",
        closed: "Chiusura",
        counted_by: "Contato da",
        approved_by: "Approvato da",
        receipts: "Scontrini",
        to: "a",
        sales: "VENDITE",
        voids: "ANNULLI",
        discounts: "Sconti concessi",
        float: "Fondo cassa",
        cash_sales: "Vendite in contanti",
        given_back: "Contanti restituiti",
        paid_in: "Entrate",
        paid_out: "Uscite",
        dropped: "In cassaforte",
        from_safe: "Dalla cassaforte",
        no_sales: "Aperture senza vendita",
        expected: "Atteso",
        counted: "Contato",
        variance: "Differenza",
        left: "Resta in cassa",
        since: "Dalla prima vendita",
        all_sales: "Vendite",
        all_voids: "Annulli",
        seal: "Sigillo",
    },
};

const NL: Words = Words {
    decimal_mark: ',',
    moment: "%d-%m-%Y %H:%M",
    copy: "*** KOPIE ***",
    served_by: "Geholpen door",
    training: "*** TRAINING: GEEN VERKOOP ***",
    voided: "*** GEANNULEERD ***",
    voided_by: "Geannuleerd door",
    subtotal: "Subtotaal",
    discount: "Korting",
    net: "Netto",
    including: "incl.",
    on: "over",
    per: "per",
    total: "TOTAAL",
    cash_rounding: "Afronding",
    to_pay: "Te betalen",
    change: "Wisselgeld",
    thanks: "Dank u wel!",
    cash: "Contant",
    card: "Pin",
    crypto: "Crypto",
    gift_card: "Cadeaukaart",
    store_credit: "Tegoed",
    z: ZWords {
        title: "Z-RAPPORT",
        business_day: "Verkoopdag",
        opened: "Geopend",
        by: "door",
        closed: "Gesloten",
        counted_by: "Geteld door",
        approved_by: "Goedgekeurd door",
        receipts: "Bonnen",
        to: "t/m",
        sales: "VERKOPEN",
        voids: "ANNULERINGEN",
        discounts: "Gegeven kortingen",
        float: "Beginkas",
        cash_sales: "Contante verkopen",
        given_back: "Contant terug",
        paid_in: "Stortingen",
        paid_out: "Opnames",
        dropped: "Naar de kluis",
        from_safe: "Uit de kluis",
        no_sales: "Open zonder verkoop",
        expected: "Verwacht",
        counted: "Geteld",
        variance: "Kasverschil",
        left: "Blijft in de lade",
        since: "Sinds de eerste verkoop",
        all_sales: "Verkopen",
        all_voids: "Annuleringen",
        seal: "Zegel",
    },
};

impl Words {
    #[must_use]
    pub const fn of(language: ReceiptLanguage) -> &'static Self {
        match language {
            ReceiptLanguage::En => &EN,
            ReceiptLanguage::De => &DE,
            ReceiptLanguage::Fr => &FR,
            ReceiptLanguage::Es => &ES,
            ReceiptLanguage::It => &IT,
            ReceiptLanguage::Nl => &NL,
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
        assert_eq!(EN.percent(200_000), "20 %");
        assert_eq!(EN.percent(88_750), "8.875 %");
        assert_eq!(DE.percent(88_750), "8,875 %");
    }

    #[test]
    fn quantities_have_no_idle_digits() {
        assert_eq!(EN.quantity(1500, Unit::Kilogram), "1.5 kg");
        assert_eq!(DE.quantity(1500, Unit::Kilogram), "1,5 kg");
        assert_eq!(EN.quantity(3000, Unit::Piece), "3");
        assert_eq!(EN.quantity(1, Unit::Litre), "0.001 l");
    }

    #[test]
    fn amounts_and_moments_are_written_as_people_write_them() {
        let euro = contracts::Currency {
            code: "EUR".to_owned(),
            exponent: 2,
        };
        let at = "2026-03-02T22:30:00Z".parse().unwrap();
        assert_eq!(
            (EN.amount(-1250, &euro), DE.amount(-1250, &euro)),
            ("-12.50".to_owned(), "-12,50".to_owned())
        );
        assert_eq!(EN.moment(at, "Europe/Berlin"), "2026-03-02 23:30");
        assert_eq!(DE.moment(at, "Europe/Berlin"), "02.03.2026 23:30");
    }

    /// The portal shows how a receipt will begin and end, in words of its own.
    #[test]
    fn the_portals_preview_has_the_same_words() {
        let preview = include_str!("../../../../web/apps/admin/src/settings/receipt-preview.ts");
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
