//! The fields of every struct and the choices of every enum, in the order in which they cross the border.

use pricing::{
    CashRefund, CashRounding, CashShare, CashTie, Currency, Discount, Item, LineInput, LineQuote, LineTax, PriceEntry,
    Quote, QuoteInput, QuoteLine, Rounding, Scope, Settings, Settlement, Target, TaxRate, TaxRule, TaxTotal,
    TenderInput, TenderKind, UnitPrice,
};

use crate::wire::{Read, Reader, Write};

macro_rules! read_fields {
    ($($name:ident { $($field:ident),* })*) => {
        $(impl Read for $name {
            fn read(from: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Read::read(from)?),* })
            }
        })*
    };
}

macro_rules! write_fields {
    ($($name:ident { $($field:ident),* })*) => {
        $(impl Write for $name {
            fn write(&self, to: &mut Vec<u8>) {
                $(self.$field.write(to);)*
            }
        })*
    };
}

macro_rules! read_choices {
    ($($name:ident [ $($choice:ident),* ])*) => {
        $(impl Read for $name {
            fn read(from: &mut Reader<'_>) -> Option<Self> {
                [$(Self::$choice),*].get(usize::from(from.byte()?)).copied()
            }
        })*
    };
}

read_fields! {
    Scope { store, register }
    UnitPrice { amount_minor, per_milli }
    PriceEntry { target, from, until, amount_minor, per_milli }
    Item { prices, tax_category }
    TaxRate { id, name, rate_micro, compound }
    TaxRule { target, category, from, until, rates, exempt }
    CashRounding { increment_minor, tie }
    Settings { currency, prices_include_tax, rounding, cash_rounding, tax_rules }
    LineInput { id, quantity_milli, price_override, discount, exemption }
    QuoteLine { input, item }
    QuoteInput { settings, scope, at, on, lines, cart_discounts, returned }
    LineTax { rate_id, rate_micro, net_minor, tax_minor }
    LineQuote {
        id, quantity_milli, unit_price, subtotal_minor, line_discount_minor, cart_discount_minor, net_minor, tax_minor,
        total_minor, taxes, exemption
    }
    TenderInput { kind, amount_minor }
    CashShare { total_minor, cash_minor }
}

write_fields! {
    UnitPrice { amount_minor, per_milli }
    PriceEntry { target, from, until, amount_minor, per_milli }
    LineTax { rate_id, rate_micro, net_minor, tax_minor }
    LineQuote {
        id, quantity_milli, unit_price, subtotal_minor, line_discount_minor, cart_discount_minor, net_minor, tax_minor,
        total_minor, taxes, exemption
    }
    TaxTotal { rate_id, name, rate_micro, net_minor, tax_minor }
    Quote {
        lines, returned, taxes, subtotal_minor, discount_minor, net_minor, tax_minor, total_minor, cash_total_minor,
        cash_rounding_minor
    }
    Settlement { due_minor, cash_rounding_minor, change_minor, paid_minor, cash_minor }
    CashRefund { cash_minor, cash_rounding_minor }
}

read_choices! {
    Rounding [PerLine, PerDocument]
    CashTie [Away, Down]
    TenderKind [Cash, Card, Other]
}

impl Read for Currency {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let code = from.text()?;
        let exponent = u8::try_from(i64::read(from)?).ok()?;
        Self::new(code, exponent).ok()
    }
}

impl Read for Target {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(Self::Tenant),
            1 => Some(Self::Store {
                store: Read::read(from)?,
            }),
            2 => Some(Self::Register {
                register: Read::read(from)?,
            }),
            _ => None,
        }
    }
}

impl Write for Target {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Self::Tenant => to.push(0),
            Self::Store { store } => {
                to.push(1);
                store.write(to);
            }
            Self::Register { register } => {
                to.push(2);
                register.write(to);
            }
        }
    }
}

impl Read for Discount {
    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match from.byte()? {
            0 => Some(Self::Percent {
                rate_micro: Read::read(from)?,
            }),
            1 => Some(Self::Amount {
                amount_minor: Read::read(from)?,
            }),
            _ => None,
        }
    }
}
