//! Chooses a place among all provinces, regencies, districts and villages by typing.

use egui::{Context, Response, Ui};

use crate::model::place::wording::with_word;
use crate::model::{RegionCode, full_place, region_name};
use crate::regions::{self, Region};
use crate::say;
use crate::ui::kit::fields::{FieldLabel, Form, Picked, Suggestion};
use crate::ui::kit::kept::kept;

/// How many places are offered at once.
const OFFERED: usize = 12;

/// A field for the code of a place. An unknown code is shown as it is, and stays until another one is chosen.
pub fn origin_picker(ui: &mut Ui, form: &mut Form, words: FieldLabel, code: &mut RegionCode) -> Response {
    let lang = form.lang;
    let chosen = (!code.is_empty()).then(|| {
        let detail = match Region::by_code(code.as_str()) {
            Some(_) => {
                let full = full_place(code, lang);
                let outer = full.split_once(", ").map(|(_, outer)| outer).unwrap_or_default();
                let kemendagri = crate::say!(lang, "kode {code}", "code {code}");
                if outer.is_empty() { kemendagri } else { format!("{outer} · {kemendagri}") }
            }
            None => lang
                .pick("Kode ini tidak ada dalam daftar Kemendagri.", "This code is not in the ministry's list.")
                .to_owned(),
        };
        (region_name(code, lang), detail)
    });
    // Where the place in words lies elsewhere, its codes, each taken with one click.
    let likely: Vec<RegionCode> = form.likely_places().into_iter().filter(|one| one != code).collect();
    let take = |code: &RegionCode| {
        let name = full_place(code, lang);
        say!(lang, "Pakai {name}", "Use {name}")
    };
    form.offer(likely.iter().map(take).collect());
    let hint = lang.pick("Ketik desa, kecamatan atau kabupaten", "Type a village, district or regency");
    let ctx = ui.ctx().clone();
    let (response, picked) = form.picker(ui, words, hint, chosen, |typed| {
        found(&ctx, "picker", typed, OFFERED)
            .into_iter()
            .map(|region| {
                let place = full_place(&RegionCode::new(region.code()), lang);
                let outer = place.split_once(", ").map(|(_, outer)| outer.to_owned()).unwrap_or_default();
                Suggestion { value: region, title: with_word(region, lang), detail: outer }
            })
            .collect()
    });
    match picked {
        Some(Picked::Value(region)) => *code = RegionCode::new(region.code()),
        Some(Picked::Cleared) => *code = RegionCode::default(),
        None => {}
    }
    if let Some(taken) = form.taken().and_then(|at| likely.get(at)) {
        code.clone_from(taken);
        form.note(words);
    }
    response
}

/// Places whose names fit what was typed, at most so many. They are looked up only when the words change.
pub fn found(ctx: &Context, place: &str, typed: &str, most: usize) -> Vec<Region> {
    kept(ctx, ("found regions", place), typed.to_owned(), |typed| match typed.is_empty() {
        true => Vec::new(),
        false => regions::find(typed, None, most),
    })
}
