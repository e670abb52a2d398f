//! What lists say of makers, places and contacts in ways of their own: taken apart, asked or said.

use etalase::exchange::{CellVerdict, FileFault, Note, QuestionKey, Review, Verdict};
use etalase::model::{Catalog, Period, PriceBasis, Producer, Product};

use crate::variations::Typed::Text;
use crate::variations::{Variation, csv, ods, price, reviewed, xlsx};

/// Headings and cells beside the name `Uji`, as .xlsx, .ods and .csv.
pub(crate) fn all(headings: &[&'static str], cells: &[&'static str]) -> Vec<(&'static str, Review)> {
    let headings: Vec<&str> = std::iter::once("nama").chain(headings.iter().copied()).collect();
    let cells: Vec<_> = std::iter::once("Uji").chain(cells.iter().copied()).map(Text).collect();
    let one = Variation { headings: &headings, cells: &cells, found: price, right: "", told: "" };
    let files = [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one)), ("a.csv", csv(&one))];
    files.map(|(file, bytes)| (file, reviewed(&Catalog::default(), file, &bytes))).into()
}

pub(crate) fn product(review: &Review) -> &Product {
    review.next.products.values().next().unwrap()
}

pub(crate) fn maker(review: &Review) -> &Producer {
    review.next.producers.values().next().unwrap()
}

pub(crate) fn verdict(review: &Review, row: usize, heading: &str) -> CellVerdict {
    review.rows[row].cells.iter().find(|cell| cell.heading == heading).unwrap().verdict.clone()
}

const PLACES: [&str; 4] = ["Alamat", "Desa", "Kecamatan", "Kabupaten"];

#[test]
fn a_street_beside_columns_of_regions_is_the_place() {
    for (address, place) in [
        ("Jl. Poros RT 3", "Jl. Poros RT 3"),
        ("Sepaso", ""),
        ("Jl. Mulawarman No. 5, Sepaso, Bengalon", "Jl. Mulawarman No. 5"),
        ("Sepaso RT 2, Kec. Bengalon, Kab. Kutai Timur", "RT 2"),
        ("Krajan Wetan", "Krajan Wetan"),
    ] {
        for (file, review) in all(&PLACES, &[address, "Sepaso", "Bengalon", "Kutai Timur"]) {
            assert!(review.questions.is_empty(), "{file} {address}: {:?}", review.questions);
            let product = product(&review);
            assert_eq!((product.origin.as_str(), product.place.as_str()), ("64.08.09.2001", place), "{file} {address}");
            let is_said = matches!(
                verdict(&review, 0, "Alamat"),
                CellVerdict::Repaired(Note::KeptAsPlace { is_known: true, .. })
            );
            assert_eq!(is_said, !place.is_empty(), "{file} {address}");
        }
    }
    // Another regency beside the columns: one of the two is wrong.
    for (file, review) in all(&PLACES, &["Desa Lung Anai, Loa Kulu", "Sepaso", "Bengalon", "Kutai Timur"]) {
        assert!(matches!(review.questions[0].key, QuestionKey::Place { .. }), "{file}");
    }
}

#[test]
fn an_address_in_one_line_says_its_regions() {
    for (address, origin, place) in [
        ("Desa Lung Anai Kecamatan Loa Kulu Kabupaten Kutai Kartanegara", "64.02.02.2010", ""),
        ("Jl. Raya No. 5, Lung Anai, Loa Kulu", "64.02.02.2010", "Jl. Raya No. 5"),
        (
            "Kp. Lama RT 01/02 Ds. Lung Anai Kec. Loa Kulu Kab. Kutai Kartanegara Kalimantan Timur 75571",
            "64.02.02.2010",
            "Kp. Lama RT 01/02, 75571",
        ),
        ("Jl. Raya No. 5, Lung Anai, Loa Kulu, Kode Pos: 75571", "64.02.02.2010", "Jl. Raya No. 5, 75571"),
    ] {
        for (file, review) in all(&["Alamat"], &[address]) {
            let product = product(&review);
            assert_eq!((product.origin.as_str(), product.place.as_str()), (origin, place), "{file} {address}");
        }
    }
}

#[test]
fn a_postcode_without_a_street_is_told() {
    for address in ["Lung Anai, Loa Kulu 75571", "Desa Lung Anai, Kec. Loa Kulu, Kodepos 75571"] {
        for (file, review) in all(&["Alamat"], &[address]) {
            let product = product(&review);
            assert_eq!((product.origin.as_str(), product.place.as_str()), ("64.02.02.2010", ""), "{file} {address}");
            let told = CellVerdict::Repaired(Note::NotTaken { words: "75571".into() });
            assert_eq!(verdict(&review, 0, "Alamat"), told, "{file} {address}");
        }
    }
}

#[test]
fn a_place_that_another_list_replaces_is_said() {
    let first = reviewed(&Catalog::default(), "a.csv", b"nama;produsen;Alamat\nMadu;KTH A;RT 3\n").next;
    let again = reviewed(&first, "a.csv", b"nama;produsen;Alamat\nMadu;KTH A;RT 3\n");
    assert_eq!(again.counts.unchanged, 1);
    let second = reviewed(&first, "a.csv", b"nama;produsen;Alamat\nMadu;KTH A;RT 9\n");
    let note = Note::KeptAsPlace { is_known: false, was: "RT 3".into() };
    assert_eq!(verdict(&second, 0, "Alamat"), CellVerdict::Repaired(note));
}

#[test]
fn a_contacts_cell_is_taken_apart() {
    for (typed, person, whatsapp, phone, email) in [
        ("081234567890 / 085712345678", "", "081234567890", "085712345678", ""),
        ("(0251) 8321234", "", "", "(0251) 8321234", ""),
        ("Siti (081234567890), Budi (085712345678)", "Siti Budi", "081234567890", "085712345678", ""),
        ("Ibu Ani 081234567891 / 0251-8321234", "Ibu Ani", "081234567891", "0251-8321234", ""),
        ("081234567890 kwt@gmail.com", "", "081234567890", "", "kwt@gmail.com"),
        ("Siti https://wa.me/6281234567890", "Siti", "+6281234567890", "", ""),
        ("Siti Aminah", "Siti Aminah", "", "", ""),
        ("WA 081234567890 IG @kwt", "", "081234567890", "", ""),
        ("081234567892 a.n. Joko", "Joko", "081234567892", "", ""),
    ] {
        for (file, review) in all(&["produsen", "Kontak"], &["KWT Uji", typed]) {
            let one = maker(&review);
            let found = [&one.contact_person, &one.whatsapp, &one.phone, &one.email].map(String::as_str);
            assert_eq!(found, [person, whatsapp, phone, email], "{file} {typed}");
            let bytes = format!("nama;produsen;Kontak\nUji;KWT Uji;{typed}\n");
            let again = reviewed(&review.next, "b.csv", bytes.as_bytes());
            assert_eq!(again.next.producers, review.next.producers, "{file} {typed} again");
        }
    }
    let left = |file: &str| match verdict(&reviewed(&Catalog::default(), "a.csv", file.as_bytes()), 0, "Kontak") {
        CellVerdict::Repaired(Note::PhonesRead { left, .. }) => left,
        verdict => panic!("{verdict:?}"),
    };
    assert_eq!(left("nama;produsen;Kontak\nUji;KWT;WA 081234567890 IG @kwt\n"), "@kwt");
    assert_eq!(left("nama;produsen;Kontak\nUji;KWT;081111111111, 082222222222, 083333333333\n"), "083333333333");
}

#[test]
fn one_number_in_two_spellings_is_no_contradiction_and_no_change() {
    let list = "nama;produsen;no hp\nMadu;KTH A;081234567890\nKopi;KTH A;+62 812-3456-7890\n";
    let first = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    assert_eq!(first.counts.cells_refused, 0);
    let again = reviewed(&first.next, "b.csv", b"nama;produsen;no hp\nMadu;KTH A;0812-3456-7890\n");
    assert_eq!(maker(&again).whatsapp, "081234567890");
}

#[test]
fn rows_that_name_no_maker_below_one_that_does_are_told() {
    let told = |list: &str| {
        let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
        review.notes.iter().find_map(|(_, note)| match note {
            Note::File(FileFault::LooksMerged { row, count }) => Some((*row, *count)),
            _ => None,
        })
    };
    assert_eq!(told("No;Produsen;Desa;Nama\n1;KWT A;Sepaso;Madu\n2;;;Kopi\n3;;;Teh\n"), Some((2, 2)));
    assert_eq!(told("Produsen;Nama\nKWT A;Madu\n;Kopi\n"), Some((2, 1)));
    assert_eq!(told("No;Produsen;Desa;Nama\n1;KWT A;Sepaso;Madu\n2;;Lung Anai;Kopi\n"), None);
    assert_eq!(told("id;Produsen;Nama\nmadu;KWT A;Madu\nkopi;;Kopi\n"), None);
}

#[test]
fn numbers_that_do_not_count_the_rows_are_told() {
    let told = |list: &str| {
        let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
        review.notes.iter().any(|(_, note)| matches!(note, Note::NumbersLeftOut { .. }))
    };
    assert!(told("Nomor;Nama\n4471;Madu\n982;Kopi\n") && told("No;Nama\nUMKM/12/2024;Madu\n"));
    assert!(!told("No;Nama\n1;Madu\n2.;Kopi\niii;Teh\n") && !told("No.;Nama\n(12);Madu\n"));
    let first = reviewed(&Catalog::default(), "a.csv", b"nama;harga\nMadu;5000\n").next;
    let second = reviewed(&first, "a.csv", b"id;nama;harga\nMD-07;Madu;5000\n");
    assert!(matches!(verdict(&second, 0, "id"), CellVerdict::Repaired(Note::IdStays { .. })));
}

#[test]
fn a_kind_beside_a_name_is_a_category_and_no_row_is_taken_before_its_name_is_known() {
    for list in ["Jenis Produk;Nama Produk\nMakanan;Dodol\n", "Nama Produk;Jenis Produk\nDodol;Makanan\n"] {
        let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
        assert!(review.questions.is_empty(), "{:?}", review.questions);
        assert_eq!((product(&review).name.id.as_str(), product(&review).category.as_str()), ("Dodol", "makanan"));
        let made = Note::CategoriesMade { names: "Makanan".into() };
        assert!(review.notes.iter().any(|(_, note)| *note == made), "{:?}", review.notes);
    }
    let open = reviewed(&Catalog::default(), "a.csv", b"Nama Produk;Nama Barang\nMakanan;Dodol\n");
    assert!(open.next.products.is_empty() && open.counts.waiting == 1, "{:?}", open.counts);
}

#[test]
fn a_period_before_what_it_holds_for_is_the_period() {
    for (typed, unit, per) in [
        ("100 kg/bln (musim panen)", "kg (musim panen)", Period::Month),
        ("200 pcs/hari (tergantung cuaca)", "pcs (tergantung cuaca)", Period::Day),
        ("50 kg/bulan per anggota", "kg per anggota", Period::Month),
        ("100 kg per minggu saat panen", "kg saat panen", Period::Week),
    ] {
        for (file, review) in all(&["kapasitas"], &[typed]) {
            let capacity = product(&review).capacity.clone().unwrap();
            assert_eq!((capacity.unit.as_str(), capacity.per), (unit, Some(per)), "{file} {typed}");
        }
    }
}

#[test]
fn a_maker_keeps_its_name_and_two_villages_are_two_makers() {
    let of = |catalog: &Catalog, list: &str| reviewed(catalog, "a.csv", list.as_bytes());
    let first = of(&Catalog::default(), "nama;produsen\nMadu;KWT Melati\n").next;
    let list = "nama;produsen;desa;kecamatan\nKopi;KWT Melati;Sepaso;Bengalon\nTeh;KWT Melati;Lung Anai;Loa Kulu\n";
    let second = of(&first, list);
    assert!(matches!(second.questions[0].key, QuestionKey::Producer { .. }), "{:?}", second.questions);
    assert_eq!(second.questions.len(), 1);
}

#[test]
fn a_name_in_capitals_is_no_new_name() {
    let first = reviewed(&Catalog::default(), "a.csv", b"nama;harga\nMadu Kelulut;5000\nKOPI;1000\n").next;
    let names = |list: &str| {
        let review = reviewed(&first, "a.csv", list.as_bytes());
        review.next.products.values().map(|one| one.name.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        names("nama;harga\nMADU KELULUT;6000\nmadu  kelulut;6000\n")
            .iter()
            .filter(|name| *name == "Madu Kelulut")
            .count(),
        1
    );
    assert!(names("nama;harga\nKopi;6000\n").contains(&"Kopi".to_owned()));
}

#[test]
fn a_cell_that_was_emptied_is_told_and_counted_things_have_no_thousandths() {
    let of = |catalog: &Catalog, list: &str| reviewed(catalog, "a.csv", list.as_bytes());
    let first = of(&Catalog::default(), "id;nama;harga;merek\nmadu-hutan-0a1b;Madu;5000;Uji\n").next;
    let told = |list: &str| {
        let review = of(&first, list);
        review.notes.iter().find_map(|(at, note)| match note {
            Note::EmptyStays { count } => Some((at.column, *count)),
            _ => None,
        })
    };
    assert_eq!(told("id;nama;harga;merek\nmadu-hutan-0a1b;Madu;5000;\n"), Some((Some(3), 1)));
    assert_eq!(told("id;nama;harga;merek;isi bersih\nmadu-hutan-0a1b;Madu;5000;Uji;\n"), None);
    assert_eq!(told("nama;harga;merek\nMadu;5000;\n"), None, "a list that says nothing of it");
    for (file, review) in all(&["kapasitas"], &["2.000 bungkus per minggu"]) {
        assert!(review.questions.is_empty(), "{file}");
        assert_eq!(product(&review).capacity.clone().unwrap().min, Some(2000.into()), "{file}");
    }
}

#[test]
fn what_stands_behind_a_prices_unit_is_no_unit() {
    for (typed, unit, basis, note) in [
        ("USD 3,5/kg FOB", "kg", Some(PriceBasis::Fob), ""),
        ("USD 1200 per ton FOB Tanjung Priok", "ton", Some(PriceBasis::Fob), "Tanjung Priok"),
        ("15.000/pcs min 10", "pcs", None, "min 10"),
        ("15.000/pcs grosir", "pcs", Some(PriceBasis::Wholesale), ""),
        ("15.000/bungkus kecil", "bungkus kecil", None, ""),
        ("15rb/bks, grosir 12rb min 50", "bks", None, ""),
    ] {
        for (file, review) in all(&["harga"], &[typed]) {
            let price = &product(&review).prices[0];
            assert_eq!(
                (price.unit.as_str(), price.basis, price.note.id.as_str()),
                (unit, basis, note),
                "{file} {typed}"
            );
        }
    }
}

#[test]
fn a_contact_that_another_row_replaces_is_told() {
    let of = |catalog: &Catalog, list: &str| reviewed(catalog, "a.csv", list.as_bytes());
    let first = of(&Catalog::default(), "nama;produsen;no hp\nMadu;KWT Melati;081234567890\n").next;
    let second = of(&first, "nama;produsen;no hp\nSambal;KWT Melati;081311112222\n");
    let replaced = |review: &Review| {
        let mut cells = review.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| matches!(&cell.verdict, CellVerdict::Repaired(Note::ContactReplaced { was, .. }) if was == "081234567890"))
    };
    assert!(replaced(&second) || !second.questions.is_empty(), "{:?}", second.rows);
    assert!(!replaced(&of(&first, "nama;produsen;no hp\nSambal;KWT Melati;0812-3456-7890\n")));
    // Whatever else is said of the cell.
    assert!(replaced(&of(&first, "nama;produsen;no hp\nMadu;KWT Melati;081311112222 / 0541-741234\n")));
}

#[test]
fn a_village_beside_a_regencys_code_is_the_village() {
    for (code, origin) in [("34.02", "34.02.15.2004"), ("34", "34.02.15.2004"), ("34.02.15.2004", "34.02.15.2004")] {
        for (file, review) in
            all(&["kode_wilayah", "Desa", "Kecamatan", "Kabupaten"], &[code, "Panggungharjo", "Sewon", "Bantul"])
        {
            assert_eq!(product(&review).origin.as_str(), origin, "{file} {code}: {:?}", review.questions);
        }
    }
    for (file, review) in all(&["Desa", "Kecamatan", "Kabupaten"], &["Kal. Panggungharjo", "Kapanewon Sewon", "Bantul"])
    {
        assert_eq!(product(&review).origin.as_str(), "34.02.15.2004", "{file}");
    }
}

#[test]
fn an_extension_and_a_name_beside_a_number_are_kept_or_told() {
    for (file, review) in all(&["produsen", "No HP"], &["KWT", "(0274) 123456 ext 12"]) {
        assert_eq!(maker(&review).phone, "0274 123456 ext 12", "{file}");
    }
    for (file, review) in all(&["produsen", "No HP"], &["KWT", "0812-3456-7890 / 0813-1111-2222 (Bu Siti)"]) {
        let left = match verdict(&review, 0, "No HP") {
            CellVerdict::Repaired(Note::PhonesRead { left, .. }) => left,
            verdict => panic!("{file} {verdict:?}"),
        };
        assert_eq!(left, "Bu Siti", "{file}");
    }
    for (file, review) in all(&["kapasitas"], &["100/bln (2 kuintal)"]) {
        assert!(product(&review).capacity.is_none() && review.counts.cells_refused == 1, "{file}");
    }
}

#[test]
fn a_telephone_and_a_chat_number_have_a_column_each() {
    for headings in [["produsen", "No. HP", "No. WA"], ["produsen", "No. WA", "No. HP"]] {
        let chat_first = headings[1] == "No. WA";
        let numbers = if chat_first { ["081234567890", "081311112222"] } else { ["081311112222", "081234567890"] };
        for (file, review) in all(&headings, &["KWT", numbers[0], numbers[1]]) {
            assert!(review.questions.is_empty(), "{file}: {:?}", review.questions);
            let found = [&maker(&review).whatsapp, &maker(&review).phone].map(String::as_str);
            assert_eq!(found, ["081234567890", "081311112222"], "{file}");
        }
    }
}

#[test]
fn another_table_beside_the_list_is_told() {
    let list = "nama;harga;;Bahan Baku;Harga Beli;Stok\nMadu;5000;;Gula;1000;3\nKopi;6000;;;;\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let is_told = |(_, note): &(_, Note)| matches!(note, Note::File(FileFault::SideBySide { column: 2 }));
    assert!(review.notes.iter().any(is_told), "{:?}", review.notes);
    let plain = reviewed(&Catalog::default(), "a.csv", b"nama;harga;;Bahan Baku;Kemasan\nMadu;5000;;Gula;Botol\n");
    assert!(!plain.notes.iter().any(is_told), "{:?}", plain.notes);
}

#[test]
fn the_number_format_of_a_capacity_goes_before_a_unit_beside_it() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["nama", "Kapasitas/Bulan", "Satuan"].iter().enumerate() {
        sheet.write(0, column as u16, *heading).unwrap();
    }
    sheet.write(1, 0, "Uji").unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("0\" kg\"");
    sheet.write_with_format(1, 1, 500, &format).unwrap();
    sheet.write(1, 2, "bungkus").unwrap();
    let review = reviewed(&Catalog::default(), "a.xlsx", &book.save_to_buffer().unwrap());
    let capacity = product(&review).capacity.clone().unwrap();
    assert_eq!((capacity.min, capacity.unit.as_str()), (Some(500.into()), "kg"));
}

#[test]
fn another_table_below_the_list_is_no_product() {
    let list =
        "No,Nama Produk,Produsen,Harga\n1,Madu,KWT A,50000\n,,,\nNo,Nama Alat,Jumlah,Harga\n1,Wajan besar,2,350000\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    assert_eq!((review.next.products.len(), review.next.producers.len()), (1, 1));
    let is_told = |row: &etalase::exchange::RowReview| {
        matches!(row.verdict, Verdict::Refused(Note::File(FileFault::OtherTable { .. })))
    };
    assert!(review.rows.iter().any(is_told), "{:?}", review.rows);
    let awards = reviewed(&Catalog::default(), "a.csv", b"nama;penghargaan\nMadu;blm pernah\n");
    assert!(product(&awards).awards.is_empty());
}

#[test]
fn a_plain_yes_to_a_permit_is_taken_without_a_word() {
    for typed in ["√", "✓", "✔", "v", "V", "ada", "Ada", "ya", "sudah", "punya", "sudah ada", "dimiliki", "sdh"] {
        for heading in ["Halal", "PIRT", "NIB"] {
            for (file, review) in all(&[heading], &[typed]) {
                let said = |cell: &etalase::exchange::CellReview| {
                    matches!(&cell.verdict, CellVerdict::Repaired(Note::NotTaken { .. }))
                };
                assert!(!review.rows[0].cells.iter().any(said), "{file} {heading} {typed}: {:?}", review.rows[0].cells);
                assert!(review.questions.is_empty(), "{file} {heading} {typed}");
            }
        }
    }
}

#[test]
fn sizes_footnotes_and_names_behind_a_stroke_are_no_riddle() {
    for (file, review) in all(&["Varian", "Penghargaan"], &["S/M/L/XL", "tanya dulu"]) {
        let product = product(&review);
        let sizes: Vec<&str> = product.variants.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(sizes, ["S", "M", "L", "XL"], "{file}");
        assert!(product.awards.is_empty(), "{file}");
        assert_eq!(verdict(&review, 0, "Penghargaan"), CellVerdict::LeftOut(Note::SaysNone), "{file}");
    }
    // As it is when a person edits our export by hand; ours have blanks around the stroke.
    for (typed, is_told) in [("Merah|Red", true), ("Merah | Red", false)] {
        for (file, review) in all(&["Varian"], &[typed]) {
            assert_eq!(product(&review).variants[0].en, "Red", "{file}");
            let told = CellVerdict::Repaired(Note::SecondIsEnglish { english: "Red".into() });
            assert_eq!(verdict(&review, 0, "Varian") == told, is_told, "{file} {typed}");
        }
    }
    for (name, stored, mark) in [("Kopi *)", "Kopi", "*)"), ("Teh**", "Teh", "**"), ("Madu (*)", "Madu", "(*)")] {
        let one = Variation { headings: &["nama"], cells: &[Text(name)], found: price, right: "", told: "" };
        let files = [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one)), ("a.csv", csv(&one))];
        for (file, bytes) in files {
            let review = reviewed(&Catalog::default(), file, &bytes);
            assert_eq!(product(&review).name.id, stored, "{file}");
            let told = CellVerdict::Repaired(Note::NotTaken { words: mark.into() });
            assert_eq!(verdict(&review, 0, "nama"), told, "{file}");
        }
    }
}

#[test]
fn a_heading_and_a_cell_that_name_different_buyers_are_told() {
    for (file, review) in all(&["Harga grosir", "Jenis harga"], &["10.000", "eceran"]) {
        assert_eq!(product(&review).prices[0].basis, Some(PriceBasis::Wholesale), "{file}");
        let told = Note::OtherCellSays { said: "grosir".into() };
        assert_eq!(verdict(&review, 0, "Jenis harga"), CellVerdict::Refused(told), "{file}");
    }
}
