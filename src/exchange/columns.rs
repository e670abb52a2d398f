//! What a column can mean: the template's headings, and the headings that people give in Indonesian and English.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::CertificationKind;
use crate::model::search::normalise::normalise;
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
}

/// Texts that a product has in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextField {
    Name,
    Summary,
    Description,
    Materials,
    Process,
    Usage,
    Storage,
    Packaging,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Id,
    Text(TextField, Lang),
    Brand,
    Category,
    Producer,
    ProducerId,
    ProducerKind,
    RegionCode,
    Village,
    District,
    Regency,
    Province,
    /// A whole place in one cell.
    Origin,
    /// The product's place in words, beside the code.
    Place,
    Variants,
    /// The first price is 0.
    Price(u8, PricePart),
    Capacity,
    CapacityUnit,
    CapacityPeriod,
    MinOrder,
    NetContent,
    Dimensions,
    ShelfLife,
    LeadTime,
    Permit(Permit),
    OtherPermits,
    Awards,
    Markets,
    HsCode,
    Incoterm,
    Port,
    ContactPerson,
    Whatsapp,
    Phone,
    Email,
    Web,
    Photos,
    Tags,
    Sources,
    Notes,
    Status,
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
use TextField as W;

/// Heading in Indonesian and in English, then what else people write, folded. The first 35 are the template, in order.
#[rustfmt::skip]
const HEADINGS: &[(Column, &str, &str, &[&str])] = &[
    (C::Id, "id", "id", &["kode produk", "id produk", "product id"]),
    (C::Text(W::Name, Lang::Id), "nama", "name", &["nama produk", "produk", "product", "product name", "nama barang", "jenis produk", "produk unggulan", "nama produk unggulan", "nama produk usaha", "komoditas", "nama komoditas", "item"]),
    (C::Text(W::Name, Lang::En), "nama_en", "name_en", &["english name", "product name english"]),
    (C::Brand, "merek", "brand", &["merk", "nama merek", "brand name", "label", "merek dagang"]),
    (C::Category, "kategori", "category", &["jenis", "kelompok produk", "kategori produk", "bidang", "sektor", "jenis usaha", "product category", "bidang usaha"]),
    (C::Producer, "produsen", "producer", &["nama produsen", "umkm", "nama umkm", "nama usaha", "pelaku usaha", "nama pelaku usaha", "kelompok", "nama kelompok", "bumdes", "nama bumdes", "bum desa", "bumk", "ikm", "nama ikm", "penghasil", "pembuat", "produsen umkm", "nama kwt", "kwt", "maker", "business name", "nama perusahaan", "perusahaan", "umkm bumdes"]),
    (C::RegionCode, "kode_wilayah", "region_code", &["kode desa", "kode kemendagri", "kode wilayah kemendagri", "village code", "kode daerah", "origin code"]),
    (C::Village, "desa", "village", &["nama desa", "kelurahan", "desa kelurahan", "kampung", "desa kampung", "kampung desa", "desa asal", "nagari", "desa kelurahan kampung"]),
    (C::District, "kecamatan", "district", &["kec", "nama kecamatan", "subdistrict"]),
    (C::Regency, "kabupaten", "regency", &["kab", "kab kota", "kabupaten kota", "kota", "nama kabupaten", "kota kabupaten", "city", "regency city"]),
    (C::Province, "provinsi", "province", &["propinsi", "prov", "nama provinsi"]),
    (C::Text(W::Summary, Lang::Id), "ringkasan", "summary", &["deskripsi singkat", "uraian singkat", "short description", "keterangan singkat"]),
    (C::Text(W::Summary, Lang::En), "ringkasan_en", "summary_en", &[]),
    (C::Text(W::Description, Lang::Id), "deskripsi", "description", &["uraian", "keterangan produk", "deskripsi produk", "penjelasan", "product description", "uraian produk"]),
    (C::Text(W::Description, Lang::En), "deskripsi_en", "description_en", &[]),
    (C::Price(0, PricePart::Amount), "harga", "price", &["harga jual", "harga satuan", "harga produk", "harga rp", "harga jual rp", "harga satuan rp", "harga produk rp", "unit price", "harga rupiah", "price idr", "harga eceran", "kisaran harga", "price rp", "harga pcs"]),
    (C::Price(0, PricePart::Currency), "mata_uang", "currency", &["valuta"]),
    (C::Price(0, PricePart::Unit), "satuan", "unit", &["satuan harga", "price unit", "per satuan", "satuan jual"]),
    (C::Price(0, PricePart::Basis), "dasar_harga", "price_basis", &["jenis harga", "basis"]),
    (C::Price(0, PricePart::AsOf), "tanggal_harga", "price_date", &["harga per tanggal", "tgl harga", "harga per", "price as of", "as of"]),
    (C::Capacity, "kapasitas", "capacity", &["kapasitas produksi", "produksi", "jumlah produksi", "volume produksi", "production capacity", "kapasitas produksi bulan", "kapasitas produksi per bulan", "kapasitas bulan", "kapasitas produksi tahun", "kapasitas produksi per tahun"]),
    (C::CapacityUnit, "satuan_kapasitas", "capacity_unit", &["satuan produksi", "satuan kapasitas produksi"]),
    (C::CapacityPeriod, "periode_kapasitas", "capacity_period", &["periode produksi", "periode", "capacity per"]),
    (C::MinOrder, "pesanan_minimum", "minimum_order", &["minimal pesanan", "minimum order", "moq", "min order", "pemesanan minimum", "minimal order", "pesanan minimal", "minimum pesanan", "order minimum"]),
    (C::NetContent, "isi_bersih", "net_content", &["berat bersih", "netto", "berat", "isi", "net weight", "volume", "ukuran kemasan", "berat isi", "neto", "berat netto", "weight"]),
    (C::ShelfLife, "masa_simpan", "shelf_life", &["daya tahan", "kedaluwarsa", "masa kedaluwarsa", "expired", "umur simpan", "masa berlaku produk", "kadaluarsa", "ketahanan"]),
    (C::Permit(Permit(0)), "halal", "halal", &["sertifikat halal", "sertifikasi halal", "halal mui", "no halal", "nomor halal", "halal certificate", "no sertifikat halal"]),
    (C::Permit(Permit(1)), "pirt", "pirt", &["p irt", "spp irt", "no pirt", "nomor pirt", "izin pirt", "sppirt", "no p irt", "nomor p irt"]),
    (C::Permit(Permit(2)), "bpom", "bpom", &["bpom md", "no bpom", "izin bpom", "md", "nomor bpom"]),
    (C::Permit(Permit(3)), "nib", "nib", &["no nib", "nomor induk berusaha", "nomor nib", "business number"]),
    (C::Whatsapp, "whatsapp", "whatsapp", &["wa", "no wa", "nomor wa", "no hp", "hp", "nomor hp", "no hp wa", "hp wa", "no whatsapp", "nomor whatsapp", "no hp whatsapp", "kontak wa", "handphone", "no handphone", "no hp aktif", "mobile", "no telp hp", "no telepon hp", "telp wa"]),
    (C::Photos, "foto", "photos", &["gambar", "foto produk", "photo", "nama file foto", "file foto", "picture", "image", "images", "dokumentasi"]),
    (C::Tags, "tag", "tags", &["label tag", "penanda", "tagar"]),
    (C::Sources, "sumber", "sources", &["sumber data", "source", "referensi"]),
    (C::Status, "status", "status", &["status produk", "status data"]),
    // Beyond the template: written where a product has them.
    (C::ProducerId, "id_produsen", "producer_id", &["kode produsen"]),
    (C::ProducerKind, "jenis_produsen", "producer_kind", &["bentuk usaha", "jenis kelompok", "badan usaha", "type of producer"]),
    (C::ContactPerson, "penanggung_jawab", "contact_person", &["kontak", "nama kontak", "pemilik", "nama pemilik", "contact", "owner", "narahubung", "contact person", "cp", "ketua", "nama ketua", "nama penanggung jawab", "pic", "direktur"]),
    (C::Phone, "telepon", "phone", &["no telepon", "telp", "no telp", "nomor telepon", "tlp", "telephone", "kontak telepon"]),
    (C::Email, "email", "email", &["e mail", "surel", "alamat email"]),
    (C::Web, "web", "web", &["situs", "website", "situs web", "laman"]),
    (C::Origin, "asal", "origin", &["asal daerah", "lokasi", "alamat", "daerah asal", "alamat usaha", "alamat produksi", "wilayah", "asal produk", "location", "address", "daerah", "alamat lengkap", "alamat umkm"]),
    (C::Place, "tempat", "place", &["tempat produksi", "detail alamat"]),
    (C::Text(W::Materials, Lang::Id), "bahan", "materials", &["bahan baku", "komposisi", "material", "bahan utama", "ingredients"]),
    (C::Text(W::Materials, Lang::En), "bahan_en", "materials_en", &[]),
    (C::Text(W::Process, Lang::Id), "proses", "process", &["cara pembuatan", "proses produksi", "proses pembuatan"]),
    (C::Text(W::Process, Lang::En), "proses_en", "process_en", &[]),
    (C::Text(W::Usage, Lang::Id), "kegunaan", "use", &["manfaat", "fungsi", "cara pakai", "usage", "cara penggunaan"]),
    (C::Text(W::Usage, Lang::En), "kegunaan_en", "use_en", &[]),
    (C::Text(W::Storage, Lang::Id), "penyimpanan", "storage", &["cara simpan", "cara penyimpanan"]),
    (C::Text(W::Storage, Lang::En), "penyimpanan_en", "storage_en", &[]),
    (C::Text(W::Packaging, Lang::Id), "kemasan", "packaging", &["jenis kemasan", "pengemasan"]),
    (C::Text(W::Packaging, Lang::En), "kemasan_en", "packaging_en", &[]),
    (C::Variants, "varian", "variants", &["varian rasa", "pilihan", "variant", "jenis varian", "rasa"]),
    (C::Dimensions, "ukuran", "dimensions", &["dimensi", "size"]),
    (C::LeadTime, "waktu_pengerjaan_hari", "lead_time_days", &["waktu pengerjaan", "lama pengerjaan", "lead time", "lama produksi hari"]),
    (C::Permit(Permit(4)), "sni", "sni", &["no sni", "sertifikat sni"]),
    (C::Permit(Permit(5)), "merek_terdaftar", "trademark", &["haki", "hki", "sertifikat merek", "hak merek", "haki merek"]),
    (C::Permit(Permit(6)), "hak_cipta", "copyright", &[]),
    (C::Permit(Permit(7)), "indikasi_geografis", "geographical_indication", &["ig"]),
    (C::Permit(Permit(8)), "organik", "organic", &["sertifikat organik"]),
    (C::Permit(Permit(9)), "uji_lab", "lab_test", &["uji laboratorium", "hasil lab"]),
    (C::OtherPermits, "izin_lain", "other_permits", &["sertifikat lain", "perizinan lain", "izin lainnya", "sertifikasi lain"]),
    (C::Awards, "penghargaan", "awards", &["prestasi", "award"]),
    (C::Markets, "pasar", "markets", &["pemasaran", "daerah pemasaran", "tujuan pasar", "wilayah pemasaran", "jangkauan pemasaran", "market"]),
    (C::HsCode, "kode_hs", "hs_code", &["hs", "pos tarif"]),
    (C::Incoterm, "incoterm", "incoterm", &["incoterms"]),
    (C::Port, "pelabuhan", "port", &["pelabuhan muat", "port of loading"]),
    (C::Notes, "catatan", "notes", &["keterangan", "ket", "catatan internal", "remarks", "note"]),
    (C::IdentityNumber, "nik", "nik", &["no nik", "nomor nik", "no ktp", "nomor ktp", "ktp", "no ktp nik", "nik pemilik", "nik ktp", "no identitas", "nomor induk kependudukan", "no nik ktp", "nomor identitas", "id card", "no kk", "nomor kk", "kk", "nomor kartu keluarga"]),
    (C::RowNumber, "no", "no", &["nomor", "no urut", "number", "nomer", "#", "nomor urut"]),
    (C::Thumbnail, "gambar_kecil", "thumbnail", &["gambar kecil"]),
];

/// How many of [`HEADINGS`] are the template of DESIGN section 8.
const TEMPLATE: usize = 35;

impl Column {
    /// The template's columns, in order.
    pub fn template() -> impl Iterator<Item = Column> {
        HEADINGS.iter().take(TEMPLATE).map(|(column, ..)| *column)
    }

    /// Columns that are written only where a product has something in them: further facts, and prices after the first.
    pub fn beyond_template() -> impl Iterator<Item = Column> {
        let notes = [PricePart::Note(Lang::Id), PricePart::Note(Lang::En)];
        let first = notes.into_iter().map(|part| C::Price(0, part));
        let parts = [PricePart::Amount, PricePart::Currency, PricePart::Unit, PricePart::Basis, PricePart::AsOf];
        let later = (1..PRICES).flat_map(move |at| parts.into_iter().chain(notes).map(move |part| C::Price(at, part)));
        let rest = HEADINGS
            .iter()
            .skip(TEMPLATE)
            .map(|(column, ..)| *column)
            .filter(|column| !matches!(column, C::Origin | C::IdentityNumber | C::RowNumber | C::Thumbnail));
        first.chain(later).chain(rest)
    }

    /// What a person may choose for a column, in order.
    pub fn choices() -> impl Iterator<Item = Column> {
        let special = [C::Origin, C::IdentityNumber, C::RowNumber, C::Thumbnail];
        Column::template().chain(Column::beyond_template()).chain(special)
    }

    /// The heading that is written and read back.
    pub fn heading(self, lang: Lang) -> String {
        match self {
            C::Price(at, part @ PricePart::Note(of)) => {
                let base = match (lang, of) {
                    (Lang::Id, Lang::Id) => "catatan_harga",
                    (Lang::Id, Lang::En) => "catatan_harga_en",
                    (Lang::En, Lang::Id) => "price_note",
                    (Lang::En, Lang::En) => "price_note_en",
                };
                let _ = part;
                numbered(base, at)
            }
            C::Price(at, part) => {
                let first = HEADINGS.iter().find(|(column, ..)| *column == C::Price(0, part));
                numbered(first.map_or("", |(_, id, en, _)| lang.pick(id, en)), at)
            }
            column => {
                let found = HEADINGS.iter().find(|(one, ..)| *one == column);
                found.map_or("", |(_, id, en, _)| lang.pick(id, en)).to_owned()
            }
        }
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
        exact(&folded).or_else(|| in_language(&folded)).or_else(|| price_of_basis(&folded)).or_else(|| {
            // "Harga (Rp/kg)", "Kapasitas Produksi (per bulan)": what stands in brackets explains.
            let (before, _) = heading.split_once(['(', '[', '\n'])?;
            let before = normalise(before);
            exact(&before).or_else(|| in_language(&before))
        })
    }
}

fn numbered(base: &str, at: u8) -> String {
    if at == 0 { base.to_owned() } else { format!("{base}_{}", at + 1) }
}

/// Every heading that is known, folded. A wide sheet has thousands of cells that might be one.
static KNOWN: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (column, id, en, others) in HEADINGS {
        for heading in [*id, *en].into_iter().map(normalise).chain(others.iter().map(|other| (*other).to_owned())) {
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

fn exact(folded: &str) -> Option<Column> {
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
        C::Text(words, _) => Some(C::Text(words, lang)),
        _ => None,
    }
}

/// `Harga Grosir`, beside `Harga Eceran`: a second price, whose basis the heading says.
fn price_of_basis(folded: &str) -> Option<Column> {
    let basis = folded.strip_prefix("harga ").or_else(|| folded.strip_suffix(" price"))?;
    super::facts::basis(basis).map(|_| C::Price(1, PricePart::Amount))
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
            ("NAMA PRODUK", C::Text(W::Name, Lang::Id)),
            ("Nama Produk (Inggris)", C::Text(W::Name, Lang::En)),
            ("Harga (Rp)", C::Price(0, PricePart::Amount)),
            ("Harga Jual (Rp./kg)", C::Price(0, PricePart::Amount)),
            ("Harga Grosir", C::Price(1, PricePart::Amount)),
            ("Kab./Kota", C::Regency),
            ("Desa/Kelurahan", C::Village),
            ("NO. HP/WA", C::Whatsapp),
            ("NIK Pemilik", C::IdentityNumber),
            ("No. KTP", C::IdentityNumber),
            ("P-IRT", C::Permit(Permit(1))),
            ("Kapasitas Produksi\n(per bulan)", C::Capacity),
            ("No.", C::RowNumber),
            ("Nama UMKM", C::Producer),
        ] {
            assert_eq!(Column::of_heading(heading), Some(column), "{heading}");
        }
        assert_eq!(Column::of_heading("Jumlah tenaga kerja"), None);
    }
}
