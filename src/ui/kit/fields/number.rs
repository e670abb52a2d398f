//! Numbers, money and amounts as people type them, in Indonesian or English form.
//!
//! What is typed stays as it is while the field has the keyboard, and longer where it is no number: then the field
//! says so and what is kept instead. Nothing typed disappears without a word.

use egui::{Id, Response, Ui, vec2};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::label_row::is_settled;
use super::{FieldLabel, Form, example, text_edit, w};
use crate::model::{Amount, Period};
use crate::say;
use crate::text::{Lang, Severity, decimal, minor_digits};
use crate::ui::kit::drafts;

/// How a single mark before three digits is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Money and counts: `1.250` and `1,250` are both one thousand two hundred and fifty.
    Thousands,
    /// As the language writes it.
    Of(Lang),
}

/// A number as typed: `1.250.000`, `1,250,000`, `2,5`, `150 rb`, `1,5 juta`. `None` where it is no number.
/// A single mark before exactly three digits is read as the language writes thousands and decimals.
pub fn parse_decimal(typed: &str, lang: Lang) -> Option<Decimal> {
    parse(typed, Mark::Of(lang))
}

fn parse(typed: &str, mark: Mark) -> Option<Decimal> {
    let mut text: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let mut negative = false;
    for minus in ['-', '−'] {
        if let Some(rest) = text.strip_prefix(minus) {
            text = rest.to_owned();
            negative = true;
            break;
        }
    }
    if let Some(rest) = text.strip_prefix("rp") {
        text = rest.trim_start_matches('.').to_owned();
    }
    // Prices end in a dash by custom: `Rp15.000,-`.
    for dash in [",-", ",–", ".-"] {
        if let Some(rest) = text.strip_suffix(dash) {
            text = rest.to_owned();
        }
    }
    let mut factor = Decimal::ONE;
    for (word, times) in [("ribu", 1_000), ("rb", 1_000), ("juta", 1_000_000), ("jt", 1_000_000)] {
        if let Some(rest) = text.strip_suffix(word) {
            text = rest.to_owned();
            factor = Decimal::from(times);
            break;
        }
    }
    // Before "juta" a mark is always the decimal one.
    let plain = plain_digits(&text, mark, factor != Decimal::ONE)?;
    let value: Decimal = plain.parse().ok()?;
    let value = value.checked_mul(factor)?;
    Some(if negative { -value } else { value })
}

/// The same number with a point as its only mark.
fn plain_digits(text: &str, mark: Mark, scaled: bool) -> Option<String> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let grouped = |text: &str, by: char| {
        let mut parts = text.split(by);
        let first = parts.next().unwrap_or_default();
        let right = is_digits(first) && first.len() <= 3 && parts.all(|part| part.len() == 3 && is_digits(part));
        right.then(|| text.chars().filter(|c| *c != by).collect::<String>())
    };
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    match (points, commas) {
        (0, 0) => is_digits(text).then(|| text.to_owned()),
        (1, 0) | (0, 1) => {
            let by = if points == 1 { '.' } else { ',' };
            let (whole, fraction) = text.split_once(by)?;
            if !is_digits(whole) || !is_digits(fraction) {
                return None;
            }
            let like_thousands = fraction.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') && !scaled;
            let thousands = like_thousands
                && match mark {
                    Mark::Thousands => true,
                    Mark::Of(Lang::Id) => by == '.',
                    Mark::Of(Lang::En) => by == ',',
                };
            Some(if thousands { format!("{whole}{fraction}") } else { format!("{whole}.{fraction}") })
        }
        (_, 0) => grouped(text, '.'),
        (0, _) => grouped(text, ','),
        // Both: the later one is the decimal mark, and stands once.
        _ => {
            let (by, point) = if text.rfind(',') > text.rfind('.') { ('.', ',') } else { (',', '.') };
            let (whole, fraction) = text.rsplit_once(point)?;
            let whole = grouped(whole, by)?;
            is_digits(fraction).then(|| format!("{whole}.{fraction}"))
        }
    }
}

/// Money in the currency's smallest used unit, as typed; `None` where it is no amount of that currency.
pub(crate) fn parse_money(typed: &str, currency: &str) -> Option<i64> {
    let digits = minor_digits(currency);
    let unit = Decimal::from(10_i64.checked_pow(u32::try_from(digits).ok()?)?);
    let value = parse(typed, Mark::Thousands)?.checked_mul(unit)?;
    value.fract().is_zero().then(|| value.to_i64()).flatten().filter(|value| *value >= 0)
}

fn money_text(lang: Lang, value: i64, currency: &str) -> String {
    let digits = u32::try_from(minor_digits(currency)).unwrap_or_default();
    decimal(lang, Decimal::new(value, digits))
}

/// The width in points from which an amount's four parts stand in one row.
const FOUR_PARTS: f32 = 400.0;

impl Form {
    /// A field for something that is read from what is typed. `words` is its undo name, `name` what people see,
    /// `part` what it is of a field that has several.
    fn read<T: Clone + PartialEq>(
        &mut self,
        ui: &mut Ui,
        (words, name, id, part): (FieldLabel, &str, Id, &str),
        value: &mut Option<T>,
        show: impl Fn(&T) -> String,
        parse: impl Fn(&str) -> Option<T>,
        wanted: &str,
    ) -> Response {
        let lang = self.lang;
        let stored = value.as_ref().map(&show).unwrap_or_default();
        let field = format!("{}{part}", words.id);
        let kept = self.draft(ui, id, &field);
        let mut text = kept.clone().unwrap_or_else(|| stored.clone());
        self.field(ui, words, name, |form, ui| {
            let hint = std::mem::take(&mut form.hint_next);
            let response = ui.add(text_edit(form.look, id, &mut text, hint, 1));
            if std::mem::take(&mut form.focus_next) {
                response.request_focus();
            }
            let blank = text.trim().is_empty();
            let parsed = parse(&text);
            if response.changed() {
                form.keep_draft(ui, id, &field, &text);
                if blank && value.is_some() {
                    *value = None;
                    form.note_typing(words);
                } else if parsed.is_some() && parsed != *value {
                    value.clone_from(&parsed);
                    form.note_typing(words);
                }
            } else if !response.has_focus() && kept.is_some() && (blank || parsed.is_some()) {
                drafts::forget(ui.ctx(), id);
            }
            let is_wrong = is_settled(ui, id, &response, &text) && !blank && parsed.is_none();
            let said = is_wrong.then(|| {
                let typed = text.trim();
                let keeps = match stored.as_str() {
                    "" => lang.pick("Belum ada yang disimpan.", "Nothing is kept yet.").to_owned(),
                    stored => say!(lang, "Yang tersimpan tetap {stored}.", "{stored} stays kept."),
                };
                say!(lang, "“{typed}” bukan angka. {wanted} {keeps}", "“{typed}” is not a number. {wanted} {keeps}")
            });
            (response, said.map(|text| (Severity::Warning, text)))
        })
    }

    /// Money in a currency's smallest used unit; empty is `None`.
    pub fn money(&mut self, ui: &mut Ui, words: FieldLabel, value: &mut Option<i64>, currency: &str) -> Response {
        let lang = self.lang;
        let wanted = lang.pick("Tulis seperti 15.000 atau 15rb.", "Write it like 15,000 or 15rb.");
        let field = (words, words.get(lang), self.id(words), "");
        self.read(
            ui,
            field,
            value,
            |value| money_text(lang, *value, currency),
            |typed| parse_money(typed, currency),
            wanted,
        )
    }

    /// A number of any kind, below nought too.
    pub fn number(&mut self, ui: &mut Ui, words: FieldLabel, value: &mut Option<Decimal>) -> Response {
        let lang = self.lang;
        let wanted = lang.pick("Tulis seperti 10 atau −2,5.", "Write it like 10 or −2.5.");
        let field = (words, words.get(lang), self.id(words), "");
        let read = |typed: &str| parse_decimal(typed.trim().trim_end_matches('%').trim_end(), lang);
        self.read(ui, field, value, |value| decimal(lang, *value), read, wanted)
    }

    /// A count of whole days, pieces and the like.
    pub fn count(&mut self, ui: &mut Ui, words: FieldLabel, name: &str, value: &mut Option<u32>) -> Response {
        let lang = self.lang;
        let wanted = lang.pick("Tulis bilangan bulat, misalnya 14.", "Write a whole number such as 14.");
        let field = (words, name, self.id(words), "");
        let read = |typed: &str| parse(typed, Mark::Thousands).filter(|value| value.fract().is_zero())?.to_u32();
        self.read(ui, field, value, |value| decimal(lang, Decimal::from(*value)), read, wanted)
    }

    /// An amount, a range or a maximum alone with its unit, and where `periods` is set the time that it is counted over
    /// and the year that the figure is of.
    pub fn amount(
        &mut self,
        ui: &mut Ui,
        words: FieldLabel,
        value: &mut Option<Amount>,
        unit_hint: &str,
        periods: bool,
    ) {
        let (lang, id) = (self.lang, self.id(words));
        let name = words.get(lang);
        let field = format!("{}/…", words.id);
        let waiting = self.draft(ui, id.with("waiting"), &field).and_then(|text| ron::from_str(&text).ok());
        // The rest of an amount that has no number yet.
        let waiting: Amount = waiting.unwrap_or_default();
        let mut min = value.as_ref().and_then(|amount| amount.min);
        let mut rest = match value.as_ref() {
            Some(amount) => Amount { min: None, ..amount.clone() },
            None => waiting.clone(),
        };
        if waiting != Amount::default() {
            let text = lang.pick(
                "Isi juga angkanya; tanpa angka, isian ini belum disimpan.",
                "Fill in a number too; without one this is not kept yet.",
            );
            self.remark(Severity::Warning, text);
            // The row of the name has room for no more than the mark.
            self.hint_next = lang.pick("Isi angkanya", "Add a number");
        }
        let wanted = lang.pick("Tulis seperti 2,5 atau 1.250.", "Write it like 2.5 or 1,250.");
        let show = |value: &Decimal| decimal(lang, *value);
        let read = |typed: &str| parse_decimal(typed, lang).filter(|value| !value.is_sign_negative());
        let (to, unit, per) = (w("Sampai", "Up to"), w("Satuan", "Unit"), w("Per", "Per"));
        let as_of = w("Tahun angka", "Year of the figure");
        let room = ui.available_width();
        // The first part carries the field's whole name, so it is wider; four parts need two rows in a narrow panel.
        let [first_width, width] = match (periods, room < FOUR_PARTS) {
            (false, _) => [(room - 16.0) * 0.4, (room - 16.0) * 0.3],
            (true, false) => [(room - 24.0) * 0.34, (room - 24.0) * 0.22],
            (true, true) => [(room - 8.0) * 0.5; 2],
        }
        .map(f32::floor);
        let sized = |ui: &mut Ui, width: f32, add: &mut dyn FnMut(&mut Ui)| {
            ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::LEFT), |ui| {
                ui.set_width(width);
                add(ui);
            });
        };
        let row = egui::Layout::left_to_right(egui::Align::TOP).with_main_wrap(true);
        ui.with_layout(row, |ui| {
            sized(ui, first_width, &mut |ui| {
                self.read(ui, (words, name, id, ""), &mut min, show, read, wanted);
            });
            // The other parts are called by the field's name, too.
            let item = std::mem::replace(&mut self.item, name.to_owned());
            sized(ui, width, &mut |ui| {
                if rest.max.is_some_and(|max| min.is_some_and(|min| max < min)) {
                    let text = lang.pick(
                        "Angka “sampai” lebih kecil daripada angka pertama.",
                        "The “up to” number is smaller than the first one.",
                    );
                    self.remark(Severity::Warning, text);
                }
                let part = (words, to.get(lang), id.with("max"), "/max");
                self.read(ui, part, &mut rest.max, show, read, wanted);
            });
            sized(ui, width, &mut |ui| {
                let hint = example(lang, unit_hint);
                self.text(ui, words, unit.get(lang), id.with("unit"), &mut rest.unit, &hint, 1);
            });
            if periods {
                sized(ui, width, &mut |ui| {
                    let before = rest.per;
                    self.choice(ui, per, &mut rest.per, &period_choices(lang), "");
                    if before != rest.per {
                        self.note(words);
                    }
                });
            }
            // Figures of other kinds seldom have one; what has one keeps showing it.
            if periods || !rest.as_of.is_empty() {
                // Alone in its row, it has room for how it was read.
                sized(ui, room, &mut |ui| {
                    self.date(ui, as_of, &mut rest.as_of);
                });
            }
            self.item = item;
        });
        let next = (min.is_some() || rest.max.is_some()).then(|| Amount { min, ..rest.clone() });
        // With a number the record holds it all; undo shall not bring back what only waited.
        let waits = if next.is_none() { rest } else { Amount::default() };
        if waits != waiting {
            match ron::to_string(&waits) {
                Ok(text) if waits != Amount::default() => self.keep_draft(ui, id.with("waiting"), &field, &text),
                _ => drafts::forget(ui.ctx(), id.with("waiting")),
            }
        }
        *value = next;
    }
}

fn period_choices(lang: Lang) -> Vec<(Option<Period>, String)> {
    let none = (None, "—".to_owned());
    std::iter::once(none).chain(Period::ALL.map(|per| (Some(per), per.label(lang).to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(typed: &str) -> Option<String> {
        parse_decimal(typed, Lang::Id).map(|value| value.normalize().to_string())
    }

    #[test]
    fn both_forms_of_numbers_are_read() {
        for (typed, value) in [
            ("1.250.000", "1250000"),
            ("1,250,000", "1250000"),
            ("2,5", "2.5"),
            ("2.5", "2.5"),
            ("1.250,75", "1250.75"),
            ("1,250.75", "1250.75"),
            ("1.250", "1250"),
            ("0.125", "0.125"),
            ("1,5 juta", "1500000"),
            ("150rb", "150000"),
            ("Rp 15.000,-", "15000"),
            ("−3", "-3"),
        ] {
            assert_eq!(id(typed).as_deref(), Some(value), "{typed}");
        }
        assert_eq!(parse_decimal("1,250", Lang::En), Some(1250.into()));
        assert_eq!(id("1,250").as_deref(), Some("1.25"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for typed in ["", "abc", "1.25.000", "1,2,3", "12.34,56.7", "2 kg", "1..2", ".", "5-6"] {
            assert_eq!(id(typed), None, "{typed}");
        }
    }

    #[test]
    fn money_counts_the_smallest_used_unit() {
        assert_eq!(parse_money("15.000", "IDR"), Some(15_000));
        assert_eq!(parse_money("15,000", "IDR"), Some(15_000));
        assert_eq!(parse_money("78,50", "USD"), Some(7_850));
        assert_eq!(parse_money("78.505", "USD"), Some(7_850_500));
        assert_eq!(parse_money("2,5", "IDR"), None);
        assert_eq!(parse_money("-5", "IDR"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(number in -9_999_999_999_i64..9_999_999_999, scale in 0_u32..6, english: bool) {
            let lang = if english { Lang::En } else { Lang::Id };
            let value = Decimal::new(number, scale);
            prop_assert_eq!(parse_decimal(&decimal(lang, value), lang), Some(value));
        }

        #[test]
        fn shown_money_reads_back(value in 0_i64..1_000_000_000_000, english: bool, dollars: bool) {
            let lang = if english { Lang::En } else { Lang::Id };
            let currency = if dollars { "USD" } else { "IDR" };
            prop_assert_eq!(parse_money(&money_text(lang, value, currency), currency), Some(value));
        }

        #[test]
        fn anything_typed_is_safe(typed in ".{0,40}") {
            let _ = (id(&typed), parse_money(&typed, "USD"));
        }
    }
}
