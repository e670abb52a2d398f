//! The words of the records' enums and amounts in both languages, for the window and for printed pages.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::record::values::{Amount, Period};
use crate::model::record::{
    Certification, CertificationKind, CertificationStatus, OrganizerRole, Price, PriceAge, PriceBasis, ProducerKind,
    Status,
};
use crate::model::report::completeness::Audience;
use crate::model::search::SearchField;
use crate::text::{Lang, date, decimal, money_range};

impl Status {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Status::Draft => lang.pick("Draf", "Draft"),
            Status::Ready => lang.pick("Siap", "Ready"),
            Status::Retired => lang.pick("Tidak ditampilkan", "Not shown"),
        }
    }
}

impl ProducerKind {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            ProducerKind::Umkm => lang.pick("UMKM", "Small enterprise (UMKM)"),
            ProducerKind::Bumdes => lang.pick("BUM Desa", "Village enterprise (BUM Desa)"),
            ProducerKind::Bumk => lang.pick("BUM Kampung", "Village enterprise (BUM Kampung)"),
            ProducerKind::Kwt => lang.pick("Kelompok wanita tani", "Women farmers' group"),
            ProducerKind::Kth => lang.pick("Kelompok tani hutan", "Forest farmers' group"),
            ProducerKind::Kups => lang.pick("Kelompok usaha perhutanan sosial", "Social-forestry business group"),
            ProducerKind::Cooperative => lang.pick("Koperasi", "Cooperative"),
            ProducerKind::Company => lang.pick("Perusahaan", "Company"),
            ProducerKind::Group => lang.pick("Kelompok", "Group"),
        }
    }
}

impl PriceBasis {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            PriceBasis::Retail => lang.pick("eceran", "retail"),
            PriceBasis::Wholesale => lang.pick("grosir", "wholesale"),
            PriceBasis::Reseller => lang.pick("pengecer", "reseller"),
            PriceBasis::Promo => lang.pick("promosi", "promotional"),
            PriceBasis::Contract => lang.pick("kontrak", "contract"),
            PriceBasis::Exw => "EXW",
            PriceBasis::Fob => "FOB",
            PriceBasis::Cif => "CIF",
        }
    }
}

impl CertificationKind {
    /// The name that stands on a badge. Institutions' own names are not translated.
    pub fn label(&self, lang: Lang) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            CertificationKind::Halal => "Halal",
            CertificationKind::Pirt => "PIRT",
            CertificationKind::Bpom => "BPOM",
            CertificationKind::Nib => "NIB",
            CertificationKind::Sni => "SNI",
            CertificationKind::Trademark => lang.pick("Merek terdaftar", "Registered trademark"),
            CertificationKind::Copyright => lang.pick("Hak cipta", "Copyright"),
            CertificationKind::GeographicalIndication => lang.pick("Indikasi geografis", "Geographical indication"),
            CertificationKind::Organic => lang.pick("Organik", "Organic"),
            CertificationKind::LabTest => lang.pick("Uji laboratorium", "Laboratory test"),
            CertificationKind::Other(name) if name.trim().is_empty() => lang.pick("Izin lain", "Other permit"),
            CertificationKind::Other(name) => return Cow::Borrowed(name.trim()),
        })
    }

    /// What a permit means, said once to a foreign buyer; `None` where its name says it.
    pub fn meaning(&self, lang: Lang) -> Option<&'static str> {
        Some(match self {
            CertificationKind::Halal => lang.pick("sertifikat halal Indonesia", "Indonesian halal certificate"),
            CertificationKind::Pirt => {
                lang.pick("izin edar pangan industri rumah tangga", "domestic home-industry food permit")
            }
            CertificationKind::Bpom => lang.pick(
                "izin edar Badan Pengawas Obat dan Makanan",
                "registration with the national food and drug authority",
            ),
            CertificationKind::Nib => lang.pick("nomor induk berusaha", "business identification number"),
            CertificationKind::Sni => lang.pick("Standar Nasional Indonesia", "Indonesian National Standard"),
            _ => return None,
        })
    }
}

impl CertificationStatus {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            CertificationStatus::Held => lang.pick("dimiliki", "held"),
            CertificationStatus::InProcess => lang.pick("dalam proses", "in process"),
            CertificationStatus::Planned => lang.pick("direncanakan", "planned"),
        }
    }
}

impl Audience {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Audience::Screen => lang.pick("Layar", "Screen"),
            Audience::DomesticBrochure => lang.pick("Brosur dalam negeri", "Domestic brochure"),
            Audience::ExportBrochure => lang.pick("Brosur ekspor", "Export brochure"),
        }
    }
}

impl SearchField {
    /// Where search words were found.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            SearchField::Name => lang.pick("Nama", "Name"),
            SearchField::Brand => lang.pick("Merek", "Brand"),
            SearchField::Category => lang.pick("Kategori", "Category"),
            SearchField::Producer => lang.pick("Produsen", "Producer"),
            SearchField::Place => lang.pick("Asal", "Origin"),
            SearchField::Summary => lang.pick("Ringkasan", "Summary"),
            SearchField::Materials => lang.pick("Bahan", "Materials"),
            SearchField::Tags => lang.pick("Tag", "Tags"),
            SearchField::Description => lang.pick("Uraian", "Description"),
        }
    }
}

impl Period {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Period::Day => lang.pick("hari", "day"),
            Period::Week => lang.pick("minggu", "week"),
            Period::Month => lang.pick("bulan", "month"),
            Period::Year => lang.pick("tahun", "year"),
            Period::Batch => lang.pick("sekali produksi", "batch"),
        }
    }
}

/// Units that are Indonesian words, in English. Symbols such as `kg` are the same in both.
const UNITS_EN: [(&str, &str); 25] = [
    ("ton", "tonnes"),
    ("kuintal", "quintals"),
    ("liter", "litres"),
    ("botol", "bottles"),
    ("stoples", "jars"),
    ("bungkus", "packs"),
    ("kemasan", "packs"),
    ("pak", "packs"),
    ("dus", "boxes"),
    ("karton", "cartons"),
    ("karung", "sacks"),
    ("buah", "pieces"),
    ("biji", "pieces"),
    ("pcs", "pieces"),
    ("unit", "units"),
    ("lembar", "pieces"),
    ("helai", "pieces"),
    ("potong", "pieces"),
    ("meter", "metres"),
    ("pasang", "pairs"),
    ("set", "sets"),
    ("hari", "days"),
    ("minggu", "weeks"),
    ("bulan", "months"),
    ("tahun", "years"),
];

/// A unit in the chosen language; what is not in the list stays as it was typed.
pub fn unit_words(unit: &str, lang: Lang) -> &str {
    match lang {
        Lang::Id => unit,
        Lang::En => {
            let known = UNITS_EN.iter().find(|(id, _)| id.eq_ignore_ascii_case(unit.trim()));
            known.map_or(unit, |(_, en)| en)
        }
    }
}

impl OrganizerRole {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            OrganizerRole::Organizer => lang.pick("Penyelenggara", "Organiser"),
            OrganizerRole::Compiler => lang.pick("Penyusun katalog", "Compiler of the catalogue"),
        }
    }
}

impl Amount {
    /// `2–3 t per bulan`, `150 g`, `hingga 200 kg per minggu (2024)`.
    pub fn words(&self, lang: Lang) -> String {
        let max = self.max.filter(|max| Some(*max) != self.min);
        let mut words = match (self.min, max) {
            (Some(min), Some(max)) => format!("{}–{}", decimal(lang, min), decimal(lang, max)),
            (None, Some(max)) => format!("{} {}", lang.pick("hingga", "up to"), decimal(lang, max)),
            (min, None) => min.map_or(String::new(), |min| decimal(lang, min)),
        };
        if !self.unit.is_empty() {
            // A number and its unit stay on one line.
            words.push('\u{a0}');
            let is_one = self.first() == Some(Decimal::ONE) && (self.min.is_none() || max.is_none());
            words.push_str(if is_one { unit_one(&self.unit, lang) } else { unit_words(&self.unit, lang) });
        }
        if let Some(per) = self.per {
            words.push_str(" per ");
            words.push_str(per.label(lang));
        }
        let as_of = date(lang, &self.as_of.0);
        if !as_of.is_empty() {
            words.push_str(&format!(" ({as_of})"));
        }
        words
    }
}

/// Said of a price that is over a year old.
pub fn to_confirm(lang: Lang) -> &'static str {
    lang.pick("harga acuan, mohon konfirmasi", "reference price, please confirm")
}

impl Price {
    /// How old it is. A price without a date, or with one that is no date, is old.
    pub fn age(&self, today: jiff::civil::Date) -> PriceAge {
        let last = self.as_of.last_day();
        let is_within = |months: i32| {
            let oldest = today.checked_sub(jiff::Span::new().months(months));
            last.is_some_and(|last| oldest.is_ok_and(|oldest| last >= oldest))
        };
        match () {
            () if is_within(12) => PriceAge::Current,
            () if is_within(36) => PriceAge::Reference,
            () => PriceAge::Old,
        }
    }

    /// `Rp15.000 / 100 g`: the money and what it buys.
    pub fn money_words(&self, lang: Lang) -> String {
        let mut words = money_range(lang, self.amount, self.amount_max, &self.currency);
        if !self.unit.is_empty() {
            words.push_str(" / ");
            words.push_str(unit_one(&self.unit, lang));
        }
        words
    }

    /// `Rp15.000 / 100 g, eceran, per Juli 2023 (belum ongkos kirim)`.
    pub fn words(&self, lang: Lang) -> String {
        let mut words = self.money_words(lang);
        if let Some(basis) = self.basis {
            words.push_str(", ");
            words.push_str(basis.label(lang));
        }
        let as_of = date(lang, &self.as_of.0);
        if !as_of.is_empty() {
            words.push_str(lang.pick(", per ", ", as of "));
            words.push_str(&as_of);
        }
        if let Some((note, _)) = self.note.or_other(lang) {
            words.push_str(&format!(" ({note})"));
        }
        words
    }
}

impl Certification {
    /// `Halal – dimiliki, no. ID1234, BPJPH, terbit 2024, berlaku s.d. 17 Juli 2027`: what is not known is left out.
    pub fn words(&self, lang: Lang) -> String {
        let mut words = format!("{} – {}", self.kind.label(lang), self.status.label(lang));
        let mut add = |before: &str, text: &str| {
            if !text.is_empty() {
                words.push_str(", ");
                words.push_str(before);
                words.push_str(text);
            }
        };
        add("no. ", self.number.trim());
        add("", self.issuer.trim());
        add(lang.pick("terbit ", "issued "), &date(lang, &self.issued.0));
        add(lang.pick("berlaku s.d. ", "valid until "), &date(lang, &self.expires.0));
        words
    }
}

/// A price is for one: "bottle", not "bottles".
pub fn unit_one(unit: &str, lang: Lang) -> &str {
    let words = unit_words(unit, lang);
    if lang == Lang::Id || words == unit {
        return words;
    }
    match words {
        "boxes" => "box",
        _ => words.strip_suffix('s').unwrap_or(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartialDate, Text};

    #[test]
    fn an_amount_is_worded_with_its_range_unit_and_period() {
        let amount = Amount {
            min: Some(2.into()),
            max: Some(3.into()),
            unit: "ton".into(),
            per: Some(Period::Month),
            ..Amount::default()
        };
        assert_eq!(amount.words(Lang::Id), "2–3\u{a0}ton per bulan");
        assert_eq!(amount.words(Lang::En), "2–3\u{a0}tonnes per month");
        let one = Amount { min: Some(1.into()), unit: "Botol".into(), ..Amount::default() };
        assert_eq!(one.words(Lang::En), "1\u{a0}bottle");
        let half = Amount { min: Some("1.5".parse().unwrap()), unit: "liter".into(), ..Amount::default() };
        assert_eq!(half.words(Lang::En), "1.5\u{a0}litres");
    }

    #[test]
    fn a_maximum_alone_and_the_year_of_a_figure_are_said() {
        let most = Amount {
            max: Some(200.into()),
            unit: "kg".into(),
            per: Some(Period::Week),
            as_of: PartialDate::new("2024"),
            ..Amount::default()
        };
        assert_eq!(most.words(Lang::Id), "hingga 200\u{a0}kg per minggu (2024)");
        assert_eq!(most.words(Lang::En), "up to 200\u{a0}kg per week (2024)");
        let one = Amount { max: Some(1.into()), unit: "lembar".into(), ..Amount::default() };
        assert_eq!(one.words(Lang::En), "up to 1\u{a0}piece");
        let range = Amount { min: Some("0.5".parse().unwrap()), max: Some(1.into()), ..one };
        assert_eq!(range.words(Lang::En), "0.5–1\u{a0}pieces");
    }

    #[test]
    fn a_certificate_says_its_state_and_only_what_is_known() {
        let held = Certification {
            kind: CertificationKind::Halal,
            status: CertificationStatus::Held,
            number: "ID1234".into(),
            expires: PartialDate::new("2027-07-17"),
            ..Certification::default()
        };
        assert_eq!(held.words(Lang::Id), "Halal – dimiliki, no. ID1234, berlaku s.d. 17 Juli 2027");
        assert_eq!(held.words(Lang::En), "Halal – held, no. ID1234, valid until 17 July 2027");
        let planned = Certification { kind: CertificationKind::Other(String::new()), ..Certification::default() };
        assert_eq!(planned.words(Lang::Id), "Izin lain – direncanakan");
    }

    #[test]
    fn a_price_says_for_what_when_and_on_which_basis() {
        let price = Price {
            amount: 15_000,
            currency: "IDR".into(),
            unit: "botol".into(),
            as_of: PartialDate::new("2023-07"),
            note: Text::new("belum ongkos kirim", ""),
            basis: Some(PriceBasis::Retail),
            ..Price::default()
        };
        assert_eq!(price.words(Lang::Id), "Rp15.000 / botol, eceran, per Juli 2023 (belum ongkos kirim)");
        assert_eq!(price.words(Lang::En), "Rp15,000 / bottle, retail, as of July 2023 (belum ongkos kirim)");
        let unsaid = Price { basis: None, ..price };
        assert_eq!(unsaid.words(Lang::Id), "Rp15.000 / botol, per Juli 2023 (belum ongkos kirim)");
    }
}
