//! What is left of a session that a fault of this program ended: a report without personal data, told at the next start.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::store::{self, ConfigDir};
use crate::text::{Lang, Message};

/// A panic, as far as it holds nothing of a person or a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PanicReport {
    pub message: String,
    pub location: String,
}

thread_local! {
    static LAST: RefCell<Option<PanicReport>> = const { RefCell::new(None) };
}

/// Remembers from now on what each panic of this thread was.
pub fn watch() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let message = match info.payload().downcast_ref::<&'static str>() {
            // Written in the program's own text.
            Some(literal) => (*literal).to_owned(),
            None => info.payload().downcast_ref::<String>().map_or(String::new(), |text| without_data(text)),
        };
        let location = info.location().map_or(String::new(), |at| format!("{}:{}", in_crate(at.file()), at.line()));
        LAST.with(|last| *last.borrow_mut() = Some(PanicReport { message, location }));
        usual(info);
    }));
}

/// The last panic of this thread.
pub fn last_fault() -> PanicReport {
    LAST.with(|last| last.borrow_mut().take()).unwrap_or_default()
}

/// A panic's words without what they quote and without paths: that may be of a catalogue or a person.
fn without_data(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let quoted = line.find(['`', '"', '\'', '“', '‘', '«']);
    let words = quoted.and_then(|at| line.get(..at)).unwrap_or(line);
    let words: Vec<&str> = words.split_whitespace().filter(|word| !word.contains(['/', '\\'])).collect();
    let mut clean: String = words.join(" ").chars().take(200).collect();
    if quoted.is_some() {
        clean.push_str(" …");
    }
    clean
}

/// A source file's path from its crate on: what lies before is of the machine that built the program.
fn in_crate(path: &str) -> String {
    let path = path.replace('\\', "/");
    for start in ["/registry/src/", "/library/"] {
        if let Some((_, rest)) = path.split_once(start) {
            let inside = rest.split_once('/').map_or(rest, |(_, inside)| inside);
            return inside.to_owned();
        }
    }
    match path.rfind("/src/") {
        Some(at) if path.starts_with('/') || path.contains(':') => path.get(at + 1..).unwrap_or_default().to_owned(),
        _ => path,
    }
}

/// The report, to be sent to the makers of the program.
fn report(fault: &PanicReport, renderer: &str) -> String {
    let PanicReport { message, location } = fault;
    let (version, system, machine) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    format!(
        "Laporan ini tidak memuat isi katalog atau nama folder.\n\
         This report holds nothing of a catalogue and no names of folders.\n\n\
         Etalase Desa {version}, {system} {machine}, {renderer}\n{message}\n{location}\n"
    )
}

/// Leaves a report beside the settings, for the next start to tell of.
pub fn leave_report(config: &ConfigDir, fault: &PanicReport, renderer: &str) -> Option<PathBuf> {
    let path = config.root().join("crash-report.txt");
    match store::write_file(&path, report(fault, renderer).as_bytes()) {
        Ok(()) => Some(path),
        Err(error) => {
            tracing::warn!(?error, "no crash report could be left");
            None
        }
    }
}

/// The report of the last session, given once.
pub fn take_report(config: &ConfigDir) -> Option<PathBuf> {
    let left = config.root().join("crash-report.txt");
    let told = config.root().join("crash-report-told.txt");
    let report = std::fs::read(&left).ok()?;
    store::write_file(&told, &report).ok()?;
    // Told twice is better than never.
    let _ = store::remove_file(&left);
    Some(told)
}

/// What a person is told about it.
pub fn told(report: &std::path::Path, lang: Lang) -> Message {
    Message::new(
        lang.pick(
            "Terakhir kali program ini berhenti karena kesalahannya sendiri.",
            "Last time this program stopped because of an internal error.",
        ),
        lang.pick(
            "Kirim laporannya kepada pembuat program; tidak ada data Anda di dalamnya.",
            "Send its report to the makers of the program; none of your data is in it.",
        ),
        report.display().to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_holds_no_text_of_a_catalogue_and_no_path_of_a_person() {
        for (panic, left) in [
            ("byte index 1 is not a char boundary; it is inside 'é' (bytes 0..2) of `Kopi Bu Sari`", "Bu Sari"),
            ("called `Result::unwrap()` on an `Err` value: Os { path: \"/home/sari/katalog\" }", "sari"),
            ("cannot open /home/sari/katalog today", "sari"),
            ("cannot open C:\\Users\\Sari\\katalog\nBu Sari", "Sari"),
        ] {
            let fault = PanicReport { message: without_data(panic), location: in_crate("src/ui/app/mod.rs") };
            let text = report(&fault, "glow");
            assert!(!text.contains(left), "{text}");
            assert!(text.contains("src/ui/app/mod.rs") && text.contains(env!("CARGO_PKG_VERSION")), "{text}");
        }
        assert_eq!(without_data("the len is 3 but the index is 5"), "the len is 3 but the index is 5");
    }

    #[test]
    fn a_place_in_the_source_says_nothing_of_the_machine_that_built_it() {
        for (path, kept) in [
            ("src/ui/app/mod.rs", "src/ui/app/mod.rs"),
            (
                "/home/sari/.cargo/registry/src/index.crates.io-1949/egui-0.37.0/src/context.rs",
                "egui-0.37.0/src/context.rs",
            ),
            ("/rustc/59807/library/core/src/option.rs", "src/option.rs"),
            ("C:\\Users\\Sari\\etalase\\src\\ui\\mod.rs", "src/ui/mod.rs"),
        ] {
            assert_eq!(in_crate(path), kept);
        }
    }

    #[test]
    fn a_report_is_told_of_once() {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().to_path_buf()));
        assert_eq!(take_report(&config), None);
        leave_report(&config, &PanicReport::default(), "glow").unwrap();
        assert!(take_report(&config).is_some_and(|path| path.is_file()));
        assert_eq!(take_report(&config), None);
    }
}
