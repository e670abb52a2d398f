//! The look: colours, fonts, sizes. No other module names a literal colour or a font.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle,
    vec2,
};

use crate::store::Theme;

/// What a slide's photo takes of the width.
pub const SLIDE_PHOTO_PART: f32 = 0.58;
/// Width by height of a photo on a slide.
pub const SLIDE_PHOTO_RATIO: f32 = SLIDE_PHOTO_PART * 16.0 / 9.0;

/// The colours and measures of one theme, by role.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub dark: bool,
    /// Behind everything.
    pub canvas: Color32,
    /// Top bar and side panels.
    pub panel: Color32,
    /// Cards, fields, menus.
    pub card: Color32,
    /// A row or button under the pointer.
    pub hover: Color32,
    pub line: Color32,
    /// Around fields, buttons, boxes to tick.
    pub outline: Color32,
    pub text: Color32,
    /// Second-rank text; still readable (contrast 4.5:1 on `panel`).
    pub weak: Color32,
    /// Hints inside empty fields, third-rank marks.
    pub faint: Color32,
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Selected rows, chips.
    pub accent_soft: Color32,
    pub danger: Color32,
    pub danger_soft: Color32,
    pub warning: Color32,
    pub warning_soft: Color32,
    /// Behind pictures of products that have none.
    pub plate: Color32,
    pub shadow: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Look {
    pub const LIGHT: Look = Look {
        dark: false,
        canvas: rgb(0xF4F4F1),
        panel: rgb(0xFFFFFF),
        card: rgb(0xFFFFFF),
        hover: rgb(0xF0F2EE),
        line: rgb(0xE1E3DD),
        outline: rgb(0xC3C9C0),
        text: rgb(0x1C2320),
        weak: rgb(0x5B655F),
        faint: rgb(0x8B948E),
        accent: rgb(0x0F7A55),
        on_accent: rgb(0xFFFFFF),
        accent_soft: rgb(0xDDEFE6),
        danger: rgb(0xB3352B),
        danger_soft: rgb(0xFBE7E4),
        warning: rgb(0x8F5B00),
        warning_soft: rgb(0xFCF0D6),
        plate: rgb(0xE9EFE8),
        shadow: Color32::from_black_alpha(28),
    };

    pub const DARK: Look = Look {
        dark: true,
        canvas: rgb(0x121616),
        panel: rgb(0x1A1F1F),
        card: rgb(0x212727),
        hover: rgb(0x2A3231),
        line: rgb(0x323A39),
        outline: rgb(0x56635F),
        text: rgb(0xEDF1EF),
        weak: rgb(0xA6B1AC),
        faint: rgb(0x7A8681),
        accent: rgb(0x3DBE8B),
        on_accent: rgb(0x06251A),
        accent_soft: rgb(0x1E3B30),
        danger: rgb(0xF08A7E),
        danger_soft: rgb(0x43231F),
        warning: rgb(0xE9B95C),
        warning_soft: rgb(0x3C301A),
        plate: rgb(0x26302D),
        shadow: Color32::from_black_alpha(110),
    };

    /// A quiet colour pair (plate, ink) that stays the same for the same word: a category without a picture.
    pub fn tint(&self, word: &str) -> (Color32, Color32) {
        const LIGHT: [(u32, u32); 8] = [
            (0xE3EEDD, 0x2F5D34),
            (0xF6E7CF, 0x7A4A0C),
            (0xDFEAF2, 0x1F4E70),
            (0xF3DFD8, 0x85361F),
            (0xE9E2F1, 0x543A78),
            (0xDDEFEA, 0x125C50),
            (0xF4E9C9, 0x6B5205),
            (0xF1DDE4, 0x7C2848),
        ];
        const DARK: [(u32, u32); 8] = [
            (0x27352A, 0xB4D8B0),
            (0x3A3020, 0xEBC68A),
            (0x22323E, 0xA5CBE8),
            (0x3C2A24, 0xF0B49E),
            (0x312A3D, 0xD0BCEC),
            (0x1F3833, 0x9BDBCB),
            (0x38321C, 0xE5D28A),
            (0x3A2630, 0xEDB0C6),
        ];
        let mixed =
            word.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
        let pairs = if self.dark { &DARK } else { &LIGHT };
        let (plate, ink) = pairs[(mixed >> 7) as usize % pairs.len()];
        (rgb(plate), rgb(ink))
    }

    pub fn of(theme: Theme) -> &'static Look {
        match theme {
            Theme::Light => &Look::LIGHT,
            Theme::Dark => &Look::DARK,
        }
    }
}

/// Corner radii in points.
pub const RADIUS_CONTROL: u8 = 9;
pub const RADIUS_CARD: u8 = 12;
/// How wide the rail of screens is.
pub const RAIL: f32 = 84.0;
pub const RADIUS_WINDOW: u8 = 14;

/// Text sizes in points.
pub const SIZE_SMALL: f32 = 11.5;
pub const SIZE_BODY: f32 = 13.5;
pub const SIZE_TITLE: f32 = 16.0;
pub const SIZE_HEADING: f32 = 20.0;

/// Semibold: names, labels that stand out.
pub fn semi(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("semi".into()))
}

/// Bold: headings, prices.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

pub fn body(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let data: [(&str, &'static [u8]); 6] = [
        ("regular", include_bytes!("../../../assets/fonts/PlusJakartaSans-Regular.ttf")),
        ("medium", include_bytes!("../../../assets/fonts/PlusJakartaSans-Medium.ttf")),
        ("semi", include_bytes!("../../../assets/fonts/PlusJakartaSans-SemiBold.ttf")),
        ("bold", include_bytes!("../../../assets/fonts/PlusJakartaSans-Bold.ttf")),
        ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
        ("icons", include_bytes!("../../../assets/icons/Phosphor-Bold-subset.ttf")),
    ];
    for (name, bytes) in data {
        let mut font = FontData::from_static(bytes);
        if name == "icons" {
            // The icons sit a little high beside this text face.
            font.tweak.y_offset_factor = 0.09;
            font.tweak.scale = 1.1;
        }
        fonts.font_data.insert(name.to_owned(), Arc::new(font));
    }
    // The icon font has no letters, so it comes last; Inter fills what Plus Jakarta Sans lacks.
    let family = |first: &str| [first, "inter", "icons"].map(str::to_owned).to_vec();
    fonts.families.insert(FontFamily::Proportional, family("medium"));
    fonts.families.insert(FontFamily::Monospace, family("regular"));
    fonts.families.insert(FontFamily::Name("semi".into()), family("semi"));
    fonts.families.insert(FontFamily::Name("bold".into()), family("bold"));
    fonts
}

/// Loads fonts and both themes into a window. `lively` is off where a program draws every pixel (software GL): then
/// nothing is animated and the cursor does not blink.
pub fn install(ctx: &Context, lively: bool) {
    ctx.set_fonts(fonts());
    for (theme, look) in [(egui::Theme::Light, &Look::LIGHT), (egui::Theme::Dark, &Look::DARK)] {
        ctx.style_mut_of(theme, |style| apply(style, look, lively));
    }
}

/// Switches a window to a theme.
pub fn choose(ctx: &Context, theme: Theme) {
    ctx.set_theme(match theme {
        Theme::Light => egui::Theme::Light,
        Theme::Dark => egui::Theme::Dark,
    });
}

fn apply(style: &mut egui::Style, look: &Look, lively: bool) {
    style.text_styles = [
        (TextStyle::Small, body(SIZE_SMALL)),
        (TextStyle::Body, body(SIZE_BODY)),
        (TextStyle::Button, body(SIZE_BODY)),
        (TextStyle::Heading, bold(SIZE_HEADING)),
        (TextStyle::Monospace, FontId::new(12.5, FontFamily::Monospace)),
    ]
    .into();
    style.animation_time = if lively { 0.10 } else { 0.0 };

    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(12.0, 7.0);
    spacing.interact_size.y = 32.0;
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.combo_height = 320.0;
    spacing.text_edit_width = 240.0;
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(6);
    spacing.indent = 14.0;
    spacing.scroll = egui::style::ScrollStyle::floating();
    spacing.scroll.bar_width = 8.0;

    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;

    let visuals = &mut style.visuals;
    visuals.dark_mode = look.dark;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(look.weak);
    visuals.panel_fill = look.canvas;
    visuals.window_fill = look.panel;
    visuals.window_stroke = Stroke::new(1.0, look.line);
    visuals.window_corner_radius = CornerRadius::same(RADIUS_WINDOW);
    visuals.menu_corner_radius = CornerRadius::same(RADIUS_CARD);
    visuals.window_shadow = Shadow { offset: [0, 12], blur: 36, spread: 0, color: look.shadow };
    visuals.popup_shadow = Shadow { offset: [0, 6], blur: 18, spread: 0, color: look.shadow };
    visuals.extreme_bg_color = if look.dark { look.canvas } else { look.card };
    visuals.text_edit_bg_color = Some(if look.dark { look.canvas } else { look.card });
    visuals.faint_bg_color = look.hover;
    visuals.code_bg_color = look.hover;
    visuals.hyperlink_color = look.accent;
    visuals.error_fg_color = look.danger;
    visuals.warn_fg_color = look.warning;
    visuals.selection.bg_fill = look.accent_soft;
    visuals.selection.stroke = Stroke::new(1.0, look.accent);
    visuals.interact_cursor = Some(egui::CursorIcon::PointingHand);
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals.slider_trailing_fill = true;
    visuals.text_cursor.blink = lively;
    visuals.text_cursor.stroke = Stroke::new(2.0, look.accent);

    let radius = CornerRadius::same(RADIUS_CONTROL);
    let widgets = &mut visuals.widgets;
    for (state, fill, line, text) in [
        (&mut widgets.noninteractive, look.panel, look.line, look.text),
        (&mut widgets.inactive, look.card, look.outline, look.text),
        (&mut widgets.hovered, look.hover, look.faint, look.text),
        (&mut widgets.active, look.accent_soft, look.accent, look.text),
        (&mut widgets.open, look.hover, look.faint, look.text),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
}
