//! Lists as forms, shops and hands make them: several permits in a cell, headings that ask, currencies in a column of their own.

use etalase::exchange::{CellVerdict, FileFault, Note, QuestionKey, Review, Verdict};
use etalase::model::Catalog;

use crate::known::{all, maker, product, verdict};
use crate::variations::reviewed;

#[test]
fn permits_of_several_kinds_in_one_cell_are_told_apart() {
    use etalase::model::CertificationStatus::{Held, InProcess};
    let permits = |review: &Review| -> Vec<String> {
        let list = product(review).certifications.iter();
        let status = |one: &etalase::model::Certification| match one.status {
            Held => "held",
            InProcess => "in process",
            _ => "else",
        };
        list.map(|one| format!("{:?} {} {}", one.kind, status(one), one.number).trim_end().to_owned()).collect()
    };
    for heading in ["Izin", "Legalitas Usaha", "Izin yang dimiliki (boleh lebih dari satu)"] {
        for (typed, right) in [
            ("PIRT, Halal", vec!["Pirt held", "Halal held"]),
            (
                "NIB; P-IRT 2066401010012-29 dan Halal MUI",
                vec!["Nib held", "Pirt held P-IRT 2066401010012-29", "Halal held"],
            ),
            ("NIB: 1234567890123\nPIRT proses", vec!["Nib held 1234567890123", "Pirt in process"]),
            ("Halal/NIB/SIUP", vec!["Halal held", "Nib held", "Other(\"SIUP\") held"]),
            ("Sertifikat CPPB", vec!["Other(\"Sertifikat CPPB\") held"]),
            ("Halal belum ada", vec![]),
            ("belum ada", vec![]),
            ("sudah ada", vec![]),
        ] {
            for (file, review) in all(&[heading], &[typed]) {
                assert!(review.questions.is_empty(), "{file} {typed}: {:?}", review.questions);
                assert_eq!(permits(&review), right, "{file} {heading} {typed}");
                let is_refused = typed == "sudah ada"
                    && matches!(verdict(&review, 0, heading), CellVerdict::Refused(Note::NotAWord { .. }));
                assert!(is_refused || typed != "sudah ada", "{file} {typed}");
            }
        }
    }
    // Whether it is over is asked of that one, and of those beside it of which nothing is said.
    for (typed, asked, left) in [("NIB 1234567890123, PIRT habis 2023", 1, 1), ("Halal, PIRT (habis)", 2, 0)] {
        for (file, review) in all(&["Izin"], &[typed]) {
            assert_eq!((review.questions.len(), permits(&review).len()), (asked, left), "{file} {typed}");
            // Each question says which permit it is about.
            let names_one = |key: &QuestionKey| matches!(key, QuestionKey::Permit { typed, .. } if typed.contains(char::is_uppercase));
            assert!(review.questions.iter().all(|question| names_one(&question.key)), "{file} {typed}");
        }
    }
}

#[test]
fn headings_that_ask_a_question_are_known() {
    use etalase::model::ProducerField::Whatsapp;
    let headings = ["No. HP/WA yang bisa dihubungi", "Harga yang ditawarkan", "Ket. Harga"];
    for (file, review) in all(&headings, &["0812-3456-7890", "180.000", "per lusin"]) {
        let price = &product(&review).prices[0];
        assert_eq!((price.amount, price.note.id.as_str()), (180_000, "per lusin"), "{file}");
        let maker = review.rows[0].cells.iter().find(|cell| cell.heading == headings[0]).unwrap();
        assert_eq!(maker.column, Some(etalase::exchange::Column::Producer(Whatsapp)), "{file}");
    }
}

#[test]
fn hints_of_a_template_and_numbers_are_no_products_and_two_counts_no_question() {
    let text = "No;Nama Produk;No;Harga\n;Tidak dapat diubah;;Wajib\n1;Madu;1;50.000\n2;15000;2;\n";
    let review = reviewed(&Catalog::default(), "a.csv", text.as_bytes());
    assert!(review.questions.is_empty(), "{:?}", review.questions);
    let made: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    assert_eq!(made, ["Madu"]);
    let skipped = review.rows.iter().filter(|row| row.verdict == Verdict::Skipped(Note::NotAProduct)).count();
    assert_eq!(skipped, 2);
}

#[test]
fn a_title_that_names_the_maker_is_told() {
    for (title, is_told) in [
        ("DAFTAR HARGA BUMDES MAJU BERSAMA", true),
        ("DAFTAR BARANG KOPERASI PKK", true),
        ("DAFTAR PRODUK UMKM BINAAN DINAS KOPERASI", false),
        ("PRODUK UNGGULAN UMKM TAHUN 2025", false),
    ] {
        for maker in ["", ";Produsen"] {
            let cell = if maker.is_empty() { "" } else { ";KWT A" };
            let text = format!("{title};;\n\nNama Produk;Harga{maker}\nMadu;50.000{cell}\n");
            let review = reviewed(&Catalog::default(), "a.csv", text.as_bytes());
            let told = review
                .notes
                .iter()
                .any(|(_, note)| matches!(note, Note::File(FileFault::SaidAbove { said }) if said == title));
            assert_eq!(told, is_told && maker.is_empty(), "{title} {maker}: {:?}", review.notes);
        }
    }
}

#[test]
fn stars_behind_a_heading_are_no_part_of_its_unit() {
    for (file, review) in all(&["Berat (Gram)*"], &["300"]) {
        assert_eq!(product(&review).net_content.as_ref().map(|one| one.unit.as_str()), Some("Gram"), "{file}");
    }
}

#[test]
fn contacts_that_are_nobody_and_the_number_that_is_said_to_chat() {
    for (file, review) in all(&["Produsen", "Kontak"], &["KWT", "IG @keripikmekar"]) {
        assert_eq!(maker(&review).contact_person, "", "{file}");
        let told = Note::NotTaken { words: "IG @keripikmekar".into() };
        assert_eq!(verdict(&review, 0, "Kontak"), CellVerdict::Refused(told), "{file}");
    }
    for (typed, person) in [
        ("Ibu Siti 0812-3456-7890 / 0853 1111 2222 (WA)", "Ibu Siti"),
        ("0853 1111 2222 (grup), siti@desa.id", ""),
        ("0812-3456-7890 dan WA 0853 1111 2222", ""),
    ] {
        for (file, review) in all(&["Produsen", "Kontak"], &["KWT", typed]) {
            let maker = maker(&review);
            assert_eq!(maker.whatsapp.replace(' ', ""), "085311112222", "{file} {typed}");
            assert_eq!(maker.contact_person, person, "{file} {typed}");
        }
    }
}

#[test]
fn one_heading_over_currency_number_and_unit_is_a_price() {
    for text in [
        "Nama Produk,Harga,,\nMadu,Rp,15.000,/botol\nKopi,Rp,20.000,/bks\n",
        "Nama Produk,Harga,,\nMadu,Rp,15000,/botol\n",
    ] {
        let review = reviewed(&Catalog::default(), "a.csv", text.as_bytes());
        let madu = review.next.products.values().find(|one| one.name.id == "Madu").unwrap();
        let price = &madu.prices[0];
        assert_eq!((price.amount, &*price.currency, &*price.unit), (15_000, "IDR", "botol"), "{text}");
    }
}

#[test]
fn awards_between_semicolons_are_several_and_one_of_ours_stays_one() {
    let prizes = "Juara 1 TTG 2023; Juara 2 Expo 2024";
    for (file, review) in all(&["Penghargaan"], &[prizes]) {
        assert_eq!(product(&review).awards.len(), 2, "{file}");
    }
    let one = reviewed(&Catalog::default(), "a.csv", format!("nama,penghargaan\nUji,{prizes} |\n").as_bytes());
    assert_eq!(product(&one).awards.len(), 1);
    let ids: Vec<_> = one.next.products.keys().cloned().collect();
    let form = etalase::exchange::CsvForm::Standard;
    let export = etalase::exchange::write_csv(&one.next, &ids, form, etalase::text::Lang::Id).unwrap();
    assert_eq!(product(&reviewed(&Catalog::default(), "a.csv", &export)).awards.len(), 1);
}

#[test]
fn two_capacities_in_a_cell_are_told_and_a_harvest_is_a_period() {
    use etalase::model::Period;
    for (file, review) in all(&["Kapasitas"], &["100 s.d 150 pcs/hari, kalau ramai 300"]) {
        assert_eq!(product(&review).capacity, None, "{file}");
        assert_eq!(verdict(&review, 0, "Kapasitas"), CellVerdict::Refused(Note::NoNumber), "{file}");
    }
    for (file, review) in all(&["Kapasitas"], &["1,5 ton sekali panen"]) {
        let capacity = product(&review).capacity.as_ref().unwrap();
        assert_eq!((capacity.unit.as_str(), capacity.per), ("ton", Some(Period::Batch)), "{file}");
    }
}

#[test]
fn commas_below_a_maker_mean_the_same_one() {
    let text = "Nama Produk;Produsen\nMadu;KWT A\nKopi;,,\nTeh;idem\n";
    let review = reviewed(&Catalog::default(), "a.csv", text.as_bytes());
    let makers: Vec<_> = review.next.products.values().map(|one| one.producer.clone()).collect();
    assert!(makers.iter().all(|one| one.is_some() && *one == makers[0]), "{makers:?}");
}

#[test]
fn nought_is_no_amount_and_a_parcel_is_told() {
    for heading in ["Kapasitas per bulan", "Pesanan minimum", "Isi bersih"] {
        for (file, review) in all(&[heading], &["0"]) {
            let product = product(&review);
            assert!(
                product.capacity.is_none() && product.min_order.is_none() && product.net_content.is_none(),
                "{file}"
            );
            assert_eq!(verdict(&review, 0, heading), CellVerdict::LeftOut(Note::SaysNone), "{file} {heading}");
        }
    }
    for (heading, is_told) in [("Berat (gram)*", true), ("Weight (kg)", true), ("Berat bersih (gram)", false)] {
        for (file, review) in all(&[heading], &["300"]) {
            assert!(product(&review).net_content.is_some(), "{file} {heading}");
            let told = review.notes.iter().any(|(_, note)| matches!(note, Note::File(FileFault::ParcelWeight { .. })));
            assert_eq!(told, is_told, "{file} {heading}");
        }
    }
}

#[test]
fn the_last_two_of_a_list_may_stand_beside_an_and() {
    for (typed, right) in [
        ("Pedas, Original & Balado", vec!["Pedas", "Original", "Balado"]),
        ("Ayam & Keju", vec!["Ayam & Keju"]),
        ("manis, pedas dan asin", vec!["manis", "pedas", "asin"]),
    ] {
        for (file, review) in all(&["Varian"], &[typed]) {
            let names: Vec<&str> = product(&review).variants.iter().map(|one| one.id.as_str()).collect();
            assert_eq!(names, right, "{file} {typed}");
        }
    }
}

#[test]
fn a_permit_that_ends_before_it_was_issued_is_told() {
    for (heading, typed) in [
        ("PIRT", "dimiliki | 2066401010012-29 | Dinkes | 2027-05-01 | 2026-05-01"),
        ("Izin lain", "SIUP | dimiliki | 123456 | Dinas | 2027 | 2026"),
    ] {
        for (file, review) in all(&[heading], &[typed]) {
            let one = &product(&review).certifications[0];
            assert!(one.ends_before_it_begins(), "{file} {typed}");
            let told = verdict(&review, 0, heading);
            assert!(matches!(told, CellVerdict::Repaired(Note::PermitDates { .. })), "{file} {typed}: {told:?}");
            // What is stored like that is not told again.
            let form = etalase::exchange::CsvForm::Standard;
            let ids: Vec<_> = review.next.products.keys().cloned().collect();
            let export = etalase::exchange::write_csv(&review.next, &ids, form, etalase::text::Lang::Id).unwrap();
            let again = reviewed(&review.next, "a.csv", &export);
            assert_eq!(again.counts.unchanged, 1, "{file} {typed}");
        }
    }
    let record = r#"[{"id": "madu", "name": "Madu", "certifications":
        [{"kind": "Halal", "status": "Held", "number": "ID1", "issued": "2027", "expires": "2026"}]}]"#;
    let review = reviewed(&Catalog::default(), "a.json", record.as_bytes());
    let told =
        |cell: &etalase::exchange::CellReview| matches!(cell.verdict, CellVerdict::Repaired(Note::PermitDates { .. }));
    assert!(review.rows[0].cells.iter().any(told), "{:?}", review.rows[0].cells);
}

#[test]
fn a_status_that_may_be_the_businesss_is_told() {
    for (typed, is_told) in [("Siap", false), ("Ready", false), ("Aktif", true), ("tersedia", true)] {
        for (file, review) in all(&["Status"], &[typed]) {
            assert_eq!(product(&review).status, etalase::model::Status::Ready, "{file} {typed}");
            let told = CellVerdict::Repaired(Note::ReadAs { what: "Siap".into() });
            assert_eq!(verdict(&review, 0, "Status") == told, is_told, "{file} {typed}");
        }
    }
}
