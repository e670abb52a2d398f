//! What was measured: one line as it comes, and at the end tables that can be pasted into the README.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::watch::{forget_peak, own_peak_mib};

/// One of the three tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Table {
    /// By the number of products in the catalogue.
    Catalogues,
    /// By the number of products in the brochure.
    Brochures,
    /// One number each.
    Others,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    Seconds,
    Mebibytes,
    Megabytes,
    Frames,
    Instructions,
}

/// What was found for one row of a table at one size, or why nothing was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    pub table: Table,
    pub what: String,
    /// The column; empty in the table of others.
    pub size: String,
    pub unit: Unit,
    pub median: f64,
    /// The worst, or the 99th of a hundred where the row says so.
    pub worst: Option<f64>,
    /// What the median and the worst shall stay under.
    pub hold: Option<(f64, Option<f64>)>,
    pub peak_mib: Option<f64>,
    pub note: String,
    /// Why nothing was measured.
    pub missing: Option<String>,
}

/// Begins every line in which a measuring process tells its parent of a row.
pub const MARK: &str = "ROW ";

impl Row {
    pub fn new(table: Table, what: impl Into<String>, size: impl Into<String>, unit: Unit, median: f64) -> Self {
        Self {
            table,
            what: what.into(),
            size: size.into(),
            unit,
            median,
            worst: None,
            hold: None,
            peak_mib: None,
            note: String::new(),
            missing: None,
        }
    }

    /// The median and the worst of some times.
    pub fn times(table: Table, what: impl Into<String>, size: impl Into<String>, times: &[Duration]) -> Self {
        let seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
        Self::values(table, what, size, Unit::Seconds, seconds)
    }

    pub fn values(
        table: Table,
        what: impl Into<String>,
        size: impl Into<String>,
        unit: Unit,
        mut values: Vec<f64>,
    ) -> Self {
        values.sort_by(f64::total_cmp);
        let median = values.get(values.len() / 2).copied().unwrap_or_default();
        let row = Self::new(table, what, size, unit, median);
        Self { worst: values.last().copied().filter(|_| values.len() > 1), ..row }
    }

    /// The median and the 99th of a hundred.
    pub fn frames(table: Table, what: impl Into<String>, size: impl Into<String>, times: &[Duration]) -> Self {
        let mut seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
        seconds.sort_by(f64::total_cmp);
        let p99 = seconds.get(seconds.len().saturating_mul(99) / 100).copied();
        Self { worst: p99, ..Self::values(table, what, size, Unit::Seconds, seconds) }
    }

    pub fn missing(table: Table, what: impl Into<String>, size: impl Into<String>, why: impl Into<String>) -> Self {
        Self { missing: Some(why.into()), ..Self::new(table, what, size, Unit::Seconds, 0.0) }
    }

    pub fn hold(self, median: f64, worst: Option<f64>) -> Self {
        Self { hold: Some((median, worst)), ..self }
    }

    pub fn peak(self, mib: f64) -> Self {
        Self { peak_mib: Some(mib), ..self }
    }

    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// The same with the most memory that this process has held since it told of another row.
    pub fn tell_here(self) {
        self.peak(own_peak_mib()).tell();
        forget_peak();
    }

    /// Sends the row to the process that asked for it.
    pub fn tell(self) {
        println!("{MARK}{}", serde_json::to_string(&self).unwrap());
    }

    pub fn is_held(&self) -> bool {
        let under = |value: f64, most: f64| value <= most;
        self.hold.is_none_or(|(median, worst)| {
            under(self.median, median) && self.worst.zip(worst).is_none_or(|(value, most)| under(value, most))
        })
    }

    /// `6.5 ms (39), 120 MiB ✗ 0.3 ms (2)`.
    pub fn shown(&self) -> String {
        if let Some(why) = &self.missing {
            return format!("not measured: {why}");
        }
        let mut text = self.unit.pair(self.median, self.worst);
        if let Some(mib) = self.peak_mib {
            text += &format!(", {mib:.0} MiB");
        }
        if !self.note.is_empty() {
            text += &format!(", {}", self.note);
        }
        match self.hold {
            None => text,
            Some((median, worst)) => {
                let hold = self.unit.pair(median, worst);
                if self.is_held() { format!("{text} ✓ {hold}") } else { format!("**{text}** ✗ {hold}") }
            }
        }
    }
}

impl Unit {
    /// The divisor and the name that make a number readable.
    fn scale(self, value: f64) -> (f64, &'static str) {
        match self {
            Unit::Seconds if value >= 1.0 => (1.0, " s"),
            Unit::Seconds if value >= 1e-5 || value == 0.0 => (1e-3, " ms"),
            Unit::Seconds => (1e-6, " µs"),
            Unit::Mebibytes => (1.0, " MiB"),
            Unit::Megabytes => (1.0, " MB"),
            Unit::Frames => (1.0, ""),
            Unit::Instructions if value >= 1e6 => (1e6, " million"),
            Unit::Instructions => (1e3, " thousand"),
        }
    }

    /// `6.5 ms (39)`: the second number in the unit of the first.
    fn pair(self, median: f64, worst: Option<f64>) -> String {
        let (by, name) = self.scale(median);
        let worst = worst.map_or(String::new(), |worst| format!(" ({})", digits(worst / by)));
        format!("{}{name}{worst}", digits(median / by))
    }
}

/// Three digits that count, never more than two behind the point.
fn digits(value: f64) -> String {
    match value {
        value if value >= 100.0 || value.fract() == 0.0 => grouped(value.round() as u64),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

/// `10,000`.
pub fn grouped(number: u64) -> String {
    let plain = number.to_string();
    let mut text = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// All rows, in the order in which they were first told.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    pub fn add(&mut self, row: Row) {
        let size = if row.size.is_empty() { String::new() } else { format!(" [{}]", row.size) };
        eprintln!("  {}{size}: {}", row.what, row.shown());
        self.rows.push(row);
    }

    /// The tables as Markdown.
    pub fn print(&self) {
        println!("Machine: {}.", machine());
        println!("Each number is `median (worst)`, then peak memory; ✓ holds, ✗ misses what stands behind it.");
        for (table, title) in [(Table::Catalogues, "what"), (Table::Brochures, "brochures"), (Table::Others, "other")] {
            let rows: Vec<&Row> = self.rows.iter().filter(|row| row.table == table).collect();
            if rows.is_empty() {
                continue;
            }
            let (mut whats, mut sizes) = (Vec::new(), Vec::new());
            for row in &rows {
                if !whats.contains(&&row.what) {
                    whats.push(&row.what);
                }
                if !sizes.contains(&&row.size) {
                    sizes.push(&row.size);
                }
            }
            // Numbers after the shipped catalogue, smallest first.
            sizes.sort_by_key(|size| size.replace(',', "").parse::<u64>().unwrap_or(0));
            let heads: Vec<&str> =
                sizes.iter().map(|size| if size.is_empty() { "measured" } else { size.as_str() }).collect();
            println!("\n| {title} | {} |", heads.join(" | "));
            println!("|---|{}", "---|".repeat(heads.len()));
            for what in whats {
                let cell = |size: &String| {
                    let found = rows.iter().rev().find(|row| row.what == *what && row.size == *size);
                    found.map_or(String::new(), |row| row.shown())
                };
                let cells: Vec<String> = sizes.iter().map(|size| cell(size)).collect();
                println!("| {what} | {} |", cells.join(" | "));
            }
        }
        let missed = self.rows.iter().filter(|row| row.missing.is_none() && !row.is_held()).count();
        println!("\nNumbers missed: {missed}.");
    }
}

/// Processor, cores, memory, system and build, in one line.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1)).unwrap_or("unknown");
    let memory = read("/proc/meminfo");
    let memory = memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().split(' ').next());
    let memory = memory.and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / f64::from(1 << 20);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or("?");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let build = if cfg!(debug_assertions) { "development build: NOT the numbers to quote" } else { "release build" };
    let today = jiff::ZonedDateTime::now().date();
    format!(
        "{cpu}, {cores} cores, {memory:.0} GiB, {} {}; load {load} at the end; etalase {}, {build}; {today}",
        std::env::consts::OS,
        std::env::consts::ARCH,
        env!("CARGO_PKG_VERSION")
    )
}
