//! What buyers compare: the six facts, prices by their age, permits as badges, and everything else that is known.

use super::FindingKind;
use super::compose::Composer;
use super::content::{Fact, PermitBadge};
use crate::model::{
    Amount, CertificationKind, CertificationStatus, Layout, Price, PriceAge, Product, Text, to_confirm,
};
use crate::say;
use crate::text::{Lang, Severity, date};

/// A certificate that runs out within this many days is named before printing.
const SOON_DAYS: i32 = 90;
/// Details that a catalogue page has room for.
const CATALOG_DETAILS: usize = 6;

impl Composer<'_> {
    /// Price, capacity, minimum order, net content, shelf life, permits: always in these places.
    pub(super) fn facts(&mut self, product: &Product) -> Vec<Fact> {
        let price = self.price(product);
        let permits = self.badges(product);
        let permits: Vec<&str> = permits.iter().map(|badge| badge.mark.as_str()).collect();
        let permits = permits.join(" · ");
        let fact = |icon, id, en, [value, second]: [String; 2]| Fact {
            label: self.term(id, en),
            second: if self.both && second != value { second } else { String::new() },
            value,
            icon,
        };
        let amount = |amount: &Option<Amount>| {
            let words = |lang| amount.as_ref().map_or(String::new(), |amount| amount.words(lang));
            [words(self.lang), words(self.lang.other())]
        };
        vec![
            fact("price", "Harga", "Price", price),
            fact("capacity", "Kapasitas", "Capacity", amount(&product.capacity)),
            fact("order", "Pesanan minimum", "Minimum order", amount(&product.min_order)),
            fact("content", "Isi bersih", "Net content", amount(&product.net_content)),
            fact("shelf", "Masa simpan", "Shelf life", amount(&product.shelf_life)),
            fact("permit", "Izin", "Permits", [permits.clone(), permits]),
        ]
    }

    /// Terms, packing, materials: what a buyer asks after the first five answers. A catalogue page leaves out what only an
    /// exporter asks.
    pub(super) fn details(&self, product: &Product, is_sheet: bool) -> Vec<Fact> {
        let list = |texts: &[Text], lang| {
            let words = texts.iter().filter_map(|text| Some(text.or_other(lang)?.0.trim()));
            words.collect::<Vec<_>>().join(", ")
        };
        let say = |text: &Text, lang| text.or_other(lang).map_or(String::new(), |(text, _)| text.trim().to_owned());
        let rows = |lang: Lang| {
            let days = product.lead_time_days.map(|days| say!(lang, "{days} hari", "{days} days"));
            let hs = match product.hs_code.is_empty() {
                true => String::new(),
                false => format!("{} ({})", product.hs_code, lang.pick("indikatif", "indicative")),
            };
            let awards = product.awards.iter().map(|award| {
                let (name, year) = (say(&award.title, lang), date(lang, &award.date.0));
                if year.is_empty() { name } else { format!("{name} ({year})") }
            });
            [
                ("Bahan", "Materials", say(&product.materials, lang)),
                ("Cara pembuatan", "How it is made", say(&product.process, lang)),
                ("Kegunaan", "Use", say(&product.usage, lang)),
                ("Pilihan", "Variants", list(&product.variants, lang)),
                ("Penghargaan", "Awards", awards.collect::<Vec<_>>().join("; ")),
                ("Sudah dipasarkan ke", "Sold in", list(&product.markets, lang)),
                ("Ukuran", "Dimensions", product.dimensions.clone()),
                ("Penyimpanan", "Storage", say(&product.storage, lang)),
                ("Kemasan", "Packing", say(&product.packaging, lang)),
                ("Waktu pengerjaan", "Lead time", days.unwrap_or_default()),
                ("Syarat penyerahan", "Incoterm", product.incoterm.clone()),
                ("Pelabuhan muat", "Port of loading", product.port.clone()),
                ("Kode HS", "HS code", hs),
            ]
        };
        let both = rows(self.lang).into_iter().zip(rows(self.lang.other()));
        let known = both.filter(|((_, _, value), _)| !value.trim().is_empty());
        known
            .take(if is_sheet { usize::MAX } else { CATALOG_DETAILS })
            .map(|((id, en, value), (_, _, second))| Fact {
                label: self.term(id, en),
                second: if self.both && second != value { second } else { String::new() },
                value,
                icon: "",
            })
            .collect()
    }

    /// What a buyer still has to ask the maker, as boxes to tick on a sheet.
    pub(super) fn questions(&self, product: &Product) -> Vec<String> {
        [
            (product.prices.is_empty(), "Harga", "Price"),
            (product.min_order.is_none(), "Pesanan minimum", "Minimum order"),
            (true, "Contoh produk", "Sample"),
            (product.shelf_life.is_none(), "Masa simpan", "Shelf life"),
            (product.capacity.is_none(), "Kapasitas", "Capacity"),
            (product.packaging.is_empty(), "Kemasan", "Packing"),
        ]
        .into_iter()
        .filter(|(is_open, _, _)| *is_open)
        .map(|(_, id, en)| self.term(id, en))
        .collect()
    }

    /// Prices that may be printed, with what is said of their age: as they are for twelve months, to be confirmed up to
    /// thirty-six; older and undated ones only where the person said so.
    pub(super) fn prices<'p>(&mut self, product: &'p Product) -> Vec<(&'p Price, PriceAge)> {
        let settings = &self.request.settings;
        // A price list is asked for because of its prices.
        if product.prices.is_empty() || !(settings.prices || settings.layout == Layout::PriceList) {
            return Vec::new();
        }
        let today = self.request.today;
        let aged = product.prices.iter().map(|price| (price, price.age(today)));
        let printed: Vec<_> = aged.filter(|(_, age)| settings.old_prices || *age != PriceAge::Old).collect();
        let oldest = product.prices.iter().map(|price| price.age(today)).max();
        match oldest {
            Some(PriceAge::Old) => {
                let printed = settings.old_prices;
                self.find(Severity::Warning, product, FindingKind::PriceOld { printed });
            }
            Some(PriceAge::Reference) => self.find(Severity::Hint, product, FindingKind::PriceReference),
            Some(PriceAge::Current) | None => {}
        }
        printed
    }

    fn price(&mut self, product: &Product) -> [String; 2] {
        let prices = self.prices(product);
        let has_reference = prices.iter().any(|(_, age)| *age == PriceAge::Reference);
        [self.lang, self.lang.other()].map(|lang| {
            let words: Vec<String> = prices.iter().map(|(price, _)| price.words(lang)).collect();
            let words = words.join("; ");
            // Once for all prices of the product.
            if has_reference { format!("{words} – {}", to_confirm(lang)) } else { words }
        })
    }

    /// The first price alone, and what it is for and since when.
    pub(super) fn first_price(&mut self, product: &Product) -> (String, String) {
        let Some((price, age)) = self.prices(product).first().copied() else {
            return Default::default();
        };
        let bare = Price { unit: String::new(), ..price.clone() };
        let amount = bare.money_words(self.lang);
        let terms = self.each_lang(|lang| {
            let terms = price.words(lang);
            let amount = bare.money_words(lang);
            let terms = terms.strip_prefix(&amount).unwrap_or(&terms).trim_start_matches([' ', ',']).to_owned();
            if age == PriceAge::Reference { format!("{terms}, {}", to_confirm(lang)) } else { terms }
        });
        (amount, terms)
    }

    /// Only what is held, and has not expired. The business number is no permit that a buyer asks for.
    pub(super) fn badges(&mut self, product: &Product) -> Vec<PermitBadge> {
        let mut badges: Vec<PermitBadge> = Vec::new();
        for one in product.certifications.iter().filter(|one| one.status == CertificationStatus::Held) {
            let certificate = one.kind.label(self.lang).into_owned();
            let last = one.expires.last_day();
            if last.is_some_and(|last| last < self.request.today) {
                self.find(Severity::Warning, product, FindingKind::CertificateExpired { certificate });
                continue;
            }
            let left = last.and_then(|last| self.request.today.until(last).ok()).map(|span| span.get_days());
            if let Some(days) = left.filter(|days| *days <= SOON_DAYS) {
                self.find(Severity::Warning, product, FindingKind::CertificateExpires { certificate, days });
            }
            let mark = self.mark(&one.kind);
            if one.kind == CertificationKind::Nib || badges.iter().any(|badge| badge.mark == mark) {
                continue;
            }
            let until = date(self.lang, &one.expires.0);
            let until = if until.is_empty() { until } else { say!(self.lang, "sampai {until}", "until {until}") };
            let text = [one.number.trim(), &until].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            badges.push(PermitBadge { mark, text: text.join(", ") });
        }
        badges
    }

    /// What stands in a badge.
    pub(super) fn mark(&self, kind: &CertificationKind) -> String {
        match kind {
            CertificationKind::GeographicalIndication => self.lang.pick("IG", "GI").to_owned(),
            _ => kind.label(self.lang).to_uppercase(),
        }
    }
}
