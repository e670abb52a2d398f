//! Headings that ask a question, as forms do, and those of the registration of a brand.

use super::columns::{Column, Permit, exact};
use crate::model::CertificationKind;

/// `Merek (HKI)`, `Sertifikat Merek`, `No. Pendaftaran HKI`: whether the brand is registered, and not what it is called.
pub(super) fn of_trademark(folded: &str) -> Option<Column> {
    const RIGHTS: [&str; 4] = ["hki", "haki", "djki", "idm"];
    const REGISTERED: &str = "pendaftaran terdaftar didaftarkan registrasi sertifikat sertifikasi hak permohonan status registered registration certificate";
    let has = |is_it: &dyn Fn(&str) -> bool| folded.split(' ').any(is_it);
    let is_named = has(&|word| matches!(word, "nama" | "name" | "cipta" | "paten" | "desain" | "jenis"));
    let of_brand = has(&|word| matches!(word, "merek" | "merk" | "brand" | "trademark"));
    let is_registered = has(&|word| REGISTERED.split(' ').any(|one| one == word));
    let is_it = has(&|word| RIGHTS.contains(&word)) || of_brand && is_registered;
    let permit = Permit::all().find(|permit| permit.kind() == CertificationKind::Trademark);
    permit.filter(|_| is_it && !is_named).map(Column::Permit)
}

/// `No. HP/WA yang bisa dihubungi`, `Tuliskan nama produk Anda`: as the questions of a form ask.
pub(super) fn in_a_question(folded: &str) -> Option<Column> {
    const BEFORE: [&str; 6] = ["tuliskan ", "tulis ", "sebutkan ", "masukkan ", "isi ", "isikan "];
    const BEHIND: [&str; 8] = [
        " boleh lebih dari satu",
        " jika ada",
        " bila ada",
        " wajib diisi",
        " wajib",
        " bapak ibu",
        " saudara",
        " anda",
    ];
    let asked = folded.split(" yang ").next().unwrap_or(folded);
    let asked = BEFORE.iter().find_map(|word| asked.strip_prefix(word)).unwrap_or(asked);
    let asked = BEHIND.iter().find_map(|word| asked.strip_suffix(word)).unwrap_or(asked);
    // `No. WA aktif`; of a product it would be its status.
    let active = folded.strip_suffix(" aktif").and_then(exact).filter(|column| matches!(column, Column::Producer(_)));
    active.or_else(|| (asked != folded).then(|| exact(asked)).flatten())
}

/// `Apakah produk sudah bersertifikat halal?`, `Punya NIB?`: one permit, and words that ask whether it is there.
pub(super) fn permit_asked(folded: &str) -> Option<Column> {
    const ASKS: &str = "apakah produk usaha sudah telah punya memiliki mempunyai ada bersertifikat bersertifikasi berlabel terdaftar \
        izin sertifikat sertifikasi nomor anda bapak ibu saudara umkm";
    let is_asking = |word: &&str| ASKS.split(' ').any(|one| one == *word);
    let (asking, rest): (Vec<&str>, Vec<&str>) = folded.split(' ').partition(is_asking);
    let permit = exact(&rest.join(" ")).filter(|_| !asking.is_empty());
    permit.filter(|column| matches!(column, Column::Permit(_)))
}
