//! What a brochure is made like, as options of the command line.

use clap::{Args, ValueEnum};

use crate::model::{
    BrochureSettings, Catalog, GroupBy, LABEL_SHEETS, Layout, Paper, PrintLang, Quality, Standard, TagKind,
    search::normalise::normalise,
};
use crate::say;
use crate::text::Lang;

/// Layout, paper, language, quality. What is left out is as in the named settings, else as usual.
#[derive(Args, Debug)]
pub struct Print {
    /// Settings saved in the catalogue under this name; other options change them.
    #[arg(long, value_name = "NAME")]
    settings: Option<String>,
    #[arg(long, value_enum)]
    layout: Option<LayoutChoice>,
    /// Language of the pages.
    #[arg(long, value_enum)]
    lang: Option<LangChoice>,
    /// Products a page: 1, 2, 4 or 6.
    #[arg(long, value_parser = ["1", "2", "4", "6"])]
    per_page: Option<String>,
    #[arg(long, value_enum)]
    paper: Option<PaperChoice>,
    #[arg(long, value_enum)]
    group_by: Option<GroupChoice>,
    #[arg(long, value_enum)]
    quality: Option<QualityChoice>,
    /// Two pages a side in the order of a stapled booklet (catalog on A4 or A5).
    #[arg(long)]
    booklet: bool,
    /// A file of its own for each province; of one province, for each regency.
    #[arg(long)]
    per_region: bool,
    /// PDF/UA-1 (accessible) or PDF/A-2b (for archives).
    #[arg(long, value_enum)]
    standard: Option<StandardChoice>,
    /// Leaves prices out.
    #[arg(long)]
    no_prices: bool,
    /// Prints prices older than three years, or without a date, too.
    #[arg(long)]
    old_prices: bool,
    /// Leaves QR codes out.
    #[arg(long)]
    no_qr: bool,
    /// Lead colour.
    #[arg(long, value_name = "#RRGGBB")]
    accent: Option<String>,
    /// No tinted areas, no ornament.
    #[arg(long)]
    ink_saving: bool,
    /// Press quality without bleed and crop marks.
    #[arg(long)]
    no_marks: bool,
    /// Chapters begin on a right-hand page.
    #[arg(long)]
    odd_starts: bool,
    /// A last page with the sources.
    #[arg(long)]
    sources: bool,
    /// What is on a label.
    #[arg(long, value_enum)]
    label_kind: Option<TagChoice>,
    /// A label sheet (L7160, L7163, …, 5160) or a size to cut (90x55, in mm).
    #[arg(long, value_name = "SHEET|WxH")]
    labels: Option<String>,
    /// The first label that is still on the sheet.
    #[arg(long, value_name = "N")]
    start: Option<u16>,
    /// How far the printer is off, in mm to the right and down.
    #[arg(long, value_name = "X,Y", allow_hyphen_values = true)]
    offset: Option<String>,
}

/// Declares an enum of words for the command line beside the model's.
macro_rules! choice {
    ($name:ident: $of:ident { $($word:ident => $value:ident),+ $(,)? }) => {
        #[derive(ValueEnum, Clone, Copy, Debug)]
        pub enum $name { $($word),+ }

        impl From<$name> for $of {
            fn from(choice: $name) -> $of {
                match choice { $($name::$word => $of::$value),+ }
            }
        }
    };
}

choice!(LayoutChoice: Layout {
    Catalog => Catalog, Sheet => Sheet, Leaflet => Leaflet, PriceList => PriceList, Tags => Tags, Poster => Poster,
});
choice!(LangChoice: PrintLang { Id => Id, En => En, Both => Both });
choice!(PaperChoice: Paper { A4 => A4, A5 => A5, Letter => Letter, A3 => A3, A2 => A2 });
choice!(GroupChoice: GroupBy { Region => Region, Category => Category });
choice!(QualityChoice: Quality { Chat => Chat, Office => Office, Press => Press });
choice!(TagChoice: TagKind { Price => Price, Shelf => Shelf, Tent => Tent });

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum StandardChoice {
    #[value(name = "ua-1")]
    Ua1,
    #[value(name = "a-2b")]
    A2b,
}

impl Print {
    /// The settings these options ask for, or a sentence that says what is wrong with them.
    pub(super) fn settings(&self, catalog: &Catalog, lang: Lang) -> Result<BrochureSettings, String> {
        let mut settings = match &self.settings {
            None => BrochureSettings::default(),
            Some(name) => {
                let named = &catalog.info.brochures;
                let found = named.iter().find(|one| normalise(&one.name) == normalise(name)).cloned();
                found.ok_or_else(|| {
                    let known: Vec<&str> = named.iter().map(|one| one.name.as_str()).collect();
                    let known = known.join(", ");
                    say!(
                        lang,
                        "Pengaturan brosur “{name}” tidak ada. Yang ada: {known}.",
                        "There are no brochure settings “{name}”. There are: {known}."
                    )
                })?
            }
        };
        settings.layout = self.layout.map_or(settings.layout, Into::into);
        settings.lang = self.lang.map_or(settings.lang, Into::into);
        settings.group_by = self.group_by.map_or(settings.group_by, Into::into);
        settings.quality = self.quality.map_or(settings.quality, Into::into);
        if let Some(count) = self.per_page.as_ref().and_then(|count| count.parse().ok()) {
            settings.per_page = count;
        }
        if let Some(paper) = self.paper {
            settings.paper = paper.into();
            if !settings.layout.papers().contains(&settings.paper) {
                let papers: Vec<&str> = settings.layout.papers().iter().map(|paper| paper.name()).collect();
                let papers = papers.join(", ");
                return Err(say!(
                    lang,
                    "Kertas itu tidak dipakai untuk bentuk ini. Pilih: {papers}.",
                    "That paper does not go with this layout. Choose: {papers}."
                ));
            }
        }
        settings.booklet |= self.booklet;
        if self.booklet && !settings.is_booklet() {
            return Err(lang
                .pick(
                    "--booklet hanya untuk --layout catalog pada A4 atau A5.",
                    "--booklet is only for --layout catalog on A4 or A5.",
                )
                .to_owned());
        }
        settings.per_region |= self.per_region;
        settings.standard = match self.standard {
            Some(StandardChoice::Ua1) => Standard::Ua1,
            Some(StandardChoice::A2b) => Standard::A2b,
            None => settings.standard,
        };
        settings.prices &= !self.no_prices;
        settings.old_prices |= self.old_prices;
        settings.qr &= !self.no_qr;
        settings.ink_saving |= self.ink_saving;
        settings.marks &= !self.no_marks;
        settings.odd_starts |= self.odd_starts;
        settings.sources |= self.sources;
        if let Some(accent) = &self.accent {
            let digits = accent.trim_start_matches('#');
            if digits.len() != 6 || u32::from_str_radix(digits, 16).is_err() {
                return Err(say!(
                    lang,
                    "Warna “{accent}” tidak dikenal. Tulis seperti #0f6b4f.",
                    "The colour “{accent}” is not known. Write it like #0f6b4f."
                ));
            }
            settings.accent = format!("#{digits}");
        }
        self.labels(&mut settings, lang)?;
        Ok(settings)
    }

    fn labels(&self, settings: &mut BrochureSettings, lang: Lang) -> Result<(), String> {
        let tags = &mut settings.tags;
        tags.kind = self.label_kind.map_or(tags.kind, Into::into);
        tags.start = self.start.unwrap_or(tags.start);
        let pair = |text: &str, between: char| {
            let (first, second) = text.split_once(between)?;
            Some((first.trim().parse::<f64>().ok()?, second.trim().parse::<f64>().ok()?))
        };
        if let Some(labels) = &self.labels {
            let sheet = LABEL_SHEETS.iter().find(|sheet| {
                sheet.name.split(' ').next().is_some_and(|short| short.eq_ignore_ascii_case(labels.trim()))
            });
            match (sheet, pair(labels, 'x')) {
                (Some(sheet), _) => {
                    sheet.name.clone_into(&mut tags.sheet);
                    settings.paper = sheet.paper;
                }
                (None, Some((width, height))) => {
                    tags.sheet.clear();
                    (tags.width_mm, tags.height_mm) = (width, height);
                }
                (None, None) => {
                    let known: Vec<&str> =
                        LABEL_SHEETS.iter().filter_map(|sheet| sheet.name.split(' ').next()).collect();
                    let known = known.join(", ");
                    return Err(say!(
                        lang,
                        "Lembar label “{labels}” tidak dikenal. Pilih {known}, atau tulis ukuran seperti 90x55.",
                        "The label sheet “{labels}” is not known. Choose {known}, or write a size like 90x55."
                    ));
                }
            }
        }
        if let Some(offset) = &self.offset {
            let (x, y) = pair(offset, ',').ok_or_else(|| {
                lang.pick(
                    "Tulis geseran seperti --offset 1.5,-2 (mm ke kanan, mm ke bawah).",
                    "Write the offset like --offset 1.5,-2 (mm right, mm down).",
                )
                .to_owned()
            })?;
            (tags.offset_x_mm, tags.offset_y_mm) = (x, y);
        }
        Ok(())
    }
}
