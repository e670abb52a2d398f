//! How lists are laid out: what lies where, what stands above, below and between, and what is no part of a number.

use etalase::exchange::{FileFault, Note as Said, Review, Verdict};
use etalase::model::Catalog;
use rust_xlsxwriter::{Note, Workbook};

use crate::hostile::{opened, related, relation, sheet, workbook};
use crate::variations::{ods_of, reviewed};

/// A workbook of one sheet with a drawing on it; its picture is `p`.
fn drawn(rows: &str, anchors: &str) -> Vec<u8> {
    let drawing = format!("<xdr:wsDr>{anchors}</xdr:wsDr>");
    workbook(
        &[
            ("xl/worksheets/sheet1.xml", sheet(rows, "<drawing r:id=\"d\"/>").as_bytes()),
            ("xl/worksheets/_rels/sheet1.xml.rels", related(&relation("d", "drawing", "../drawings/a.xml")).as_bytes()),
            ("xl/drawings/a.xml", drawing.as_bytes()),
            ("xl/drawings/_rels/a.xml.rels", related(&relation("p", "image", "../media/a.png")).as_bytes()),
            ("xl/media/a.png", &[7; 100]),
        ],
        "<sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/>",
        &relation("s", "worksheet", "worksheets/sheet1.xml"),
    )
}

#[test]
fn a_picture_in_a_hidden_row_stays_there_and_one_on_no_cell_is_found_by_its_distance() {
    let row = |row: u32, look: &str, name: &str| {
        format!("<row r=\"{row}\" ht=\"80\"{look}><c r=\"A{row}\" t=\"inlineStr\"><is><t>{name}</t></is></c></row>")
    };
    let corner = |name: &str, row: u32, offset: u32| {
        format!(
            "<xdr:{name}><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>\
             <xdr:rowOff>{offset}</xdr:rowOff></xdr:{name}>"
        )
    };
    let picture = "<xdr:pic><a:blip r:embed=\"p\"/></xdr:pic>";
    let rows =
        row(1, "", "nama") + &row(2, " hidden=\"1\"", "Madu") + &row(3, " hidden=\"1\"", "Kopi") + &row(4, "", "Teh");
    let placed = |anchors: &str| -> Vec<u32> {
        opened("a.xlsx", &drawn(&rows, anchors)).sheets[0].pictures.iter().map(|one| one.row).collect()
    };
    let two = |from: u32, to: u32, offset: u32| {
        let (from, to) = (corner("from", from, 10_000), corner("to", to, offset));
        format!("<xdr:twoCellAnchor>{from}{to}{picture}</xdr:twoCellAnchor>")
    };
    let one = format!(
        "<xdr:oneCellAnchor>{}<xdr:ext cx=\"9\" cy=\"900000\"/>{picture}</xdr:oneCellAnchor>",
        corner("from", 2, 0)
    );
    // The last one begins in a hidden row and is shown in the next.
    assert_eq!(placed(&[two(1, 1, 900_000), two(2, 2, 900_000), one, two(2, 3, 900_000)].concat()), [1, 2, 2, 3]);
    let at = |y: i64| {
        format!(
            "<xdr:absoluteAnchor><xdr:pos x=\"9\" y=\"{y}\"/><xdr:ext cx=\"9\" cy=\"900000\"/>{picture}</xdr:absoluteAnchor>"
        )
    };
    // Eighty points are 1 016 000 units, and a row without a height has fifteen points.
    assert_eq!(placed(&[at(0), at(1_020_000), at(2_050_000), at(-5)].concat()), [0, 3, 4, 0]);
    assert_eq!(placed(&[at(2_032_000 + 190_500 * 1_500)].concat()), [1_504]);
}

#[test]
fn raised_digits_are_no_digits_of_a_number() {
    let raise = "<rPr><vertAlign val=\"superscript\"/></rPr>";
    let run = |format: &str, text: &str| format!("<r>{format}<t>{text}</t></r>");
    let texts = [
        run("", "nama"),
        run("", "harga"),
        run("", "isi bersih"),
        run("", "Kopi") + &run(raise, "1"),
        run("", "15000") + &run(raise, "2"),
        run("", "20 m") + &run(raise, "2"),
    ];
    let shared: String = texts.iter().map(|text| format!("<si>{text}</si>")).collect();
    let cells = |cell: &dyn Fn(usize) -> String| {
        let row = |row: usize| -> String { (0..3).map(|column| cell(row * 3 + column)).collect() };
        format!("<row r=\"1\">{}</row><row r=\"2\">{}</row>", row(0), row(1))
    };
    let by_number = sheet(&cells(&|at| format!("<c t=\"s\"><v>{at}</v></c>")), "");
    let inline = sheet(&cells(&|at| format!("<c t=\"inlineStr\"><is>{}</is></c>", texts[at])), "");
    let shared = format!(
        "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{shared}</sst>"
    );
    let relations =
        relation("s", "worksheet", "worksheets/sheet1.xml") + &relation("t", "sharedStrings", "sharedStrings.xml");
    let book = |sheet: &str| {
        let parts = [("xl/worksheets/sheet1.xml", sheet.as_bytes()), ("xl/sharedStrings.xml", shared.as_bytes())];
        workbook(&parts, "<sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/>", &relations)
    };
    let style = |position: &str| {
        format!(
            "<office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\">\
             <style:text-properties style:text-position=\"{position}\"/></style:style></office:automatic-styles>"
        )
    };
    let open = |position: &str| {
        let part = |text: &str, raised: &str| {
            let raised = if raised.is_empty() {
                String::new()
            } else {
                format!("<text:span text:style-name=\"T1\">{raised}</text:span>")
            };
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}{raised}</text:p></table:table-cell>")
        };
        ods_of(&format!(
            "{}<office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row>{}{}{}</table:table-row>\
             <table:table-row>{}{}{}</table:table-row></table:table></office:spreadsheet></office:body>",
            style(position),
            part("nama", ""),
            part("harga", ""),
            part("isi bersih", ""),
            part("Kopi", "1"),
            part("15000", "2"),
            part("20 m", "2"),
        ))
    };
    let typed = "nama;harga;isi bersih\nKopi¹;15000²;20 m²\n".as_bytes().to_vec();
    for (file, bytes) in [
        ("a.xlsx", book(&by_number)),
        ("b.xlsx", book(&inline)),
        ("a.ods", open("super 58%")),
        ("b.ods", open("33% 58%")),
        ("a.csv", typed),
    ] {
        let review = reviewed(&Catalog::default(), file, &bytes);
        let product = review.next.products.values().next().unwrap();
        let amount = product.net_content.clone().unwrap();
        assert_eq!(product.name.id, "Kopi¹", "{file}");
        assert_eq!(product.prices.iter().map(|one| one.amount).collect::<Vec<_>>(), [15_000], "{file}");
        assert_eq!((amount.min, amount.unit.as_str()), (Some(20.into()), "m²"), "{file}");
        assert_eq!(review.counts.cells_repaired, 1, "{file}: {:?}", review.rows);
    }
}

/// A list in each format; its cells are texts.
fn files(list: &str) -> [(&'static str, Vec<u8>); 3] {
    let mut book = Workbook::new();
    let written = book.add_worksheet();
    let mut rows = String::new();
    for (at, line) in (0_u32..).zip(list.lines()) {
        for (column, cell) in (0_u16..).zip(line.split(';')).filter(|(_, cell)| !cell.is_empty()) {
            written.write_string(at, column, cell).unwrap();
        }
        let cells = line.split(';').map(|cell| match cell {
            "" => "<table:table-cell/>".to_owned(),
            cell => {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>")
            }
        });
        rows.push_str(&format!("<table:table-row>{}</table:table-row>", cells.collect::<String>()));
    }
    let table = format!("<table:table table:name=\"Sheet1\">{rows}</table:table>");
    let ods = ods_of(&format!("<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"));
    [("a.csv", list.into()), ("a.xlsx", book.save_to_buffer().unwrap()), ("a.ods", ods)]
}

fn faults(review: &Review) -> Vec<FileFault> {
    let told =
        review.notes.iter().map(|(_, note)| note).chain(review.rows.iter().filter_map(|row| match &row.verdict {
            Verdict::Refused(note) => Some(note),
            _ => None,
        }));
    told.filter_map(|note| if let Said::File(fault) = note { Some(fault.clone()) } else { None }).collect()
}

fn names(review: &Review) -> Vec<&str> {
    let mut names: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    names.sort_unstable();
    names
}

/// The rows that are no products, by what stands in them.
fn skipped(review: &Review) -> Vec<&str> {
    let is_skipped = |verdict: &Verdict| *verdict == Verdict::Skipped(Said::NotAProduct);
    review.rows.iter().filter(|row| is_skipped(&row.verdict)).map(|row| row.name.as_str()).collect()
}

#[test]
fn a_line_above_the_headings_says_what_the_prices_are_in() {
    for (title, heading, typed, right) in [
        ("DAFTAR HARGA EKSPOR (Harga dalam USD)", "Harga", "1250", (125_000, "USD")),
        ("Daftar harga (x Rp1.000)", "Harga", "1250", (1_250_000, "IDR")),
        ("Harga dalam ribuan rupiah", "Harga", "1250", (1_250_000, "IDR")),
        ("Harga dalam ribuan rupiah", "Harga (Rp)", "1250", (1_250_000, "IDR")),
        ("Mata uang;USD", "Harga", "1250", (125_000, "USD")),
        // The heading itself says otherwise, or the title nothing.
        ("Harga dalam USD", "Harga (Rp)", "15000", (15_000, "IDR")),
        ("DAFTAR HARGA PRODUK UNGGULAN", "Harga", "15000", (15_000, "IDR")),
    ] {
        let list = format!("{title}\n;;\nNama Produk;Produsen;{heading}\nKopi;KWT A;{typed}\n");
        for (file, bytes) in files(&list) {
            let review = reviewed(&Catalog::default(), file, &bytes);
            let prices: Vec<_> = review
                .next
                .products
                .values()
                .flat_map(|one| &one.prices)
                .map(|one| (one.amount, &*one.currency))
                .collect();
            assert_eq!(prices, [right], "{file} {title}: {:?}", review.rows);
        }
    }
}

#[test]
fn what_stands_above_the_headings_is_told() {
    let list = "DAFTAR PRODUK\nKELOMPOK : KWT MELATI\nDesa;Kebumen\nNo HP;:;081234567890\n;;\nNo;Nama Produk;Harga\n1;Kopi;15000\n";
    for (file, bytes) in files(list) {
        let review = reviewed(&Catalog::default(), file, &bytes);
        let said = "KELOMPOK : KWT MELATI; Desa: Kebumen; No HP: 081234567890".to_owned();
        assert_eq!(faults(&review), [FileFault::SaidAbove { said }], "{file}");
        assert!(review.next.producers.is_empty());
    }
    // Titles and headings in two rows say no such thing.
    for list in [
        "DAFTAR PRODUK DESA\nNo;Nama Produk;Harga\n1;Kopi;15000\n",
        "No;Nama Produk;Produsen;;Harga\n;;Nama;Desa;\n1;Kopi;KWT A;Temon;15000\n",
    ] {
        assert_eq!(faults(&reviewed(&Catalog::default(), "a.csv", list.as_bytes())), [], "{list}");
    }
}

#[test]
fn a_title_that_says_the_place_or_the_day_of_all_is_told_where_no_column_does() {
    let place = "DAFTAR PRODUK DESA SEPASO KECAMATAN BENGALON KABUPATEN KUTAI TIMUR";
    let day = "DAFTAR HARGA PER 1 MARET 2026";
    let told = |title: &str, list: &str| {
        for (file, bytes) in files(&format!("{title}\n{list}")) {
            let said = title.to_owned();
            assert_eq!(faults(&reviewed(&Catalog::default(), file, &bytes)), [FileFault::SaidAbove { said }], "{file}");
        }
    };
    told(place, "Nama Produk;Harga\nAmplang;25000\n");
    told("PRODUK UNGGULAN KABUPATEN KUTAI TIMUR TAHUN 2025", "Nama Produk;Harga\nAmplang;25000\n");
    told(day, "Nama Produk;Harga\nAmplang;25000\n");
    told("Daftar harga (per Mei 2026)", "Nama Produk;Harga\nAmplang;25000\n");
    for (title, list) in [
        (place, "Nama Produk;Desa;Harga\nAmplang;Sepaso;25000\n"),
        (place, "Nama Produk;Alamat;Harga\nAmplang;Sepaso, Bengalon, Kutai Timur;25000\n"),
        (day, "Nama Produk;Harga;Tanggal Harga\nAmplang;25000;2026-03-01\n"),
        (day, "Nama Produk;Merek\nAmplang;Kutim\n"),
        ("DAFTAR PRODUK UMKM TAHUN 2025", "Nama Produk;Harga\nAmplang;25000\n"),
        ("DAFTAR HARGA PRODUK DESA", "Nama Produk;Harga\nAmplang;25000\n"),
    ] {
        let list = format!("{title}\n{list}");
        assert_eq!(faults(&reviewed(&Catalog::default(), "a.csv", list.as_bytes())), [], "{list}");
    }
}

#[test]
fn texts_in_boxes_and_sheets_of_pictures_alone_are_told() {
    let words = "Harga dalam ribuan & rupiah";
    let row = |row: u32, name: &str| {
        format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{name}</t></is></c></row>")
    };
    let corner = |name: &str, row: u32| {
        format!(
            "<xdr:{name}><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )
    };
    let safe = words.replace('&', "&amp;");
    let text = format!("<xdr:sp><xdr:txBody><a:p><a:r><a:t>{safe}</a:t></a:r></a:p></xdr:txBody></xdr:sp>");
    let anchor = format!("<xdr:twoCellAnchor>{}{}{text}</xdr:twoCellAnchor>", corner("from", 1), corner("to", 2));
    let excel = drawn(&(row(1, "nama") + &row(2, "Madu")), &anchor);
    let cell = |text: &str, more: &str| {
        format!(
            "<table:table-row><table:table-cell office:value-type=\"string\">{more}<text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let ods = |more: &str, sheets: &str| {
        ods_of(&format!(
            "<office:body><office:spreadsheet><table:table table:name=\"A\">{}{}</table:table>{sheets}</office:spreadsheet></office:body>",
            cell("nama", ""),
            cell("Madu", more),
        ))
    };
    let shape = format!("<draw:custom-shape><text:p>{safe}</text:p></draw:custom-shape>");
    let boxed = format!("<draw:frame><draw:text-box><text:p>{safe}</text:p></draw:text-box></draw:frame>");
    for (file, bytes) in [("a.xlsx", excel), ("a.ods", ods(&shape, "")), ("b.ods", ods(&boxed, ""))] {
        let review = reviewed(&Catalog::default(), file, &bytes);
        assert_eq!(names(&review), ["Madu"], "{file}");
        assert_eq!(faults(&review), [FileFault::TextBoxes { said: words.to_owned() }], "{file}");
    }
    let picture = "<table:table table:name=\"Foto\"><table:table-row><table:table-cell><draw:frame svg:height=\"1cm\">\
                   <draw:image xlink:href=\"content.xml\"/></draw:frame></table:table-cell></table:table-row></table:table>";
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "nama").unwrap();
    sheet.write_string(1, 0, "Madu").unwrap();
    let mut pixel = Vec::new();
    let one = image::RgbImage::new(1, 1);
    one.write_to(&mut std::io::Cursor::new(&mut pixel), image::ImageFormat::Png).unwrap();
    let image = rust_xlsxwriter::Image::new_from_buffer(&pixel).unwrap();
    book.add_worksheet().set_name("Foto").unwrap().insert_image(1, 1, &image).unwrap();
    for (file, bytes) in [("a.xlsx", book.save_to_buffer().unwrap()), ("a.ods", ods("", picture))] {
        let sheet = "Foto".to_owned();
        let told = faults(&reviewed(&Catalog::default(), file, &bytes));
        assert_eq!(told, [FileFault::PicturesWithoutList { sheet, count: 1 }], "{file}");
    }
}

#[test]
fn rows_with_words_where_nothing_is_read_are_told() {
    let list = "No;Nama Produk;Pembuat;Harga;Warna\nA. MAKANAN RINGAN;;;;\n1;Keripik;Bu Sri;15.000;\n5;;;;\nKecamatan Sukorejo;;;;\n;;dan Bu Ani;;\n;;;;6401010101010001 Sri\n\
                2;Kopi;Pak Joko;10.000;\n;;;;(catatan)\nTOTAL KESELURUHAN;3 produk;;37000;\n3 item;;;37000;\nKepala Desa,;;;;\n(Sutrisno);;;;\n";
    for (file, bytes) in files(list) {
        let review = reviewed(&Catalog::default(), file, &bytes);
        assert_eq!(names(&review), ["Keripik", "Kopi"], "{file}");
        let right = [
            "A. MAKANAN RINGAN",
            "Kecamatan Sukorejo",
            "dan Bu Ani",
            "(catatan)",
            "3 produk",
            "3 item",
            "Kepala Desa,",
            "(Sutrisno)",
        ];
        assert_eq!(skipped(&review), right, "{file}");
    }
}

#[test]
fn parts_pages_signers_and_sizes_in_the_column_of_names_are_no_products() {
    for (list, right) in [
        (
            "No;Nama Produk;Harga\nA;KWT MELATI;\n1;Kopi;15000\nII.;Olahan ikan;\n2;Teh;9000\n",
            &["KWT MELATI", "Olahan ikan"][..],
        ),
        (
            "Nama Produk;Harga;WhatsApp\nKWT MELATI;;081234567890\nKopi;15000;\nCV Rimba;;\nTeh;12000;\n",
            &["KWT MELATI", "CV Rimba"],
        ),
        (
            "Nama Produk;Harga;Produsen\nKopi;15000;KWT A\nHalaman 1;;\nTeh;12000;KWT A\nPage 2 of 3;;\n",
            &["Halaman 1", "Page 2 of 3"],
        ),
        (
            "No;Nama Produk;Pembuat;Harga\n1;Kopi;Bu Sri;15000\n2;Teh;Bu Sri;\n;Kepala Desa Sukamaju;Sekretaris Desa;\n;Sutrisno, S.Sos;Ani Lestari;\n\
             ;NIP. 19650101 199003 1 001;NIP. 19700101;\n",
            &["Kepala Desa Sukamaju", "Sutrisno, S.Sos", "NIP. 19650101 199003 1 001"],
        ),
        (
            "No;Nama Produk;Pembuat;Harga\n1;Kopi;Bu Sri;15000\n;- 100 g;;15000\n2;Teh;Bu Sri;9000\n;250 g;;30000\n",
            &["- 100 g", "250 g"],
        ),
        ("Nama Produk;Pembuat;Harga\nKopi;Bu Sri;15000\nTeh;Bu Sri;9000\n3 item;;24000\n", &["3 item"]),
    ] {
        for (file, bytes) in files(list) {
            let review = reviewed(&Catalog::default(), file, &bytes);
            assert_eq!((names(&review), skipped(&review)), (vec!["Kopi", "Teh"], right.to_vec()), "{file} {list}");
        }
    }
    // Products all the same.
    let list = "No;Nama Produk;Pembuat;Harga\n1;Kelompok Tari;Bu Sri;15000\n2;7 Ramuan;;9000\n3;Kopi, Teh;Bu Ani;\n4;Ketua Sambal;Bu Ani;\n\
                5;Kaos, M;Bu Ani;\n6;Kaos batik, S M;Bu Ani;\n";
    assert_eq!(reviewed(&Catalog::default(), "a.csv", list.as_bytes()).next.products.len(), 6);
}

#[test]
fn rows_with_a_cell_too_many_are_told() {
    let of = |list: &str| faults(&reviewed(&Catalog::default(), "a.csv", list.as_bytes()));
    let list =
        "Nama Produk,Pembuat,Harga,Berat (kg)\nTeh,Bu Ani,12000,1\nKopi,Bu Sri,15000,0,25\nMadu,Pak Jo,90000,1,5\n";
    assert_eq!(of(list), [FileFault::MoreCells { row: 2, count: 2 }]);
    assert_eq!(of("Nama Produk,Harga,\nTeh,12000,a\nKopi,9000,b\n"), []);
    assert_eq!(of("Nama Produk;Harga\nTeh;12000;;\nKopi;9000;;\n"), []);
}

#[test]
fn a_table_that_stands_on_its_side_is_told() {
    for list in [
        "Nama Produk;Kopi;Teh;Madu\nHarga;15000;12000;90000\nPembuat;Bu Sri;Bu Ani;Pak Jo\nKabupaten;Kendal;Kendal;Demak\n",
        "Nama Produk;Kopi Robusta\nHarga (Rp);15000\nPembuat;Bu Sri\n;\nNama Produk;Teh\nHarga (Rp);12000\nPembuat;Bu Ani\n",
    ] {
        for (file, bytes) in files(list) {
            let review = reviewed(&Catalog::default(), file, &bytes);
            assert_eq!(review.next.products.len(), 0, "{file}");
            assert!(matches!(faults(&review).as_slice(), [FileFault::OnItsSide { .. }]), "{file} {:?}", review.rows);
        }
    }
    // Products that are called as headings are.
    let list =
        "id;nama;merek;harga;satuan\nproduk-0;Produk (isi);;15000;kg\nproduk-1;Produk (lihat catatan);;12000;kg\n";
    assert_eq!(reviewed(&Catalog::default(), "a.csv", list.as_bytes()).next.products.len(), 2);
}

#[test]
fn a_table_of_people_below_the_list_is_another_one() {
    let list =
        "No;Nama Produk;Harga;Desa\n1;Kopi;15000;Temon\n;;;\nNo;Nama Pelaku;Alamat;HP\n1;Bu Sri;Kendal;081234567890\n";
    for (file, bytes) in files(list) {
        let review = reviewed(&Catalog::default(), file, &bytes);
        assert_eq!((names(&review), faults(&review)), (vec!["Kopi"], vec![FileFault::OtherTable { row: 3 }]), "{file}");
    }
    let list = "Nama;PIRT;Halal;NIB\nKopi;ada;Halal;ada\nKeripik;PIRT;Halal;NIB\n";
    assert_eq!(names(&reviewed(&Catalog::default(), "a.csv", list.as_bytes())), ["Keripik", "Kopi"]);
}

#[test]
fn makers_that_were_merged_on_paper_and_tables_side_by_side_are_told() {
    let list = "No;Kelompok;Kabupaten;Nama Produk;Harga\n1;KWT Melati;Kendal;Kopi;15000\n;;;Teh;9000\n;;;Madu;90000\n2;KWT Mawar;Kendal;Tikar;70000\n;;;Jumlah;184000\n";
    for (file, bytes) in files(list) {
        let review = reviewed(&Catalog::default(), file, &bytes);
        assert_eq!(faults(&review), [FileFault::LooksMerged { row: 2, count: 2 }], "{file}");
    }
    for (file, bytes) in files("Nama Produk;Harga;;Nama UMKM;No HP\nKopi;15000;;KWT Melati;081234567890\n") {
        let review = reviewed(&Catalog::default(), file, &bytes);
        assert_eq!(faults(&review), [FileFault::SideBySide { column: 2 }], "{file}");
    }
    assert_eq!(faults(&reviewed(&Catalog::default(), "a.csv", b"No;;Nama;Harga\n1;;Kopi;15000\n")), []);
}

#[test]
fn comments_and_links_that_say_more_than_their_cells_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("KWT Melati").unwrap();
    for (column, heading) in (0_u16..).zip(["nama", "foto", "sumber"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.insert_note(0, 0, &Note::new("nama: nama produk").set_author("Etalase Desa")).unwrap();
    sheet.insert_note(1, 0, &Note::new("harga naik").set_author("Sri")).unwrap();
    sheet.write_string(1, 0, "Kopi").unwrap();
    sheet.write_url_with_text(1, 1, "https://toko.id/kopi.jpg", "lihat").unwrap();
    sheet.write_url(1, 2, "https://toko.id").unwrap();
    let comment = |author: &str, text: &str| {
        format!("<office:annotation><dc:creator>{author}</dc:creator><text:p>{text}</text:p></office:annotation>")
    };
    let cell = |inside: &str, text: &str| {
        format!("<table:table-cell office:value-type=\"string\">{inside}<text:p>{text}</text:p></table:table-cell>")
    };
    let link = |target: &str, text: &str| format!("<text:a xlink:href=\"{target}\">{text}</text:a>");
    let ods = ods_of(&format!(
        "<office:body><office:spreadsheet><table:table table:name=\"KWT Melati\"><table:table-row>{}{}{}</table:table-row>\
         <table:table-row>{}{}{}</table:table-row></table:table></office:spreadsheet></office:body>",
        cell(&comment("Etalase Desa", "nama"), "nama"),
        cell("", "foto"),
        cell("", "sumber"),
        cell(&comment("Sri", "harga naik"), "Kopi"),
        cell("", &link("https://toko.id/kopi.jpg", "lihat")),
        cell("", &link("https://toko.id/", "https://toko.id")),
    ));
    for (file, bytes) in [("a.xlsx", book.save_to_buffer().unwrap()), ("a.ods", ods)] {
        let told = faults(&reviewed(&Catalog::default(), file, &bytes));
        let sheet = "KWT Melati".to_owned();
        let right =
            [FileFault::Comments { count: 1 }, FileFault::Links { count: 1 }, FileFault::SheetOfMaker { sheet }];
        assert_eq!(told, right, "{file}");
    }
}
