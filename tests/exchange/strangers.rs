//! Lists of cooperatives, shops and exporters: words that point elsewhere, several in one cell, contacts that are none.

use etalase::exchange::{CellVerdict, Note, Review};
use etalase::model::Catalog;

use crate::known::{all, maker, product, verdict};
use crate::variations::reviewed;

fn csv(text: &str) -> Review {
    reviewed(&Catalog::default(), "a.csv", text.as_bytes())
}

#[test]
fn what_is_read_as_above_is_said_and_the_number_beside_is_no_number_above() {
    let review = csv("nama;produsen;telepon;whatsapp;kontak;desa;kabupaten;harga\n\
         Madu;UD Satu;;0812 3456 7843;Siti;Sepaso;Kutai Timur;15.000\n\
         Kopi;UD Dua;;idem;idem;sda;sda;sama\n\
         Teh;UD Tiga;0812 3456 7845;sama;Rina;;;\n");
    for heading in ["whatsapp", "kontak", "desa", "kabupaten", "harga"] {
        let told = verdict(&review, 1, heading);
        assert!(matches!(told, CellVerdict::Repaired(Note::SameAsAbove { .. })), "{heading}: {told:?}");
    }
    assert_eq!(verdict(&review, 2, "whatsapp"), CellVerdict::Refused(Note::NotAPhone));
    let third = review.next.producers.values().find(|one| one.name == "UD Tiga").unwrap();
    assert_eq!((third.phone.as_str(), third.whatsapp.as_str()), ("0812 3456 7845", ""));
}

#[test]
fn several_photos_in_a_cell_are_several_whatever_stands_between() {
    let stands_for = |typed: &str| -> Vec<String> {
        let review = csv(&format!("nama;foto\nUji;{typed}\n"));
        let names = review.photos.iter().map(|photo| match &photo.source {
            etalase::exchange::PhotoLocation::Named { file } => file.clone(),
            other => panic!("{other:?}"),
        });
        names.collect()
    };
    for between in [" dan ", " and ", " & ", " + ", ", ", ",", " "] {
        let typed = format!("foto/kopi 1.jpg{between}foto/kopi 2.JPG");
        assert_eq!(stands_for(&typed), ["foto/kopi 1.jpg", "foto/kopi 2.JPG"], "{typed}");
    }
    for one in ["keripik, pedas.jpg", "kopi dan susu.jpg", "a+b & c.png", "foto.jpg.jpg"] {
        assert_eq!(stands_for(one), [one]);
    }
}

#[test]
fn a_village_that_is_not_known_stays_beside_its_district() {
    for (address, place) in [
        ("Dusun Mawar, Desa Entahlah, Kec. Waru, Kab. Penajam Paser Utara", "Dusun Mawar, Desa Entahlah"),
        ("Kec. Waru, Kab. PPU", ""),
    ] {
        let text = format!("nama;alamat\nUji;{address}\n");
        let review = csv(&text);
        let Some(question) = review.questions.first() else {
            assert_eq!(product(&review).place, place, "{address}");
            continue;
        };
        let district = question
            .candidates
            .iter()
            .position(|one| matches!(one, etalase::exchange::Answer::Region(code) if code.as_str() == "64.09.02"));
        let answer = question.candidates[district.unwrap()].clone();
        let answers = [(question.key.clone(), answer)].into();
        let (_, answered) = crate::cases::reviewed_with(&Catalog::default(), "a.csv", text.as_bytes(), answers);
        assert_eq!((product(&answered).origin.as_str(), product(&answered).place.as_str()), ("64.09.02", place));
    }
}

#[test]
fn numbers_that_are_no_whatsapp_are_none() {
    for (typed, whatsapp, phone) in [
        ("0812 3456 7843 (telegram saja)", "", "0812 3456 7843"),
        ("0541741238", "", "0541741238"),
        ("541741238", "", "0541741238"),
        ("0812 3456 7843, Fax 0541 741237", "0812 3456 7843", ""),
    ] {
        for (file, review) in all(&["produsen", "whatsapp"], &["UD Satu", typed]) {
            let one = maker(&review);
            assert_eq!((one.whatsapp.as_str(), one.phone.as_str()), (whatsapp, phone), "{file} {typed}");
        }
    }
    for (file, review) in all(&["produsen", "whatsapp"], &["UD Satu", "-81234567856"]) {
        assert_eq!(verdict(&review, 0, "whatsapp"), CellVerdict::Refused(Note::NotAPhone), "{file}");
    }
    for (file, review) in all(&["produsen", "kontak", "situs"], &["UD Satu", "tidak ada HP", "Kunjungi"]) {
        assert!(maker(&review).contact_person.is_empty() && maker(&review).web.is_empty(), "{file}");
        let told = CellVerdict::Refused(Note::NotTaken { words: "Kunjungi".into() });
        assert_eq!(verdict(&review, 0, "situs"), told, "{file}");
    }
}

#[test]
fn a_blank_before_a_unit_makes_no_other_product() {
    let first = csv("nama;kabupaten;harga\nMadu Hutan 250 ml;Paser;85.000\n").next;
    let again = reviewed(&first, "b.csv", b"nama;kabupaten;harga\nMadu Hutan 250ml;Paser;90.000\n");
    assert_eq!((again.next.products.len(), again.counts.changed), (1, 1), "{:?}", again.questions);
    // A product that is stored under the number of its row keeps it, however its unit is written.
    let numbered =
        reviewed(&Catalog::default(), "a.json", br#"[{"id": "1", "name": "Madu 250 ml", "brand": "Rimba"}]"#).next;
    let same = reviewed(&numbered, "b.csv", b"ID;nama;merek\n1;Madu 250ml;Hutan\n2;Kopi;\n");
    assert_eq!((same.next.products.len(), same.counts.changed), (2, 1), "{:?}", same.rows);
    let other = reviewed(&first, "b.csv", b"nama;kabupaten;harga\nMadu Hutan 500ml;Paser;90.000\n");
    assert_eq!(other.next.products.len(), 2);
}

#[test]
fn signs_before_lines_shares_of_a_time_and_marks_of_wordpress_go_nowhere() {
    let review = csv(
        "nama;varian;merek;masa simpan;ringkasan\nUji;\"- Coklat\n- Hitam\";unbranded;100%;\"[gallery ids=\"\"1,2\"\"] Isi [5] produk\"\n",
    );
    let product = product(&review);
    let variants: Vec<&str> = product.variants.iter().map(|one| one.id.as_str()).collect();
    assert_eq!((variants, product.brand.as_str()), (vec!["Coklat", "Hitam"], ""));
    assert_eq!(verdict(&review, 0, "masa simpan"), CellVerdict::Refused(Note::NoNumber));
    assert_eq!(product.summary.id, "Isi [5] produk");
    assert_eq!(verdict(&review, 0, "ringkasan"), CellVerdict::Repaired(Note::TagsRemoved));
}

#[test]
fn what_a_cell_holds_beside_its_answer_is_said() {
    for (file, review) in all(&["NIB"], &["912000765432 1"]) {
        assert_eq!(product(&review).certifications[0].number, "912000765432 1", "{file}");
    }
    for (file, review) in all(&["Varian"], &["3 motif: anggang, pakis, mangrove"]) {
        let names: Vec<&str> = product(&review).variants.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(names, ["anggang", "pakis", "mangrove"], "{file}");
    }
    for (file, review) in all(&["Isi bersih"], &["500ml;1L"]) {
        assert_eq!(verdict(&review, 0, "Isi bersih"), CellVerdict::Refused(Note::NoNumber), "{file}");
    }
    for (file, review) in all(&["produsen", "kontak"], &["UD Satu", "Chat di sini"]) {
        let told = CellVerdict::Refused(Note::NotTaken { words: "Chat di sini".into() });
        assert_eq!(verdict(&review, 0, "kontak"), told, "{file}");
    }
    let review = csv("nama,kategori\n\"Keripik Pisang; Keripik Talas; Stik Ubi\",Olahan\n\"Madu; 250 ml\",Madu\n");
    let made: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    assert_eq!(made, ["Madu; 250 ml"]);
}

#[test]
fn weeks_in_a_heading_are_weeks_and_nobody_is_no_contact() {
    for (file, review) in all(&["Lama pengerjaan (minggu)"], &["2"]) {
        assert_eq!(product(&review).lead_time_days, Some(14), "{file}");
    }
    for (file, review) in all(&["Lama pengerjaan (bulan)"], &["2"]) {
        assert_eq!(product(&review).lead_time_days, None, "{file}");
    }
    for typed in ["ybs", "pemilik", "lihat di IG", "tidak bersedia"] {
        for (file, review) in all(&["produsen", "kontak"], &["UD Satu", typed]) {
            assert_eq!(maker(&review).contact_person, "", "{file} {typed}");
        }
    }
    for typed in ["tidak berkelompok", "kelompok (belum ada nama)", "dalam proses pembentukan"] {
        for (file, review) in all(&["produsen"], &[typed]) {
            assert!(review.next.producers.is_empty(), "{file} {typed}");
        }
    }
    for (heading, typed) in [("PIRT", "43832"), ("Halal", "ID3311")] {
        for (file, review) in all(&[heading], &[typed]) {
            let told = verdict(&review, 0, heading);
            assert!(matches!(told, CellVerdict::Repaired(Note::CodeLength { .. })), "{file} {typed}: {told:?}");
        }
    }
}

#[test]
fn headings_of_parts_are_no_products_or_are_told() {
    let review =
        csv("Nama Produk;Harga\nKERAJINAN;\nTas;50.000\nTopi;40.000\nTikar;90.000\nAneka Kain;\nBatik Tulis;900.000\n");
    let made = review.next.products.len();
    let told = review
        .notes
        .iter()
        .any(|(_, note)| matches!(note, Note::File(etalase::exchange::FileFault::OnlyNames { row: 5, count: 1 })));
    assert!(made == 5 && told, "{made} {:?}", review.notes);
}

#[test]
fn permits_and_amounts_of_records_are_whole_or_told() {
    let text = r#"[{"id": "madu", "name": "Madu", "min_order": {"unit": "pcs"},
        "certifications": [{"kind": "Bpom", "number": "MD 210311001027"}, {}, {"kind": "Halal", "status": "Held"}]}]"#;
    let review = reviewed(&Catalog::default(), "a.json", text.as_bytes());
    let product = product(&review);
    assert!(product.min_order.is_none() && product.certifications.len() == 1, "{product:?}");
    let refused = review.rows[0].cells.iter().filter(|cell| matches!(cell.verdict, CellVerdict::Refused(_))).count();
    assert_eq!(refused, 3, "{:?}", review.rows[0].cells);
}

#[test]
fn nulls_inside_a_record_are_empty_and_entities_part_no_names() {
    let text = r#"[{"id": "abon", "name": {"id": "Abon", "en": null}, "description": {"id": "Gurih.", "en": null}},
        {"id": "kopi", "name": {"id": "Kopi &amp; Gula"}}]"#;
    let review = reviewed(&Catalog::default(), "a.json", text.as_bytes());
    let made: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    assert_eq!(made, ["Abon", "Kopi & Gula"], "{:?}", review.rows);
}

#[test]
fn a_line_of_business_that_becomes_the_category_is_told() {
    for (heading, is_told) in [("Jenis Usaha", true), ("Kategori", false)] {
        for (file, review) in all(&[heading], &["Kuliner"]) {
            assert!(!product(&review).category.is_empty(), "{file} {heading}");
            let told = |note: &Note| matches!(note, Note::File(etalase::exchange::FileFault::LineOfBusiness { .. }));
            assert_eq!(review.notes.iter().any(|(_, note)| told(note)), is_told, "{file} {heading}");
        }
    }
}
