//! What is said of a cell, a row or a column beside its verdict: what was repaired, refused or left out, and why.

use super::super::columns::Column;
use super::super::sheets::{Address, FileFault};

/// One remark, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    // Repaired.
    /// A region code without its points, or one that Excel had taken for a number, a date or a time.
    CodeRepaired {
        code: String,
    },
    /// A zero that a spreadsheet program had dropped.
    ZeroRestored,
    /// A permit's number of another length than its kind has.
    CodeLength {
        permit: &'static str,
        right: usize,
        digits: usize,
    },
    /// Words that mean a code: `RUPIAH`, the name of a village.
    ReadAs {
        what: String,
    },
    /// A category that the file names and has no record of.
    CategoryMade,
    /// A permit that would have ended before it was given.
    PermitDates {
        permit: String,
    },
    /// A permit that is said to be held and not yet there.
    PermitTwice {
        permit: String,
    },
    /// Words before a number ("±", "minimal") are not kept.
    NumberOnly,
    /// A date in words or with the day first.
    DateRead {
        date: String,
    },
    /// A price changed and its date did not: the old date does not belong to the new price.
    PriceDateCleared,
    /// The cell says that it is as above.
    SameAsAbove {
        what: String,
    },
    /// Tags of a web page became text.
    TagsRemoved,
    /// Words behind a price are its remark now.
    PriceRemark {
        remark: String,
    },
    /// Words behind a price that say another price are not kept.
    PriceRest {
        rest: String,
    },
    /// Words of a cell that no field takes.
    NotTaken {
        words: String,
    },
    /// An address in no region that is known, or the street in one; and the place that was stored.
    KeptAsPlace {
        is_known: bool,
        was: String,
    },
    /// A stored maker keeps its name, whatever a list calls it; a product keeps its number.
    NameStays {
        name: String,
    },
    /// A contact of a maker, for all of whose products it changes.
    ContactReplaced {
        maker: String,
        was: String,
    },
    IdStays {
        id: String,
    },
    /// A number that another product or producer has.
    IdOfAnother {
        name: String,
    },
    /// The Indonesian text is another one, and the English one is as it was.
    EnglishStays,
    /// `Original|Pedas`: a name and its English, as our exports write them, or two names.
    SecondIsEnglish {
        english: String,
    },
    /// A landline in the column of WhatsApp numbers.
    KeptAsPhone,
    /// Several numbers in one cell: what became of them.
    PhonesRead {
        kept: String,
        left: String,
    },
    // Refused.
    /// A day that a spreadsheet program made of a size or a variant.
    ExcelDay {
        day: String,
    },
    NoWhatsapp,
    CodeDamaged,
    CodeUnknown {
        code: String,
    },
    PlaceUnknown,
    NoNumber,
    DigitsLost,
    /// Longer than a text may be.
    TextTooLong,
    TooFine,
    NotADate,
    /// Two addresses in what should be one source.
    SeveralSources,
    /// A line with more parts than its kind has: several that became one.
    TooManyParts,
    /// A day that is still to come, of a price that is said to hold.
    DateAhead {
        date: String,
    },
    NotAWord {
        known: String,
    },
    NotAPhone,
    NotAnEmail,
    /// Another cell of the row says another unit or period.
    OtherCellSays {
        said: String,
    },
    /// Two rows say different things of one producer.
    OtherRowSays {
        at: Address,
        said: String,
    },
    IdentityNumber,
    FormulaFault {
        fault: String,
    },
    Uncalculated,
    UnknownProducer {
        id: String,
    },
    NotAnId,
    // Of JSON records.
    /// A record without an id.
    NoId,
    /// Another record of the file has the id.
    SameId {
        id: String,
        at: Address,
    },
    /// A name that no field has.
    UnknownField,
    /// Not written as the field is: how it is.
    WrongForm {
        form: &'static str,
    },
    UnknownCurrency,
    /// A price of nought or less.
    NotAboveZero,
    /// An amount below nought, or a range from more to less.
    RangeReversed,
    // Left out.
    /// "ada": that there is one, and not which.
    NotWhichOne,
    /// "belum", "-": nothing is known; what is stored is not touched.
    SaysNone,
    NoPrice,
    /// A unit beside a price that says its own.
    PriceHasUnit,
    NoCapacity,
    NoProducer,
    NotAPhotoFile,
    /// GIF, BMP and the like.
    PhotoKind {
        kind: &'static str,
    },
    PhotoLink,
    LeftOutByAnswer,
    // Of rows.
    NoName,
    SameAsRow {
        at: Address,
    },
    SeveralOfThisName,
    WaitsForAnswer,
    NotAProduct,
    HiddenRow,
    /// The template's own row.
    ExampleRow,
    // Of columns and sheets.
    /// Another column has the same meaning and is read.
    SameColumn {
        heading: String,
        column: Column,
    },
    HiddenColumn {
        heading: String,
    },
    File(FileFault),
    IdentityColumn {
        heading: String,
    },
    /// Empty cells of products with their numbers, and fields that one of several records lacks: they touch nothing.
    EmptyStays {
        count: usize,
    },
    /// Categories that the catalogue did not have, with quotation marks between.
    CategoriesMade {
        names: String,
    },
    /// A column of numbers that do not only count the rows.
    NumbersLeftOut {
        heading: String,
    },
    UnknownColumn {
        heading: String,
    },
    /// Words of a heading that go nowhere.
    HeadingRest {
        heading: String,
        rest: String,
    },
    SheetNotUsed {
        name: String,
    },
    /// It was hidden in the spreadsheet program, and nobody has asked for it.
    HiddenSheet {
        name: String,
    },
    /// A person has said so.
    SheetLeftOut {
        name: String,
    },
}
