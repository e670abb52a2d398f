//! What an import did or would do, as lines and as JSON.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::exchange::{self, CellVerdict, Mapping, Matched, Note, PhotoLocation, Review, Sheets, Verdict, how_read};
use crate::model::{ProductField, Record};
use crate::say;
use crate::text::Lang;

/// A review in words.
pub(super) struct Report<'a> {
    pub review: &'a Review,
    pub sheets: &'a Sheets,
    pub mapping: &'a Mapping,
    /// Photos that could not be had.
    pub missing: &'a [String],
    /// Their places among the photos of the review.
    pub not_taken: &'a [usize],
    pub photos_added: usize,
    pub lang: Lang,
}

#[derive(Serialize)]
pub(super) struct ReportRecord {
    counts: BTreeMap<&'static str, usize>,
    notes: Vec<String>,
    questions: Vec<QuestionRecord>,
    rows: Vec<RowRecord>,
}

#[derive(Serialize)]
struct QuestionRecord {
    /// What `--answer` calls it.
    name: String,
    question: String,
    choices: Vec<String>,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct RowRecord {
    place: String,
    verdict: &'static str,
    reason: String,
    id: String,
    name: String,
    matched: &'static str,
    #[serde(skip)]
    how: Matched,
    cells: Vec<CellRecord>,
}

#[derive(Serialize)]
struct CellRecord {
    place: String,
    field: String,
    typed: String,
    before: String,
    after: String,
    verdict: &'static str,
    reason: String,
}

impl Report<'_> {
    fn counts(&self) -> [(&'static str, usize); 10] {
        let counts = self.review.counts;
        [
            ("new", counts.new),
            ("changed", counts.changed),
            ("unchanged", counts.unchanged),
            ("refused", counts.refused),
            ("waiting", counts.waiting),
            ("skipped", counts.skipped),
            ("cells_refused", counts.cells_refused),
            ("cells_repaired", counts.cells_repaired),
            ("cells_asked", counts.cells_asked),
            ("photos_added", self.photos_added),
        ]
    }

    fn questions(&self) -> Vec<QuestionRecord> {
        let open = self.review.questions.iter().filter(|question| question.answer.is_none());
        open.map(|question| QuestionRecord {
            name: question.key.code(),
            question: {
                let (words, name, last) = (question.words(self.lang), question.key.code(), question.candidates.len());
                say!(
                    self.lang,
                    "{words} Jawab dengan --answer {name}=1 (sampai {last}; 0 melewati).",
                    "{words} Answer with --answer {name}=1 (to {last}; 0 leaves it out)."
                )
            },
            choices: question.candidates.iter().map(|answer| answer.words(&self.review.next, self.lang)).collect(),
            cells: question.cells.iter().map(|at| self.sheets.address(at, self.lang)).collect(),
        })
        .collect()
    }

    fn notes(&self) -> Vec<String> {
        let of_file = self.review.notes.iter().map(|(at, note)| {
            let mut message = note.message(self.sheets, self.lang);
            if at.column.is_some() {
                message.place = self.sheets.address(at, self.lang);
            }
            message.line()
        });
        how_read(self.sheets, self.mapping, self.lang)
            .into_iter()
            .chain(of_file)
            .chain(self.missing.iter().cloned())
            .collect()
    }

    fn cells(&self, row: &exchange::RowReview, photos: Vec<CellRecord>) -> Vec<CellRecord> {
        let cells = row.cells.iter().map(|cell| {
            let (verdict, note) = match &cell.verdict {
                CellVerdict::Taken => ("taken", None),
                CellVerdict::Repaired(note) => ("repaired", Some(note)),
                CellVerdict::Asked(_) => ("asked", None),
                CellVerdict::Refused(note) => ("refused", Some(note)),
                CellVerdict::LeftOut(note) => ("left-out", Some(note)),
            };
            let mut reason = note.map(|note| note.message(self.sheets, self.lang).line()).unwrap_or_default();
            if let CellVerdict::Asked(number) = cell.verdict
                && let Some(question) = self.review.questions.get(number)
            {
                reason = question.words(self.lang);
            }
            CellRecord {
                place: self.sheets.address(&cell.at, self.lang),
                field: cell.column.map_or_else(|| cell.heading.clone(), |column| column.heading(self.lang)),
                typed: cell.typed.clone(),
                before: cell.before.clone(),
                after: cell.after.clone(),
                verdict,
                reason,
            }
        });
        cells.chain(photos).collect()
    }

    /// The photos of each row that has some, which are looked for when it is applied.
    fn photos(&self) -> HashMap<usize, Vec<CellRecord>> {
        let not_taken: HashSet<usize> = self.not_taken.iter().copied().collect();
        let mut by_row: HashMap<usize, Vec<CellRecord>> = HashMap::new();
        for (_, photo) in self.review.photos.iter().enumerate().filter(|(at, _)| !not_taken.contains(at)) {
            let typed = match &photo.source {
                PhotoLocation::Named { file } => file.clone(),
                PhotoLocation::Embedded { .. } => self.lang.pick("gambar di lembar", "picture on the sheet").to_owned(),
            };
            let reason = self.lang.pick(
                "Foto ini ditambahkan, kalau produknya belum punya.",
                "This photo is added, unless the product has it.",
            );
            by_row.entry(photo.row).or_default().push(CellRecord {
                place: self.sheets.address(&photo.at, self.lang),
                field: ProductField::Photos.heading(self.lang).to_owned(),
                typed,
                before: String::new(),
                after: String::new(),
                verdict: "photo",
                reason: reason.to_owned(),
            });
        }
        by_row
    }

    pub fn records(&self) -> ReportRecord {
        let mut photos = self.photos();
        let rows = self.review.rows.iter().enumerate().map(|(at, row)| {
            let (verdict, note) = match &row.verdict {
                Verdict::New => ("new", None),
                Verdict::Changed => ("changed", None),
                Verdict::Unchanged => ("unchanged", None),
                Verdict::Refused(note) if *note == Note::WaitsForAnswer => ("waiting", Some(note)),
                Verdict::Refused(note) => ("refused", Some(note)),
                Verdict::Skipped(note) => ("skipped", Some(note)),
            };
            RowRecord {
                place: self.sheets.address(&row.at, self.lang),
                verdict,
                reason: note.map(|note| note.message(self.sheets, self.lang).line()).unwrap_or_default(),
                id: match &row.after {
                    Some(Record::Product(product)) => product.id.to_string(),
                    Some(Record::Producer(producer)) => producer.id.to_string(),
                    _ => String::new(),
                },
                name: row.name.clone(),
                matched: match row.matched {
                    Matched::ById => "id",
                    Matched::ByNameAndProducer | Matched::ByName => "name",
                    Matched::Not => "",
                },
                how: row.matched,
                cells: self.cells(row, photos.remove(&at).unwrap_or_default()),
            }
        });
        ReportRecord {
            rows: rows.collect(),
            counts: self.counts().into_iter().collect(),
            notes: self.notes(),
            questions: self.questions(),
        }
    }

    pub fn lines(&self, is_dry: bool) -> String {
        let lang = self.lang;
        let mut lines = self.notes();
        for row in self.records().rows.into_iter().filter(|row| row.verdict != "unchanged" || !row.cells.is_empty()) {
            let word = match row.verdict {
                "new" => lang.pick("baru", "new"),
                "changed" => lang.pick("berubah", "changed"),
                "unchanged" => lang.pick("sama", "unchanged"),
                "refused" => lang.pick("ditolak", "refused"),
                "waiting" => lang.pick("menunggu", "waiting"),
                _ => lang.pick("dilewati", "skipped"),
            };
            let by_name = match row.how {
                Matched::ByNameAndProducer => {
                    lang.pick(" [dikenali dari nama dan produsen]", " [known by name and producer]")
                }
                Matched::ByName => lang.pick(" [dikenali dari nama saja]", " [known by name alone]"),
                Matched::ById | Matched::Not => "",
            };
            let reason = if row.reason.is_empty() { String::new() } else { format!(" {}", row.reason) };
            lines.push(format!("{word}: {}{by_name}{reason} ({})", row.name, row.place));
            // Of a new product, what needs a look; the rest is its row.
            let is_new = row.verdict == "new";
            for cell in row.cells.into_iter().filter(|cell| !is_new || cell.verdict != "taken") {
                let change = match cell.verdict {
                    "taken" | "repaired" if cell.before != cell.after => {
                        format!("“{}” → “{}” ", one_line(&cell.before), one_line(&cell.after))
                    }
                    _ if cell.typed.is_empty() => String::new(),
                    _ => format!("“{}” ", one_line(&cell.typed)),
                };
                lines.push(format!("    {}: {change}{} ({})", cell.field, cell.reason, cell.place));
            }
        }
        for question in self.questions() {
            let choices = (1..).zip(&question.choices).map(|(at, choice): (usize, _)| format!("{at}: {choice}"));
            let choices = choices.collect::<Vec<_>>().join(" · ");
            lines.push(format!("{} {choices} ({})", question.question, question.cells.join("; ")));
        }
        let counts = self.review.counts;
        let (new, changed, same, refused) = (counts.new, counts.changed, counts.unchanged, counts.refused);
        let mut line = say!(
            lang,
            "{new} baru, {changed} berubah, {same} sama, {refused} ditolak",
            "{new} new, {changed} changed, {same} unchanged, {refused} refused"
        );
        if counts.waiting > 0 {
            let waiting = counts.waiting;
            line.push_str(&say!(lang, ", {waiting} menunggu jawaban", ", {waiting} waiting for an answer"));
        }
        if self.photos_added > 0 {
            let photos = self.photos_added;
            let more = match photos {
                1 => lang.pick(", 1 foto ditambahkan", ", 1 photo added").to_owned(),
                _ => say!(lang, ", {photos} foto ditambahkan", ", {photos} photos added"),
            };
            line.push_str(&more);
        }
        lines.push(line + ".");
        if is_dry {
            lines.push(lang.pick("Belum ada yang diubah.", "Nothing has been changed.").to_owned());
        }
        lines.join("\n") + "\n"
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " / ")
}
