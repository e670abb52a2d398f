//! What was done in each version, in words: one text beside the versions, to which the saver adds a line a step.
//!
//! A version that is thinned out leaves its lines to the next one, so what is said of a version is all that happened since
//! the one before it. The text is an extra: without it, or where it is damaged, the versions open all the same.

use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

use crate::model::Text;
use crate::store::catalog_file::history::Version;
use crate::store::disk::{self, SaveError, save_error};
use crate::store::folder::{Folder, HISTORY};

/// `<UTC time>-<id>`, what was done in Indonesian, the same in English, with tabs between.
const FILE: &str = "steps.txt";
/// No more is read; a file that has grown beyond it loses its older half.
const MOST_BYTES: u64 = 1 << 20;
/// Nobody reads a longer name.
const MOST_CHARS: usize = 160;
/// Steps that are told of one version, the newest.
const MOST_STEPS: usize = 40;

impl Folder {
    /// Adds what was done since the version before this one.
    pub(in crate::store) fn note_steps(&self, version: &Version, steps: &[Text]) -> Result<(), SaveError> {
        let from = steps.len().saturating_sub(MOST_STEPS);
        // A line that a power cut left unfinished ends here.
        let mut lines = String::from("\n");
        for step in steps.iter().skip(from) {
            lines.push_str(&format!("{}\t{}\t{}\n", version.stem(), one_line(&step.id), one_line(&step.en)));
        }
        if lines.len() < 2 {
            return Ok(());
        }
        let path = self.root().join(HISTORY).join(FILE);
        let fail = |error: std::io::Error| save_error(&path, &error);
        let dir = self.history().map_err(fail)?;
        let mut file = dir.open_or_create(FILE).map_err(fail)?;
        let end = file.seek(SeekFrom::End(0)).map_err(fail)?;
        if end < MOST_BYTES {
            return file.write_all(lines.as_bytes()).map_err(fail);
        }
        drop(file);
        let known = self.step_lines(MOST_BYTES / 2);
        disk::write(&dir, FILE, (known + &lines).as_bytes(), &|_| true)
    }

    /// What was done in each of these versions, which stand newest first: nothing where nobody noted it.
    pub fn steps(&self, versions: &[Version]) -> Vec<Vec<Text>> {
        let mut told = vec![Vec::new(); versions.len()];
        for line in self.step_lines(MOST_BYTES).lines() {
            let mut parts = line.split('\t');
            let (Some(stem), Some(id), Some(en)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let Some((time, _)) = stem.split_once('-') else { continue };
            // Thinned out: the next newer one has what it had.
            let newer = || versions.partition_point(|version| version.time.as_str() > time).checked_sub(1);
            let at = versions.iter().position(|version| version.is_called(stem)).or_else(newer);
            let Some(steps) = at.and_then(|at| told.get_mut(at)) else { continue };
            let step = Text::new(one_line(id), one_line(en));
            if !step.is_empty() && !steps.contains(&step) {
                steps.push(step);
            }
        }
        for steps in &mut told {
            steps.drain(..steps.len().saturating_sub(MOST_STEPS));
        }
        told
    }

    /// The last lines of the text.
    fn step_lines(&self, most: u64) -> String {
        let read = || {
            let mut file = self.history()?.read(FILE)?;
            let end = file.seek(SeekFrom::End(0))?;
            file.seek(SeekFrom::Start(end.saturating_sub(most)))?;
            let mut bytes = Vec::new();
            file.take(most).read_to_end(&mut bytes)?;
            Ok::<_, std::io::Error>(bytes)
        };
        String::from_utf8_lossy(&read().unwrap_or_default()).into_owned()
    }
}

/// A name as one short line, whoever wrote it: nothing in it moves what stands beside it.
fn one_line(name: &str) -> String {
    let is_plain = |c: &char| {
        !c.is_control() && !matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let plain: String = name.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(is_plain).collect();
    match plain.trim().char_indices().nth(MOST_CHARS) {
        Some((at, _)) => format!("{}…", plain.trim().get(..at).unwrap_or_default()),
        None => plain.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(minute: u32) -> Version {
        Version { time: format!("20250508T01{minute:02}00Z"), id: format!("{minute:012x}"), kept: false }
    }

    fn folder() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join(HISTORY)).unwrap();
        let folder = Folder::new(dir.path());
        (dir, folder)
    }

    fn step(name: &str) -> Text {
        Text::new(name, "")
    }

    #[test]
    fn a_version_that_is_gone_leaves_what_was_done_to_the_next() {
        let (_dir, folder) = folder();
        for (minute, name) in [(1, "Satu"), (2, "Dua"), (3, "Tiga"), (3, "Tiga"), (4, "Empat")] {
            folder.note_steps(&version(minute), &[step(name)]).unwrap();
        }
        let told = folder.steps(&[version(4), version(3), version(1)]);
        assert_eq!(told, [vec![step("Empat")], vec![step("Dua"), step("Tiga")], vec![step("Satu")]]);
        assert_eq!(folder.steps(&[version(2)]), [vec![step("Satu"), step("Dua")]]);
    }

    #[test]
    fn names_from_a_stranger_are_short_plain_lines() {
        let (dir, folder) = folder();
        let evil = format!("a\tb\u{202e}c\nd{}", "x".repeat(500));
        folder.note_steps(&version(1), &[step(&evil)]).unwrap();
        let told = folder.steps(&[version(1)]);
        assert_eq!(told[0][0].id, format!("a bc d{}…", "x".repeat(MOST_CHARS - 6)));
        let junk =
            [b"\xff\xfe\t\t\nno-tabs\n20250508T010100Z-000000000001\tUtuh\t\n20250508".as_slice(), &[0; 99]].concat();
        std::fs::write(dir.path().join(HISTORY).join(FILE), junk).unwrap();
        // What a power cut tore off does not take the next line along.
        folder.note_steps(&version(1), &[step("Sesudahnya")]).unwrap();
        assert_eq!(folder.steps(&[version(1)]), [vec![step("Utuh"), step("Sesudahnya")]]);
    }

    #[test]
    fn the_text_does_not_grow_for_ever() {
        let (dir, folder) = folder();
        let file = dir.path().join(HISTORY).join(FILE);
        std::fs::write(&file, vec![b'\n'; MOST_BYTES as usize + 1]).unwrap();
        folder.note_steps(&version(1), &[step("Terakhir")]).unwrap();
        assert!(std::fs::metadata(&file).unwrap().len() < MOST_BYTES);
        assert_eq!(folder.steps(&[version(1)]), [vec![step("Terakhir")]]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_neither_read_nor_written() {
        let (dir, folder) = folder();
        let outside = dir.path().join("outside");
        std::fs::write(&outside, "20250508T010100Z-000000000001\tLuar\t\n").unwrap();
        std::os::unix::fs::symlink(&outside, dir.path().join(HISTORY).join(FILE)).unwrap();
        assert!(folder.note_steps(&version(1), &[step("Baru")]).is_err());
        assert_eq!(folder.steps(&[version(1)]), [Vec::new()]);
        assert!(!std::fs::read_to_string(&outside).unwrap().contains("Baru"));
    }
}
