//! Pictures that lie outside the catalogue: which of the files dropped are pictures, and when each was taken.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use crate::model::PhotoFault;
use crate::store::disk::reason;
use crate::store::folder::Folder;
use crate::store::images::decode::{CAP_BYTES, Refused};
use crate::store::images::photos::{PhotoError, Thumbnail};

/// What says when a picture was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBy {
    /// Written into the picture by the camera.
    Camera,
    /// In the file's name: `IMG-20261012-WA0007`, `20261012_093015`.
    Name,
    /// When the file was written.
    File,
}

/// A picture file outside the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingPhoto {
    pub path: PathBuf,
    pub name: String,
    pub bytes: u64,
    pub taken: Option<DateTime>,
    pub taken_by: TakenBy,
    /// Only the day is known.
    pub day_only: bool,
}

/// What was found among dropped files and folders.
#[derive(Clone, Debug, Default)]
pub struct IncomingPhotos {
    /// By time taken, then name; those without any time last.
    pub photos: Vec<IncomingPhoto>,
    /// Files that are no pictures.
    pub others: usize,
    /// There were more pictures than are taken in at once.
    pub cut_off: bool,
}

/// More at once is no phone's folder any more, but a slip of the mouse.
pub const MOST_INCOMING: usize = 2_000;
/// No folder of photos is nested deeper.
const MOST_DEEP: usize = 8;
/// Files looked at in all, pictures or not.
const MOST_SEEN: usize = 100_000;

/// True for the endings of pictures that can be taken in.
pub fn is_picture_name(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif"].contains(&ending.as_str())
}

/// The picture files among `paths` and in the folders among them, with the time each was taken. Nothing is changed.
pub fn find_incoming(paths: &[PathBuf], progress: &dyn Fn(usize) -> ControlFlow<()>) -> IncomingPhotos {
    let mut found = IncomingPhotos::default();
    for path in picture_files(paths, MOST_INCOMING, &mut found.others, &mut found.cut_off) {
        if progress(found.photos.len()).is_break() {
            break;
        }
        found.photos.push(incoming(path));
    }
    found.photos.sort_by(|a, b| {
        (a.taken.is_none(), a.taken, &a.name, &a.path).cmp(&(b.taken.is_none(), b.taken, &b.name, &b.path))
    });
    found
}

/// Every picture file under `paths`, each once, at most `most` of them. Links are not followed into folders.
pub(in crate::store) fn picture_files(
    paths: &[PathBuf],
    most: usize,
    others: &mut usize,
    cut_off: &mut bool,
) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut seen = 0;
    let mut open: Vec<(PathBuf, usize)> = paths.iter().rev().map(|path| (path.clone(), 0)).collect();
    while let Some((path, depth)) = open.pop() {
        seen += 1;
        if seen > MOST_SEEN || found.len() >= most {
            *cut_off = true;
            break;
        }
        let hidden = depth > 0 && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let Ok(meta) = std::fs::symlink_metadata(&path) else { continue };
        // A link that a person dropped is followed; one inside a folder may lead anywhere.
        let meta = match meta.is_symlink() {
            true if depth == 0 => std::fs::metadata(&path).ok(),
            true => None,
            false => Some(meta),
        };
        let Some(meta) = meta.filter(|_| !hidden) else { continue };
        if meta.is_dir() && depth < MOST_DEEP {
            let mut inside: Vec<PathBuf> =
                std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            inside.sort();
            open.extend(inside.into_iter().rev().map(|path| (path, depth + 1)));
        } else if meta.is_file() && is_picture_name(&path) {
            found.push(path);
        } else if meta.is_file() {
            *others += 1;
        }
    }
    found.dedup();
    found
}

fn incoming(path: PathBuf) -> IncomingPhoto {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let meta = std::fs::metadata(&path).ok();
    let written = meta.as_ref().and_then(|meta| meta.modified().ok()).and_then(|time| Timestamp::try_from(time).ok());
    let written = written.map(|time| TimeZone::system().to_datetime(time));
    let bytes = meta.map_or(0, |meta| meta.len());
    let (taken, taken_by, day_only) = if let Some(time) = camera_time(&path) {
        (Some(time), TakenBy::Camera, false)
    } else if let Some((day, time)) = time_in_name(&name) {
        // WhatsApp names tell the day; where the file was written on that day, its time orders the pictures.
        let time = time.or_else(|| written.filter(|written| written.date() == day).map(DateTime::time));
        (Some(day.to_datetime(time.unwrap_or(Time::midnight()))), TakenBy::Name, time.is_none())
    } else {
        (written, TakenBy::File, false)
    };
    IncomingPhoto { path, name, bytes, taken, taken_by, day_only }
}

/// The time that the camera wrote into the picture.
fn camera_time(path: &Path) -> Option<DateTime> {
    let file = File::open(path).ok()?;
    if file.metadata().ok()?.len() > CAP_BYTES {
        return None;
    }
    let exif = exif::Reader::new().read_from_container(&mut BufReader::new(file)).ok()?;
    [exif::Tag::DateTimeOriginal, exif::Tag::DateTimeDigitized, exif::Tag::DateTime].into_iter().find_map(|tag| {
        let field = exif.get_field(tag, exif::In::PRIMARY)?;
        let exif::Value::Ascii(texts) = &field.value else { return None };
        let time = exif::DateTime::from_ascii(texts.first()?).ok()?;
        let date = Date::new(i16::try_from(time.year).ok()?, time.month as i8, time.day as i8).ok()?;
        let time = Time::new(time.hour as i8, time.minute as i8, time.second as i8, 0).ok()?;
        // Cameras whose clock was never set write 1970 or zeros.
        (date.year() >= 1990).then(|| date.to_datetime(time))
    })
}

/// The day in a file's name, and the time where there is one: eight digits `20261012`, or `2026-10-12`, and after that six
/// digits in any grouping.
fn time_in_name(name: &str) -> Option<(Date, Option<Time>)> {
    let digits: Vec<(usize, u32)> = name.char_indices().filter_map(|(at, c)| Some((at, c.to_digit(10)?))).collect();
    let number = |from: usize, count: usize| {
        let part = digits.get(from..from + count)?;
        Some(part.iter().fold(0, |sum, (_, digit)| sum * 10 + digit))
    };
    let starts_run = |from: usize| {
        let at = digits.get(from).map_or(0, |(at, _)| *at);
        at == 0 || !name.as_bytes().get(at - 1).is_some_and(u8::is_ascii_digit)
    };
    // Between the parts stands at most one sign, so that digits far apart are no date.
    let joined = |from: usize, to: usize, most: usize| {
        let at = |n: usize| digits.get(n).map(|(at, _)| *at);
        matches!((at(from), at(to)), (Some(a), Some(b)) if b - a <= most)
    };
    (0..digits.len()).filter(|from| starts_run(*from)).find_map(|from| {
        let date = Date::new(
            i16::try_from(number(from, 4)?).ok()?,
            i8::try_from(number(from + 4, 2)?).ok()?,
            i8::try_from(number(from + 6, 2)?).ok()?,
        );
        let date = date.ok().filter(|date| (1990..2100).contains(&date.year()) && joined(from, from + 7, 9))?;
        let part = |at: usize| number(at, 2).and_then(|part| i8::try_from(part).ok());
        let time = joined(from + 7, from + 13, 12)
            .then(|| Time::new(part(from + 8)?, part(from + 10)?, part(from + 12)?, 0).ok())
            .flatten();
        Some((date, time))
    })
}

/// A picture file outside a catalogue: its bytes, below the cap.
///
/// # Errors
/// It is gone, cannot be read, or is too large.
pub fn read_picture(path: &Path) -> Result<Vec<u8>, PhotoError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let refuse = |fault: PhotoFault| Refused::Fault(fault).of(&name);
    let unreadable = |error: std::io::Error| refuse(PhotoFault::Unreadable { reason: reason(&error) });
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => refuse(PhotoFault::Missing),
        _ => unreadable(error),
    })?;
    if !meta.is_file() {
        return Err(refuse(PhotoFault::Mislabelled { really: String::new() }));
    }
    if meta.len() > CAP_BYTES {
        return Err(refuse(PhotoFault::TooLarge { width: 0, height: 0, bytes: meta.len() }));
    }
    std::fs::read(path).map_err(unreadable)
}

impl Folder {
    /// A picture that is not in the catalogue, small, for the screen.
    ///
    /// # Errors
    /// As [`Folder::thumbnail`].
    pub fn incoming_thumbnail(&self, path: &Path, width_px: u32, height_px: u32) -> Result<Thumbnail, PhotoError> {
        let bytes = read_picture(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.thumbnail_of(&name, &bytes, None, width_px, height_px)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn names_of_phones_tell_the_day_and_often_the_time() {
        let time = |h, m, s| Some(Time::new(h, m, s, 0).unwrap());
        for (name, expected) in [
            ("IMG-20261012-WA0007.jpg", Some((date(2026, 10, 12), None))),
            ("IMG_20261012_093015.jpg", Some((date(2026, 10, 12), time(9, 30, 15)))),
            ("20261012_093015.jpg", Some((date(2026, 10, 12), time(9, 30, 15)))),
            ("PXL_20261012_093015123.jpg", Some((date(2026, 10, 12), time(9, 30, 15)))),
            ("WhatsApp Image 2026-10-12 at 09.14.22.jpeg", Some((date(2026, 10, 12), time(9, 14, 22)))),
            ("Screenshot_2026-10-12-09-14-22.png", Some((date(2026, 10, 12), time(9, 14, 22)))),
            ("madu-kelulut-7f3a.jpg", None),
            ("DSC01234.JPG", None),
            ("628123456789.jpg", None),
            ("IMG-20261399-WA0001.jpg", None),
            ("foto 1 2 3 4 5 6 7 8.jpg", None),
            ("é20261012.jpg", Some((date(2026, 10, 12), None))),
        ] {
            assert_eq!(time_in_name(name), expected, "{name}");
        }
    }
}
