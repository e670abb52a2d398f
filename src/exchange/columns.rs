//! What a column can mean: the template's headings, and the headings that people give in Indonesian and English.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::asked::{in_a_question, of_trademark, permit_asked};
use super::price_words::price_heading;
use crate::model::search::normalise::normalise;
use crate::model::{CertificationKind, ProducerField, ProductField, ProductField as F};
use crate::text::Lang;

/// One fact of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PricePart {
    Amount,
    Currency,
    Unit,
    Basis,
    AsOf,
    Note(Lang),
}

impl PricePart {
    fn heading(self, lang: Lang) -> &'static str {
        let (id, en) = match self {
            PricePart::Amount => ("harga", "price"),
            PricePart::Currency => ("mata_uang", "currency"),
            PricePart::Unit => ("satuan", "unit"),
            PricePart::Basis => ("dasar_harga", "price_basis"),
            PricePart::AsOf => ("tanggal_harga", "price_date"),
            PricePart::Note(Lang::Id) => ("catatan_harga", "price_note"),
            PricePart::Note(Lang::En) => ("catatan_harga_en", "price_note_en"),
        };
        lang.pick(id, en)
    }
}

/// The permits that have a column of their own, in the order of [`CertificationKind::NAMED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Permit(usize);

impl Permit {
    pub fn kind(self) -> CertificationKind {
        CertificationKind::NAMED.get(self.0).cloned().unwrap_or_default()
    }

    pub fn all() -> impl Iterator<Item = Permit> {
        (0..CertificationKind::NAMED.len()).map(Permit)
    }

    fn heading(self) -> (&'static str, &'static str) {
        match self.kind() {
            CertificationKind::Halal => ("halal", "halal"),
            CertificationKind::Pirt => ("pirt", "pirt"),
            CertificationKind::Bpom => ("bpom", "bpom"),
            CertificationKind::Nib => ("nib", "nib"),
            CertificationKind::Sni => ("sni", "sni"),
            CertificationKind::Trademark => ("merek_terdaftar", "trademark"),
            CertificationKind::Copyright => ("hak_cipta", "copyright"),
            CertificationKind::GeographicalIndication => ("indikasi_geografis", "geographical_indication"),
            CertificationKind::Organic => ("organik", "organic"),
            CertificationKind::LabTest => ("uji_lab", "lab_test"),
            CertificationKind::Other(_) => ("", ""),
        }
    }
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Id,
    /// A field of the product that stands in one cell.
    Product(ProductField),
    /// A field of the product's producer.
    Producer(ProducerField),
    ProducerId,
    RegionCode,
    Village,
    District,
    Regency,
    Province,
    /// The first price is 0.
    Price(u8, PricePart),
    /// Beside the amount itself.
    CapacityUnit,
    CapacityPeriod,
    Permit(Permit),
    OtherPermits,
    /// Identity-card numbers: dropped, and said so.
    IdentityNumber,
    /// A running number.
    RowNumber,
    /// Small pictures for the eye, which are no photos.
    Thumbnail,
}

/// As many prices of a product have columns.
pub const PRICES: u8 = 6;

use Column as C;

/// What other people write above a column, normalised. The first 35 are the template, in order.
#[rustfmt::skip]
const COLUMNS: &[(Column, &[&str])] = &[
    (C::Id, &["kode produk", "id produk", "product id"]),
    (C::Product(F::Name), &["nama produk", "judul", "title", "product title", "produk", "product", "product name", "nama barang", "jenis produk", "produk unggulan", "nama produk unggulan", "nama produk usaha", "komoditas", "nama komoditas", "item", "item name", "product s name", "products name", "name of product"]),
    (C::Product(F::NameEn), &["english name", "product name english"]),
    (C::Product(F::Brand), &["merk", "nama merek", "brand name", "label", "merek dagang", "brand merk", "brand merek"]),
    (C::Product(F::Category), &["jenis", "kelompok produk", "kategori produk", "bidang", "sektor", "jenis usaha", "product category", "categories", "bidang usaha"]),
    (C::Product(F::Producer), &["nama produsen", "umkm", "nama umkm", "nama ukm", "nama usaha", "pelaku usaha", "nama pelaku usaha", "kelompok", "nama kelompok", "bumdes", "nama bumdes", "bum desa", "bumk", "ikm", "nama ikm", "penghasil", "pembuat", "produsen umkm", "nama kwt", "kwt", "maker", "business name", "nama perusahaan", "perusahaan", "umkm bumdes", "vendor", "seller", "penjual", "pengrajin", "perajin", "pengusaha", "nama kups", "nama kelompok umkm", "nama pengrajin", "nama perajin", "umkm pemilik", "nama umkm pemilik", "nama usaha pemilik", "nama debitur", "debitur"]),
    (C::RegionCode, &["kode desa", "kode kemendagri", "kode wilayah kemendagri", "village code", "kode daerah", "origin code"]),
    (C::Village, &["nama desa", "kelurahan", "desa kelurahan", "kampung", "desa kampung", "kampung desa", "desa asal", "nagari", "desa kelurahan kampung", "kel desa", "desa kel", "alamat desa"]),
    (C::District, &["kec", "nama kecamatan", "subdistrict"]),
    (C::Regency, &["kab", "kab kota", "kabupaten kota", "kota", "nama kabupaten", "kota kabupaten", "city", "regency city"]),
    (C::Province, &["propinsi", "prov", "nama provinsi"]),
    (C::Product(F::Summary), &["deskripsi singkat", "uraian singkat", "short description", "keterangan singkat"]),
    (C::Product(F::SummaryEn), &[]),
    (C::Product(F::Description), &["uraian", "keterangan produk", "deskripsi produk", "penjelasan", "product description", "uraian produk", "body html", "body"]),
    (C::Product(F::DescriptionEn), &[]),
    (C::Price(0, PricePart::Amount), &["harga 1", "price 1", "harga jual", "selling price", "harga satuan", "harga produk", "harga rp", "harga jual rp", "harga satuan rp", "harga produk rp", "unit price", "harga rupiah", "price idr", "harga eceran", "kisaran harga", "price rp", "harga pcs", "regular price", "harga normal", "variant price", "harga reguler"]),
    (C::Price(0, PricePart::Currency), &["valuta"]),
    (C::Price(0, PricePart::Unit), &["satuan harga", "price unit", "per satuan", "satuan jual"]),
    (C::Price(0, PricePart::Basis), &["jenis harga", "basis"]),
    (C::Price(0, PricePart::AsOf), &["harga per tanggal", "harga per tgl", "tgl harga", "tanggal update harga", "tgl update harga", "update harga", "harga per", "price as of", "as of"]),
    (C::Product(F::Capacity), &["kapasitas produksi", "produksi", "jumlah produksi", "volume produksi", "production capacity", "kapasitas produksi bulan", "kapasitas produksi per bulan", "kapasitas bulan", "kapasitas produksi tahun", "kapasitas produksi per tahun"]),
    (C::CapacityUnit, &["satuan produksi", "satuan kapasitas produksi"]),
    (C::CapacityPeriod, &["periode produksi", "periode", "capacity per"]),
    (C::Product(F::MinOrder), &["minimal pesanan", "minimal pesan", "minimum order", "moq", "min order", "minimum pemesanan", "minimum pembelian", "pemesanan minimum", "minimal order", "pesanan minimal", "minimum pesanan", "order minimum", "minimal pemesanan", "minimal pembelian", "min pembelian", "min pemesanan"]),
    (C::Product(F::NetContent), &["berat bersih", "netto", "berat", "isi", "net weight", "volume", "ukuran kemasan", "berat isi", "isi per kemasan", "isi per pack", "neto", "berat netto", "weight", "berat produk", "berat paket", "variant grams"]),
    (C::Product(F::ShelfLife), &["daya tahan", "kedaluwarsa", "masa kedaluwarsa", "expired", "umur simpan", "masa berlaku produk", "kadaluarsa", "ketahanan"]),
    (C::Permit(Permit(0)), &["sertifikat halal", "sertifikasi halal", "halal mui", "no halal", "nomor halal", "halal certificate", "no sertifikat halal", "status halal"]),
    (C::Permit(Permit(1)), &["p irt", "spp irt", "no pirt", "nomor pirt", "izin pirt", "sppirt", "no p irt", "nomor p irt", "status pirt", "status p irt"]),
    (C::Permit(Permit(2)), &["bpom md", "no bpom", "izin bpom", "md", "nomor bpom", "status bpom"]),
    (C::Permit(Permit(3)), &["no nib", "izin usaha nib", "nomor induk berusaha", "nomor nib", "business number", "status nib"]),
    (C::Producer(ProducerField::Whatsapp), &["wa", "no wa", "nomor wa", "no hp", "hp", "nomor hp", "no hp wa", "hp wa", "no whatsapp", "nomor whatsapp", "no hp whatsapp", "kontak wa", "handphone", "no handphone", "no hp aktif", "mobile", "no telp hp", "no telepon hp", "telp wa", "no wa hp", "telepon wa", "wa hp", "no telp wa", "nomor hp wa"]),
    (C::Product(F::Photos), &["gambar", "foto produk", "photo", "nama file foto", "file foto", "picture", "image", "images", "image src", "foto produk 1", "foto 1", "gambar produk", "dokumentasi"]),
    (C::Product(F::Tags), &["label tag", "penanda", "tagar"]),
    (C::Product(F::Sources), &["sumber data", "source", "referensi"]),
    (C::Product(F::Status), &["status produk", "status data"]),
    // Beyond the template: written where a product has them.
    (C::ProducerId, &["kode produsen"]),
    (C::Producer(ProducerField::Kind), &["bentuk usaha", "jenis kelompok", "badan usaha", "type of producer"]),
    (C::Producer(ProducerField::ContactPerson), &["kontak", "nama kontak", "kontak person", "pemilik", "nama pemilik", "contact", "owner", "narahubung", "contact person", "cp", "ketua", "nama ketua", "nama penanggung jawab", "pic", "direktur", "pemilik usaha", "nama pemilik usaha"]),
    (C::Producer(ProducerField::Phone), &["no telepon", "telp", "no telp", "nomor telepon", "tlp", "telephone", "kontak telepon"]),
    (C::Producer(ProducerField::Email), &["e mail", "surel", "alamat email"]),
    (C::Producer(ProducerField::Web), &["situs", "website", "situs web", "laman"]),
    (C::Product(F::Origin), &["asal daerah", "lokasi", "alamat", "daerah asal", "alamat usaha", "alamat produksi", "wilayah", "asal produk", "location", "address", "daerah", "alamat lengkap", "alamat umkm"]),
    (C::Product(F::Place), &["tempat produksi", "detail alamat", "dusun"]),
    (C::Product(F::Materials), &["bahan baku", "komposisi", "material", "bahan utama", "ingredients"]),
    (C::Product(F::MaterialsEn), &[]),
    (C::Product(F::Process), &["cara pembuatan", "proses produksi", "proses pembuatan"]),
    (C::Product(F::ProcessEn), &[]),
    (C::Product(F::Usage), &["manfaat", "fungsi", "cara pakai", "usage", "cara penggunaan"]),
    (C::Product(F::UsageEn), &[]),
    (C::Product(F::Storage), &["cara simpan", "cara penyimpanan"]),
    (C::Product(F::StorageEn), &[]),
    (C::Product(F::Packaging), &["jenis kemasan", "pengemasan"]),
    (C::Product(F::PackagingEn), &[]),
    (C::Product(F::Variants), &["varian rasa", "pilihan", "taste variants", "flavours", "flavors", "variant", "jenis varian", "rasa"]),
    (C::Product(F::Dimensions), &["dimensi", "size"]),
    (C::Product(F::LeadTime), &["waktu pengerjaan", "lama pengerjaan", "lead time", "lama produksi hari"]),
    (C::Permit(Permit(4)), &["no sni", "sertifikat sni"]),
    (C::Permit(Permit(5)), &["haki", "hki", "hak merek", "trademark no", "trademark number", "trademark registration"]),
    (C::Permit(Permit(6)), &[]),
    // `IG` is Instagram as often as not.
    (C::Permit(Permit(7)), &["sertifikat indikasi geografis", "sertifikat ig"]),
    (C::Permit(Permit(8)), &["sertifikat organik"]),
    (C::Permit(Permit(9)), &["uji laboratorium", "hasil lab"]),
    (C::OtherPermits, &["sertifikat lain", "perizinan lain", "izin lainnya", "sertifikasi lain", "izin", "perizinan", "legalitas", "legalitas usaha", "izin produk", "perizinan usaha", "izin dan sertifikat", "sertifikat", "sertifikasi", "sertifikasi produk", "legalitas produk", "permits", "certificates", "certifications"]),
    (C::Product(F::Awards), &["prestasi", "award"]),
    (C::Product(F::Markets), &["pemasaran", "daerah pemasaran", "tujuan pasar", "wilayah pemasaran", "jangkauan pemasaran", "market"]),
    (C::Product(F::HsCode), &["hs", "pos tarif"]),
    (C::Product(F::Incoterm), &["incoterms"]),
    (C::Product(F::Port), &["pelabuhan muat", "port of loading"]),
    (C::Product(F::Notes), &["keterangan", "ket", "catatan internal", "remarks", "note"]),
    (C::IdentityNumber, &["no nik", "nomor nik", "no ktp", "nomor ktp", "ktp", "no ktp nik", "nik pemilik", "nik ktp", "no identitas", "nomor induk kependudukan", "no nik ktp", "nomor identitas", "id card", "no kk", "nomor kk", "kk", "nomor kartu keluarga"]),
    (C::RowNumber, &["nomor", "no urut", "number", "nomer", "#", "nomor urut"]),
    (C::Thumbnail, &["gambar kecil"]),
];

/// How many of [`COLUMNS`] are the template of DESIGN section 8.
const TEMPLATE: usize = 35;

impl Column {
    /// The template's columns, in order.
    pub fn template() -> impl Iterator<Item = Column> {
        COLUMNS.iter().take(TEMPLATE).map(|(column, ..)| *column)
    }

    /// Columns that are written only where a product has something in them: further facts, and prices after the first.
    pub fn beyond_template() -> impl Iterator<Item = Column> {
        let notes = [PricePart::Note(Lang::Id), PricePart::Note(Lang::En)];
        let first = notes.into_iter().map(|part| C::Price(0, part));
        let parts = [PricePart::Amount, PricePart::Currency, PricePart::Unit, PricePart::Basis, PricePart::AsOf];
        let later = (1..PRICES).flat_map(move |at| parts.into_iter().chain(notes).map(move |part| C::Price(at, part)));
        let rest = COLUMNS.iter().skip(TEMPLATE).map(|(column, ..)| *column).filter(|column| {
            !matches!(column, C::Product(F::Origin) | C::IdentityNumber | C::RowNumber | C::Thumbnail)
        });
        first.chain(later).chain(rest)
    }

    /// What a person may choose for a column, in order.
    pub fn choices() -> impl Iterator<Item = Column> {
        let special = [C::Product(F::Origin), C::IdentityNumber, C::RowNumber, C::Thumbnail];
        Column::template().chain(Column::beyond_template()).chain(special)
    }

    /// The heading that is written and read back: the field's own, or that of a part of a field.
    pub fn heading(self, lang: Lang) -> String {
        let (id, en) = match self {
            C::Product(field) => return field.heading(lang).to_owned(),
            C::Producer(field) => return field.heading(lang).to_owned(),
            C::Price(at, part) => {
                let base = part.heading(lang);
                return if at == 0 { base.to_owned() } else { format!("{base}_{}", at + 1) };
            }
            C::Permit(permit) => permit.heading(),
            C::Id => ("id", "id"),
            C::ProducerId => ("id_produsen", "producer_id"),
            C::RegionCode => ("kode_wilayah", "region_code"),
            C::Village => ("desa", "village"),
            C::District => ("kecamatan", "district"),
            C::Regency => ("kabupaten", "regency"),
            C::Province => ("provinsi", "province"),
            C::CapacityUnit => ("satuan_kapasitas", "capacity_unit"),
            C::CapacityPeriod => ("periode_kapasitas", "capacity_period"),
            C::OtherPermits => ("izin_lain", "other_permits"),
            C::IdentityNumber => ("nik", "nik"),
            C::RowNumber => ("no", "no"),
            C::Thumbnail => ("gambar_kecil", "thumbnail"),
        };
        lang.pick(id, en).to_owned()
    }

    /// The field of the product that the column is, or is a part of.
    pub fn field(self) -> Option<ProductField> {
        Some(match self {
            C::Product(field) => field,
            C::RegionCode | C::Village | C::District | C::Regency | C::Province => F::Origin,
            C::Price(..) => F::Prices,
            C::CapacityUnit | C::CapacityPeriod => F::Capacity,
            C::Permit(_) | C::OtherPermits => F::Certifications,
            C::Producer(_) | C::ProducerId => F::Producer,
            C::Id | C::IdentityNumber | C::RowNumber | C::Thumbnail => return None,
        })
    }

    /// The heading as words, for people: `Harga`, `Nama (Inggris)`.
    pub fn label(self, lang: Lang) -> String {
        if self == C::IdentityNumber {
            return lang.pick("NIK (tidak diambil)", "Identity-card number (not taken)").to_owned();
        }
        if let C::Permit(permit) = self {
            return permit.kind().label(lang).into_owned();
        }
        let heading = self.heading(lang);
        let (base, is_english) = match heading.strip_suffix("_en") {
            Some(base) => (base, true),
            None => (heading.as_str(), false),
        };
        let words = base.replace('_', " ");
        let mut letters = words.chars();
        let mut label: String =
            letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default() + letters.as_str();
        if is_english {
            label.push_str(lang.pick(" (Inggris)", " (English)"));
        }
        if words == "id" {
            label = "ID".to_owned();
        }
        label
    }

    /// What a heading means, if it means anything here.
    pub fn of_heading(heading: &str) -> Option<Column> {
        let heading = heading.trim();
        if heading == "#" {
            return Some(C::RowNumber);
        }
        let folded = normalise(heading);
        if folded.is_empty() || folded.len() > 60 {
            return None;
        }
        exact(&folded)
            .or_else(|| of_trademark(&folded))
            .or_else(|| in_language(&folded))
            .or_else(|| price_of_basis(&folded))
            .or_else(|| capacity_of_period(&folded))
            .or_else(|| {
                // "Harga (Rp/kg)", "Kapasitas Produksi (per bulan)": what stands in brackets explains.
                let (before, _) = heading.split_once(['(', '[', '\n'])?;
                let before = normalise(before);
                exact(&before).or_else(|| in_language(&before)).or_else(|| capacity_of_period(&before))
            })
            .or_else(|| price_in_words(heading))
            .or_else(|| in_a_question(&folded))
            .or_else(|| permit_asked(&folded))
    }

    /// The column that a cell names and says nothing else: `Harga`, `(Product name)`.
    pub(super) fn named_by(text: &str) -> Option<Column> {
        let folded = normalise(text.trim().trim_matches(['(', ')']));
        exact(&folded).or_else(|| in_language(&folded))
    }
}

/// Every heading that is known, folded. A wide sheet has thousands of cells that might be one.
static KNOWN: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let notes = ["keterangan harga", "ket harga", "catatan harga"];
    let mut known: HashMap<String, Column> =
        notes.map(|heading| (heading.to_owned(), C::Price(0, PricePart::Note(Lang::Id)))).into();
    for (column, others) in COLUMNS {
        let own = Lang::ALL.map(|lang| normalise(&column.heading(lang)));
        for heading in own.into_iter().chain(others.iter().map(|other| (*other).to_owned())) {
            known.entry(heading).or_insert(*column);
        }
    }
    for at in 0..PRICES {
        let parts = [PricePart::Amount, PricePart::Currency, PricePart::Unit, PricePart::Basis, PricePart::AsOf];
        for part in parts.into_iter().chain([PricePart::Note(Lang::Id), PricePart::Note(Lang::En)]) {
            for lang in Lang::ALL {
                known.entry(normalise(&C::Price(at, part).heading(lang))).or_insert(C::Price(at, part));
            }
        }
    }
    known
});

pub(super) fn exact(folded: &str) -> Option<Column> {
    KNOWN.get(folded).copied()
}

/// `Nama Produk (Inggris)`, `Deskripsi EN`: the language stands behind.
fn in_language(folded: &str) -> Option<Column> {
    let endings = [
        (" bahasa inggris", Lang::En),
        (" dalam bahasa inggris", Lang::En),
        (" inggris", Lang::En),
        (" english", Lang::En),
        (" eng", Lang::En),
        (" en", Lang::En),
        (" bahasa indonesia", Lang::Id),
        (" indonesia", Lang::Id),
        (" indonesian", Lang::Id),
        (" id", Lang::Id),
    ];
    let (base, lang) = endings.iter().find_map(|(ending, lang)| Some((folded.strip_suffix(ending)?, *lang)))?;
    match exact(base)? {
        C::Product(field) if field.kind().lang().is_some() => Some(C::Product(field.in_language(lang))),
        _ => None,
    }
}

/// `Kapasitas per bulan`, `Kapasitas Produksi/Tahun`, `Monthly capacity`: the heading says the period.
fn capacity_of_period(folded: &str) -> Option<Column> {
    let (base, last) = folded.rsplit_once(' ')?;
    let (first, rest) = folded.split_once(' ')?;
    let is_capacity = |words: &str| exact(words.trim_end_matches(" per")) == Some(C::Product(F::Capacity));
    let behind = super::facts::period(last).is_some() && is_capacity(base);
    let before = super::facts::period(first).is_some() && is_capacity(rest);
    (behind || before).then_some(C::Product(F::Capacity))
}

/// `Harga Grosir`, beside `Harga Eceran`: a second price, whose basis the heading says.
fn price_of_basis(folded: &str) -> Option<Column> {
    super::facts::basis_in_heading(folded).map(|_| C::Price(1, PricePart::Amount))
}

/// `Harga dalam USD`, `FOB Price (USD/kg)`, `Harga per lusin`: a price, and words of it that are no name.
fn price_in_words(heading: &str) -> Option<Column> {
    let found = price_heading(heading);
    let rest = normalise(&found.rest);
    let is_price = rest.split(' ').any(|word| matches!(word, "harga" | "price" | "hrg"));
    let says_more = found.currency.is_some()
        || !found.unknown_currency.is_empty()
        || found.factor.is_some()
        || !found.unit.is_empty();
    if !is_price || !says_more && rest != "hrg" {
        return None;
    }
    let bare: Vec<&str> = rest.split(' ').filter(|word| !matches!(*word, "ekspor" | "export" | "hrg")).collect();
    let bare = if bare.is_empty() { "harga".to_owned() } else { bare.join(" ") };
    exact(&bare).or_else(|| price_of_basis(&bare)).filter(|column| matches!(column, C::Price(..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_read_back() {
        for column in Column::choices() {
            for lang in Lang::ALL {
                assert_eq!(Column::of_heading(&column.heading(lang)), Some(column), "{}", column.heading(lang));
                assert!(!column.label(lang).is_empty());
            }
        }
    }

    #[test]
    fn every_field_with_a_heading_has_its_column() {
        let columns: Vec<Column> = Column::choices().collect();
        let products = ProductField::ALL.iter().filter(|field| !field.heading(Lang::Id).is_empty());
        let producers = ProducerField::ALL.iter().filter(|field| !field.heading(Lang::Id).is_empty());
        for column in products.map(|field| C::Product(*field)).chain(producers.map(|field| C::Producer(*field))) {
            assert!(columns.contains(&column), "{column:?}");
        }
    }

    #[test]
    fn the_template_is_that_of_the_design() {
        let template: Vec<String> = Column::template().map(|column| column.heading(Lang::Id)).collect();
        assert_eq!(
            template.join(", "),
            "id, nama, nama_en, merek, kategori, produsen, kode_wilayah, desa, kecamatan, kabupaten, provinsi, ringkasan, \
             ringkasan_en, deskripsi, deskripsi_en, harga, mata_uang, satuan, dasar_harga, tanggal_harga, kapasitas, \
             satuan_kapasitas, periode_kapasitas, pesanan_minimum, isi_bersih, masa_simpan, halal, pirt, bpom, nib, \
             whatsapp, foto, tag, sumber, status"
        );
    }

    #[test]
    fn headings_of_real_lists() {
        for (heading, column) in [
            ("NAMA PRODUK", C::Product(F::Name)),
            ("Nama Produk (Inggris)", C::Product(F::NameEn)),
            ("Harga (Rp)", C::Price(0, PricePart::Amount)),
            ("Harga Jual (Rp./kg)", C::Price(0, PricePart::Amount)),
            ("Harga Grosir", C::Price(1, PricePart::Amount)),
            ("Kab./Kota", C::Regency),
            ("Desa/Kelurahan", C::Village),
            ("NO. HP/WA", C::Producer(ProducerField::Whatsapp)),
            ("NIK Pemilik", C::IdentityNumber),
            ("No. KTP", C::IdentityNumber),
            ("P-IRT", C::Permit(Permit(1))),
            ("Kapasitas Produksi\n(per bulan)", C::Product(F::Capacity)),
            ("Kapasitas per bulan", C::Product(F::Capacity)),
            ("KAPASITAS/BLN", C::Product(F::Capacity)),
            ("Kapasitas Produksi per Tahun (ton)", C::Product(F::Capacity)),
            ("Monthly capacity", C::Product(F::Capacity)),
            ("No.", C::RowNumber),
            ("Nama UMKM", C::Product(F::Producer)),
            ("Harga dalam USD", C::Price(0, PricePart::Amount)),
            ("FOB Price (USD/kg)", C::Price(1, PricePart::Amount)),
            ("Harga Ekspor (USD)", C::Price(0, PricePart::Amount)),
            ("Harga per lusin", C::Price(0, PricePart::Amount)),
            ("Regular price", C::Price(0, PricePart::Amount)),
            ("Body (HTML)", C::Product(F::Description)),
            ("Berat* (gram)", C::Product(F::NetContent)),
            ("Merek (HKI)", C::Permit(Permit(5))),
            ("Merk/HAKI", C::Permit(Permit(5))),
            ("Sertifikat Merek", C::Permit(Permit(5))),
            ("No. Pendaftaran Merek", C::Permit(Permit(5))),
            ("Merek Dagang", C::Product(F::Brand)),
            ("No. WA aktif", C::Producer(ProducerField::Whatsapp)),
            ("Nama UMKM / Pemilik", C::Product(F::Producer)),
            ("Apakah produk sudah bersertifikat halal?", C::Permit(Permit(0))),
            ("Punya NIB?", C::Permit(Permit(3))),
        ] {
            assert_eq!(Column::of_heading(heading), Some(column), "{heading}");
        }
        assert_eq!(Column::of_heading("Jumlah tenaga kerja"), None);
    }
}
