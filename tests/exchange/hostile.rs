//! Files that would take hours or gigabytes: each is done or refused by what it holds, before work starts.

use std::sync::Arc;

use crate::bad_input::{fault_of, zipped};
use etalase::exchange::{
    CellVerdict, Fault, FileFault, Limits, Note, Reading, ReviewOptions, Sheets, guess, no_progress, read, review,
};
use etalase::model::Catalog;

pub(crate) fn opened(file: &str, bytes: &[u8]) -> Sheets {
    read(file, bytes, &Reading::default(), &no_progress).unwrap_or_else(|error| panic!("{file}: {error:?}"))
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype", mimetype), ("content.xml", content.as_bytes())])
}

const LIST: &str = "<table:table-row><table:table-cell><text:p>nama</text:p></table:table-cell></table:table-row>\
                    <table:table-row><table:table-cell><text:p>Madu</text:p></table:table-cell></table:table-row>";

#[test]
fn repeats_of_open_document_are_counted_before_they_are_laid_out() {
    let text = "x".repeat(10_000);
    let row = |repeats: &str| {
        format!(
            "<table:table-row {repeats}><table:table-cell table:number-columns-repeated=\"300\"><text:p>{text}</text:p>\
             </table:table-cell></table:table-row>"
        )
    };
    let limits = Limits::default();
    let many = row("table:number-rows-repeated=\"10000\"");
    assert_eq!(fault_of("a.ods", &ods(&many), limits), Fault::Unpacks { cap: limits.cell_bytes as u64 });
    let more = row("table:number-rows-repeated=\"1000000000\"");
    assert_eq!(fault_of("a.ods", &ods(&more), limits), Fault::TooManyRows { cap: limits.rows });
    // Blanks, and hidden rows far beyond any sheet.
    let hidden = "<table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"10000\"/>".repeat(20_000);
    let blanks = "<table:table-row><table:table-cell><text:p>a<text:s text:c=\"1000000000\"/>b</text:p></table:table-cell></table:table-row>";
    let sheets = opened("a.ods", &ods(&format!("{LIST}{blanks}{hidden}")));
    assert!(sheets.sheets[0].hidden_rows.len() <= 1 << 20);
    assert!(sheets.sheets[0].rows[2].cells[0].value.text().len() < 200);
}

pub(crate) fn workbook(parts: &[(&str, &[u8])], sheets: &str, relations: &str) -> Vec<u8> {
    let types: &[u8] =
        b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let namespaces = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let book = format!("<?xml version=\"1.0\"?><workbook {namespaces}><sheets>{sheets}</sheets></workbook>");
    let relations = related(relations);
    let root = related(&relation("w", "officeDocument", "xl/workbook.xml"));
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
    ];
    all.extend(parts);
    zipped(&all)
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(crate) fn related(relations: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    )
}

pub(crate) fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
}

pub(crate) fn sheet(rows: &str, behind: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{OFFICE}\"><sheetData>{rows}</sheetData>{behind}</worksheet>"
    )
}

const ROWS: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>nama</t></is></c></row>\
                    <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Madu</t></is></c></row>";

#[test]
fn a_picture_in_twenty_thousand_places_is_held_once() {
    let anchor = "<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>\
                  <xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx=\"9000000000\" cy=\"9000000000\"/><xdr:pic><a:blip r:embed=\"p\"/></xdr:pic></xdr:oneCellAnchor>";
    let drawing = format!("<xdr:wsDr>{}</xdr:wsDr>", anchor.repeat(20_001));
    let picture = vec![7; 1 << 20];
    let bytes = workbook(
        &[
            ("xl/worksheets/sheet1.xml", sheet(ROWS, "<drawing r:id=\"d\"/>").as_bytes()),
            ("xl/worksheets/_rels/sheet1.xml.rels", related(&relation("d", "drawing", "../drawings/a.xml")).as_bytes()),
            ("xl/drawings/a.xml", drawing.as_bytes()),
            ("xl/drawings/_rels/a.xml.rels", related(&relation("p", "image", "../media/a.png")).as_bytes()),
            ("xl/media/a.png", &picture),
        ],
        "<sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/>",
        &relation("s", "worksheet", "worksheets/sheet1.xml"),
    );
    let sheets = opened("a.xlsx", &bytes);
    let pictures = &sheets.sheets[0].pictures;
    assert_eq!(pictures.len(), 20_000);
    assert!(pictures.iter().all(|one| Arc::ptr_eq(&one.bytes, &pictures[0].bytes)));
    assert_eq!(sheets.faults, [FileFault::PicturesLost { count: 1 }]);
}

#[test]
fn pictures_in_a_group_lie_on_their_own_rows_and_what_is_not_taken_is_told() {
    let placed = |top: u32, blip: &str, look: &str| {
        format!(
            "<xdr:pic><xdr:blipFill><a:blip {blip}/>{look}</xdr:blipFill><xdr:spPr><a:xfrm><a:off x=\"0\" y=\"{top}\"/>\
             <a:ext cx=\"9\" cy=\"100\"/></a:xfrm></xdr:spPr></xdr:pic>"
        )
    };
    // Three rows of fifteen points, in a measure of a hundred a row; the second picture is in a group of its own.
    let frame = |top: u32, high: u32, inside: u32| {
        format!(
            "<xdr:grpSpPr><a:xfrm><a:off x=\"0\" y=\"{top}\"/><a:ext cx=\"9\" cy=\"{high}\"/>\
             <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"9\" cy=\"{inside}\"/></a:xfrm></xdr:grpSpPr>"
        )
    };
    let whole = "r:embed=\"p\"";
    let inner =
        format!("<xdr:grpSp>{}{}</xdr:grpSp>", frame(100, 100, 100), placed(0, whole, "<a:srcRect t=\"9000\"/>"));
    let group = format!(
        "<xdr:grpSp>{}{}{inner}{}{}</xdr:grpSp>",
        frame(7_000, 571_500, 300),
        placed(0, whole, "<a:srcRect/>"),
        placed(200, whole, ""),
        placed(200, "r:link=\"q\"", ""),
    );
    let corner = |name: &str, row: u32| {
        format!(
            "<xdr:{name}><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )
    };
    let drawing = format!(
        "<xdr:wsDr><xdr:twoCellAnchor>{}{}{group}</xdr:twoCellAnchor></xdr:wsDr>",
        corner("from", 1),
        corner("to", 4)
    );
    let bytes = workbook(
        &[
            ("xl/worksheets/sheet1.xml", sheet(ROWS, "<drawing r:id=\"d\"/>").as_bytes()),
            ("xl/worksheets/_rels/sheet1.xml.rels", related(&relation("d", "drawing", "../drawings/a.xml")).as_bytes()),
            ("xl/drawings/a.xml", drawing.as_bytes()),
            ("xl/drawings/_rels/a.xml.rels", related(&relation("p", "image", "../media/a.png")).as_bytes()),
            ("xl/media/a.png", &[7; 100]),
        ],
        "<sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/>",
        &relation("s", "worksheet", "worksheets/sheet1.xml"),
    );
    let sheets = opened("a.xlsx", &bytes);
    let rows: Vec<u32> = sheets.sheets[0].pictures.iter().map(|one| one.row).collect();
    assert_eq!(rows, [1, 2, 3]);
    assert_eq!(sheets.faults, [FileFault::PicturesLost { count: 1 }, FileFault::PicturesAltered { count: 1 }]);
}

#[test]
fn pictures_beside_the_cells_of_an_opendocument_sheet_are_told() {
    let picture = |path: &str, style: &str| {
        format!(
            "<draw:frame draw:style-name=\"{style}\" svg:y=\"0cm\" svg:height=\"0.4cm\"><draw:image xlink:href=\"{path}\"/></draw:frame>"
        )
    };
    let row = |name: &str, frame: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{name}</text:p>{frame}</table:table-cell></table:table-row>"
        )
    };
    let style = |name: &str, clip: &str, mirror: &str| {
        format!(
            "<style:style style:name=\"{name}\"><style:graphic-properties fo:clip=\"{clip}\" style:mirror=\"{mirror}\"/></style:style>"
        )
    };
    let content = format!(
        "<office:document-content>{}{}<office:spreadsheet><table:table table:name=\"A\"><table:shapes>{}{}</table:shapes>{}{}{}</table:table></office:spreadsheet></office:document-content>",
        style("a", "rect(0cm, 0cm, 0cm, 0cm)", "none"),
        style("b", "rect(0cm, 0.5cm, 0cm, 0cm)", "none"),
        picture("Pictures/a.png", "a"),
        picture("./ObjectReplacements/Object 1", "a"),
        row("nama", ""),
        row("Madu", &picture("Pictures/a.png", "a")),
        row("Kopi", &picture("Pictures/a.png", "b")),
    );
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let parts = [("mimetype", mimetype), ("content.xml", content.as_bytes()), ("Pictures/a.png", &[7; 100])];
    let bytes = zipped(&parts);
    let sheets = opened("a.ods", &bytes);
    let rows: Vec<u32> = sheets.sheets[0].pictures.iter().map(|one| one.row).collect();
    assert_eq!(rows, [1, 2]);
    assert_eq!(sheets.faults, [FileFault::PicturesLost { count: 1 }, FileFault::PicturesAltered { count: 1 }]);
}

#[test]
fn texts_and_sheets_that_stand_many_times_are_counted() {
    let limits = Limits { cell_bytes: 8 << 20, ..Limits::default() };
    let texts = format!(
        "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{}</t></si></sst>",
        "x".repeat(30_000)
    );
    let rows: String =
        (1..400).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let relations =
        relation("s", "worksheet", "worksheets/sheet1.xml") + &relation("t", "sharedStrings", "sharedStrings.xml");
    let one = "<sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/>";
    let sheet1 = sheet(&rows, "");
    let parts = [("xl/worksheets/sheet1.xml", sheet1.as_bytes()), ("xl/sharedStrings.xml", texts.as_bytes())];
    assert_eq!(fault_of("a.xlsx", &workbook(&parts, one, &relations), limits), Fault::Unpacks { cap: 8 << 20 });
    // Sheets of one and the same part are read once.
    let names: String =
        (0..200).map(|at| format!("<sheet name=\"A{at}\" sheetId=\"{}\" r:id=\"s{at}\"/>", at + 1)).collect();
    let all: String = (0..200).map(|at| relation(&format!("s{at}"), "worksheet", "worksheets/sheet1.xml")).collect();
    let sheets = opened("a.xlsx", &workbook(&[("xl/worksheets/sheet1.xml", sheet(ROWS, "").as_bytes())], &names, &all));
    assert_eq!((sheets.sheets.len(), sheets.faults.len()), (1, 199));
}

#[test]
fn lines_marks_and_values_without_end_are_refused_or_passed() {
    let limits = Limits::default();
    for line in ["x", ";"] {
        let text = format!("nama;harga\n{}", line.repeat(5 << 20));
        assert_eq!(fault_of("a.csv", text.as_bytes(), limits), Fault::LineTooLong { cap: limits.line_bytes as u64 });
    }
    // Each mark would be followed over five hundred lines.
    let text = format!("nama;harga\n{}", "\"\"\"\" x\n".repeat(100_000));
    assert_eq!(opened("a.csv", text.as_bytes()).sheets[0].rows.len(), 100_001);
    let values = format!("[{}[]]", "[],".repeat(8 << 20));
    assert_eq!(fault_of("a.json", values.as_bytes(), limits), Fault::Unpacks { cap: 2 * limits.cell_bytes as u64 });
}

#[test]
fn a_text_without_end_is_not_taken() {
    let long = "x".repeat(100_001);
    let files = [
        ("a.csv", format!("nama;deskripsi\nMadu;{long}\n")),
        ("a.json", format!(r#"[{{"id": "madu", "name": {{"id": "Madu"}}, "description": {{"id": "{long}"}}}}]"#)),
    ];
    for (file, text) in files {
        let sheets = opened(file, text.as_bytes());
        let review =
            review(&Catalog::default(), &sheets, &guess(&sheets), &ReviewOptions::default(), &no_progress).unwrap();
        let told = review.rows.iter().any(|row| {
            let is_told = |cell: &CellVerdict| *cell == CellVerdict::Refused(Note::TextTooLong);
            row.verdict == etalase::exchange::Verdict::Refused(Note::TextTooLong)
                || row.cells.iter().any(|cell| is_told(&cell.verdict))
        });
        assert!(told, "{file}");
        assert!(review.next.products.values().all(|one| one.description.id.is_empty()), "{file}");
    }
}
