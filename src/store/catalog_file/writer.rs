//! The only module that writes a `catalog.ron`: over one that was loaded, where there is none yet, and in the place of a
//! damaged one.

use jiff::Timestamp;

use crate::model::{Catalog, Text};
use crate::store::catalog_file::caps;
use crate::store::catalog_file::format_1::{self, version_id};
use crate::store::catalog_file::history::{Version, time_name};
use crate::store::catalog_file::open::{Access, OpenError, access, read_capped};
use crate::store::catalog_file::syntax::{Fault, SyntaxFault};
use crate::store::disk::{self, Dir, Refusal, SaveError, patiently, reason, save_error};
use crate::store::folder::{CATALOG_FILE, Folder};

/// Writes over the file that was loaded, as long as nobody else did.
pub(in crate::store) struct CatalogWriter {
    folder: Folder,
    /// The version that was loaded or last written.
    on_disk: String,
}

/// How a catalogue shall be written.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct HowToSave {
    /// The version is kept from thinning out.
    pub keep: bool,
    /// The person agreed that what somebody else wrote goes to the history and this takes its place.
    pub replace: bool,
    /// What was done since the last save, each step under a number of its own.
    pub steps: Vec<(u64, Text)>,
}

impl HowToSave {
    /// Takes over what an earlier request that was not carried out yet had asked for.
    pub(in crate::store) fn follow(&mut self, earlier: HowToSave) {
        self.keep |= earlier.keep;
        self.replace |= earlier.replace;
        let later = std::mem::replace(&mut self.steps, earlier.steps);
        for (number, name) in later {
            // A step that goes on is told once, by its last name.
            match self.steps.last_mut().filter(|last| last.0 == number) {
                Some(last) => last.1 = name,
                None => self.steps.push((number, name)),
            }
        }
    }
}

impl CatalogWriter {
    pub(in crate::store) fn new(folder: Folder, version: String) -> Self {
        Self { folder, on_disk: version }
    }

    pub(in crate::store) fn save(&mut self, catalog: &Catalog, how: &HowToSave) -> Result<(), SaveError> {
        let path = self.folder.catalog_file();
        let text =
            format_1::write_catalog(catalog).map_err(|reason| SaveError::Other { path: path.clone(), reason })?;
        // What could not be opened again is not written.
        if let Err(Fault { what: SyntaxFault::TooLong { record, most }, .. }) = caps::check(&text) {
            return Err(SaveError::TooLong { path, record, most });
        }
        let before = self.before()?;
        self.on_disk = self.put(catalog, how, before.as_ref(), text.as_bytes())?;
        Ok(())
    }

    /// What is on disk, and its version. A file that was deleted holds nothing that could be lost; one that cannot be read
    /// does.
    fn before(&self) -> Result<Option<(String, Vec<u8>)>, SaveError> {
        let path = self.folder.catalog_file();
        let opened = patiently(|| self.folder.dir()?.read(CATALOG_FILE));
        let file = match opened {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && self.folder.root().is_dir() => {
                return Ok(None);
            }
            Err(error) if Refusal::of(&error).is_some() => return Err(SaveError::ChangedElsewhere { path }),
            Err(error) => return Err(SaveError::Unreadable { path, reason: reason(&error) }),
        };
        match read_capped(file, &path) {
            Ok(bytes) => Ok(Some((version_id(&bytes), bytes))),
            Err(OpenError::Unreadable { path, reason }) => Err(SaveError::Unreadable { path, reason }),
            Err(_) => Err(SaveError::ChangedElsewhere { path }),
        }
    }

    /// Writes the bytes of a catalogue and gives the version that is on disk then.
    fn put(
        &self,
        catalog: &Catalog,
        how: &HowToSave,
        before: Option<&(String, Vec<u8>)>,
        bytes: &[u8],
    ) -> Result<String, SaveError> {
        let path = self.folder.catalog_file();
        let now = Timestamp::now();
        if let Some((id, before)) = before {
            let theirs = *id != self.on_disk;
            if theirs && !how.replace && before != bytes {
                return Err(SaveError::ChangedElsewhere { path });
            }
            // What was opened is a version too: the first of the history, or what somebody else wrote. Where the history
            // has no room, what they wrote is not replaced; what we loaded is.
            match self.folder.add_version(before, id, theirs, now) {
                Ok(Some(version)) if theirs => {
                    self.note(&version, &[Text::new("Diubah di luar jendela ini", "Changed outside this window")]);
                }
                Ok(_) => {}
                Err(error) if theirs && before != bytes => return Err(error),
                Err(error) => tracing::warn!(?error, "the version before could not be kept"),
            }
        }
        if before.is_none_or(|(_, before)| before != bytes) {
            let dir = self.folder.dir().map_err(|error| save_error(&path, &error))?;
            disk::write(&dir, CATALOG_FILE, bytes, &|back| format_1::reads_back_as(back, catalog))?;
        }
        let id = version_id(bytes);
        // The file is safe; an earlier version that could not be kept is no reason to say it is not.
        match self.folder.add_version(bytes, &id, how.keep, now) {
            Ok(Some(version)) => {
                let steps: Vec<Text> = how.steps.iter().map(|(_, step)| step.clone()).collect();
                self.note(&version, &steps);
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(?error, "the version could not be kept"),
        }
        self.folder.thin_history(now);
        Ok(id)
    }

    fn note(&self, version: &Version, steps: &[Text]) {
        if let Err(error) = self.folder.note_steps(version, steps) {
            tracing::warn!(?error, "what was done could not be noted");
        }
    }
}

/// Writes the file that makes a folder a catalogue.
pub(in crate::store) fn write_first(dir: &Dir, bytes: &[u8]) -> Result<(), SaveError> {
    disk::write_new(dir, CATALOG_FILE, bytes)
}

impl Folder {
    /// Puts an earlier version in the place of a file that cannot be read; that file stays beside it as
    /// `catalog.ron.rusak-<time>`, so that nothing in it is lost.
    ///
    /// # Errors
    /// The version is gone or damaged, somebody else has the catalogue open, or the folder cannot be written to; the old
    /// file is intact then.
    pub fn restore(&self, version: &Version, now: Timestamp) -> Result<(), OpenError> {
        let bytes = self.version_bytes(version)?;
        let file = self.catalog_file();
        // Held until the file is written.
        let Access::Write(_lock) = access(self) else {
            return Err(OpenError::Save(SaveError::ReadOnly { path: file }));
        };
        let aside = format!("{CATALOG_FILE}.rusak-{}", time_name(now));
        let dir = self.dir().map_err(|error| save_error(&file, &error))?;
        let copied = dir.read(CATALOG_FILE).and_then(|damaged| disk::copy_new(damaged, &dir, &aside));
        copied.map_err(|error| save_error(&self.root().join(&aside), &error))?;
        disk::write(&dir, CATALOG_FILE, &bytes, &|back| format_1::parse(back).is_ok())?;
        Ok(())
    }
}
