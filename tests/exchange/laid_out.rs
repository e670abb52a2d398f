//! How lists are laid out: what lies where, what stands above, below and between, and what is no part of a number.

use etalase::model::Catalog;

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
    assert_eq!(placed(&[at(0), at(1_020_000), at(2_050_000), at(-5)].concat()), [0, 3, 5, 0]);
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
