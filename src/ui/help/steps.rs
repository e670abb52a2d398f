//! The first steps: four small cards, each beside the real control that it tells of, in nobody's way.

use egui::{
    Area, Context, CornerRadius, Frame, Id, LayerId, Order, Rect, RichText, Sense, Shape, Stroke, StrokeKind, Ui, pos2,
};

use super::state::HelpCommand;
use crate::ui::app::command::Screen;
use crate::ui::app::cx::Cx;
use crate::ui::app::shortcuts::with_keys;
use crate::ui::app::state::State;
use crate::ui::kit::{theme, widgets};

/// A place on the screen that a step tells of, or keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    Title,
    Search,
    List,
    Print,
    /// Where the cards are: the steps lie over no panel beside them.
    Products,
}

/// One step: what it points at, and its words in both languages.
pub struct FirstStep {
    spot: Spot,
    title: (&'static str, &'static str),
    text: (&'static str, &'static str),
}

/// What this is, find, a list for a buyer, print.
pub const STEPS: [FirstStep; 4] = [
    FirstStep {
        spot: Spot::Title,
        title: ("Selamat datang di Etalase Desa", "Welcome to Etalase Desa"),
        text: (
            "Produk desa dalam satu jendela, tanpa internet: dicari, dipilih, dan dicetak untuk pembeli. Katalog contoh boleh dicoba sesuka Anda: perubahan pertama membuat salinan milik Anda.",
            "Village products in one window, without internet: found, chosen and printed for a buyer. Try anything on the sample catalogue: your first change makes a copy of your own.",
        ),
    },
    FirstStep {
        spot: Spot::Search,
        title: ("Cari", "Find"),
        text: (
            "Ketik nama produk, desa, produsen, atau bahan di sini ({Search}); salah ketik kecil tidak apa-apa. Atau pilih asal daerah di kiri.",
            "Type a product, a village, a producer or an ingredient here ({Search}); a small slip does no harm. Or choose a region on the left.",
        ),
    },
    FirstStep {
        spot: Spot::List,
        title: ("Daftar untuk pembeli", "A list for a buyer"),
        text: (
            "Tekan + pada kartu produk yang diminati pembeli. Semuanya terkumpul di sini ({Shortlist}), dengan nama pembelinya.",
            "Press + on the cards of the products that a buyer wants. They are gathered here ({Shortlist}), under the buyer's name.",
        ),
    },
    FirstStep {
        spot: Spot::Print,
        title: ("Cetak", "Print"),
        text: (
            "Brosur berisi tepat produk yang dipilih, dalam bahasa Indonesia, Inggris, atau keduanya. Setelah ini, {Help} membuka bantuan kapan saja.",
            "A brochure of exactly the chosen products, in Indonesian, English or both. From here on {Help} opens help at any time.",
        ),
    },
];

const WIDTH: f32 = 330.0;
/// From the control to the card, room for the tip between them.
const GAP: f32 = 14.0;

/// The step after or before one; past the last one there is none.
pub(super) fn step_by(step: usize, by: isize) -> Option<usize> {
    step.checked_add_signed(by).filter(|step| *step < STEPS.len())
}

/// Tells where a control stands, for the step that points at it.
pub fn mark(ui: &Ui, spot: Spot, place: Rect) {
    ui.data_mut(|data| data.insert_temp(Id::unique(spot), place));
}

impl State {
    /// Whether a first step stands beside its control now.
    pub(crate) fn shows_step(&self) -> bool {
        self.help.step.is_some() && self.overlay.is_none() && self.closing.is_none() && self.open().is_some()
    }
}

/// The step that is shown, if any.
pub fn show(ctx: &Context, cx: &mut Cx) {
    if !cx.state.shows_step() {
        return;
    }
    let Some((at, step)) = cx.state.help.step.and_then(|at| Some((at, STEPS.get(at)?))) else { return };
    let place = |spot: Spot| ctx.data(|data| data.get_temp::<Rect>(Id::unique(spot)));
    let Some(control) = place(step.spot) else { return };
    let look = cx.look();
    let window = ctx.content_rect();
    // The title stands over the filters, and so does what is said of it.
    let is_beside = step.spot != Spot::Title && cx.state.screen == Screen::Browse;
    let products = place(Spot::Products).filter(|_| is_beside);
    let room = products.unwrap_or(window).intersect(window);
    let most = (room.right() - WIDTH - 12.0).max(window.left() + 8.0);
    // The rail of screens stays in reach.
    let least = (room.left().max(window.left() + theme::RAIL) + 8.0).min(most);
    let left = (control.center().x - WIDTH / 2.0).clamp(least, most);
    let top = control.bottom() + GAP;

    // Over the window, under menus and hints.
    let painter = ctx.layer_painter(LayerId::new(Order::Middle, Id::unique("first step's tip")));
    let radius = CornerRadius::same(theme::RADIUS_CONTROL + 3);
    painter.rect_stroke(control.expand(4.0), radius, Stroke::new(2.0, look.accent), StrokeKind::Outside);
    let tip = control.center().x.clamp(left + 22.0, left + WIDTH - 22.0);
    let corners = vec![pos2(tip, top - 8.0), pos2(tip + 9.0, top + 1.0), pos2(tip - 9.0, top + 1.0)];
    painter.add(Shape::convex_polygon(corners, look.accent, Stroke::NONE));

    let frame = Frame::popup(&ctx.global_style())
        .fill(look.panel)
        .stroke(Stroke::new(1.5, look.accent))
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(16);
    let area =
        Area::new(Id::unique("first step")).order(Order::Middle).sense(Sense::hover()).fixed_pos(pos2(left, top));
    area.show(ctx, |ui| frame.show(ui, |ui| card(ui, cx, at, step)));
}

fn card(ui: &mut Ui, cx: &mut Cx, at: usize, step: &FirstStep) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.set_width(WIDTH - 32.0);
    let (number, count) = (at + 1, STEPS.len());
    widgets::small(ui, look, crate::say!(lang, "{number} dari {count}", "{number} of {count}"));
    ui.label(RichText::new(lang.pick(step.title.0, step.title.1)).font(theme::bold(theme::SIZE_TITLE)));
    ui.label(with_keys(lang.pick(step.text.0, step.text.1)));
    ui.add_space(4.0);
    let is_last = number == count;
    ui.horizontal(|ui| {
        if !is_last && widgets::link(ui, look, "", lang.pick("Lewati", "Skip")).clicked() {
            cx.ask(HelpCommand::EndSteps);
        }
        widgets::at_end(ui, |ui| {
            if at > 0 && widgets::button(ui, "", lang.pick("Kembali", "Back")).clicked() {
                cx.ask(HelpCommand::ShowStep(at - 1));
            }
            let next = if is_last { lang.pick("Selesai", "Done") } else { lang.pick("Lanjut", "Next") };
            cx.accent_button(ui, "", next, step_by(at, 1).map_or(HelpCommand::EndSteps, HelpCommand::ShowStep));
        });
    });
}
