//! A copy of a large catalogue in the cache folder that is several times quicker to read than its text; it is used only where
//! it was made from the very bytes of `catalog.ron`, and losing it costs time alone.
//!
//! The file: a line with the program's version, the catalogue's, and the count of bytes that follow; then pieces. A piece:
//! its length (four bytes, little-endian), then some records as JSON, compressed by zstd with a checksum.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use imbl::OrdMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::folder::Folder;
use super::format_1::version_name;
use super::open::CAP_BYTES;
use super::settings::place_id;
use super::write::{SaveError, save_error, write_file};
use crate::model::{Catalog, CatalogInfo, Category, Producer, Product, Selection};

/// The size of a `catalog.ron` from which a copy is made: below, the text itself is read in a tenth of a second.
pub(super) const FROM_BYTES: u64 = 4 << 20;

/// How many records a piece has: enough to compress well, few enough that all processors have work.
const TOGETHER: usize = 512;

/// A piece that unpacks to more is damaged; it shall not fill the memory.
const PIECE_CAP_BYTES: u64 = 64 << 20;

#[derive(Serialize, Deserialize)]
enum Piece {
    /// Everything but the two long lists.
    Short {
        info: Arc<CatalogInfo>,
        categories: Arc<Vec<Category>>,
        selections: Arc<Vec<Selection>>,
    },
    Producers(Vec<Arc<Producer>>),
    Products(Vec<Arc<Product>>),
}

/// What the first line says: another program may carry other fields, other bytes of `catalog.ron` other records.
fn first_line(version: &str, bytes: usize) -> String {
    format!("etalase-desa {} {version} {bytes}\n", env!("CARGO_PKG_VERSION"))
}

fn path(folder: &Folder) -> PathBuf {
    folder.cache_dir().join("catalogs").join(format!("{}.json.zst", place_id(folder)))
}

/// The catalogue and the version of `catalog.ron`, where its copy was made from just these bytes. They are walked through
/// meanwhile, and never wholly in memory.
pub(super) fn read_current(folder: &Folder) -> Option<(String, Catalog)> {
    let text = folder.catalog_file();
    if !path(folder).is_file() || !folder.stays_inside(&text) || !text.is_file() {
        return None;
    }
    let (version, copy) = rayon::join(|| version_of(&text), || read(folder));
    copy.filter(|(of, _)| Some(of) == version.as_ref())
}

fn version_of(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    file.metadata().is_ok_and(|meta| (FROM_BYTES..=CAP_BYTES).contains(&meta.len())).then_some(())?;
    let mut hasher = blake3::Hasher::new();
    let mut some = vec![0; 1 << 20];
    loop {
        match file.read(&mut some).ok()? {
            0 => return Some(version_name(&hasher.finalize())),
            count => hasher.update(some.get(..count)?),
        };
    }
}

/// The catalogue that was copied, and the version of `catalog.ron` that it was made from. `None`: no copy, a damaged one, or
/// one by another program.
fn read(folder: &Folder) -> Option<(String, Catalog)> {
    let bytes = std::fs::read(path(folder)).ok()?;
    let end = memchr::memchr(b'\n', bytes.get(..200.min(bytes.len()))?)? + 1;
    let (line, mut rest) = bytes.split_at_checked(end)?;
    let version = std::str::from_utf8(line).ok()?.split(' ').nth(2)?;
    if line != first_line(version, rest.len()).as_bytes() {
        return None;
    }
    let mut packed = Vec::new();
    while !rest.is_empty() {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let (piece, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        packed.push(piece);
        rest = behind;
    }
    let pieces: Option<Vec<Piece>> = packed.par_iter().map(|piece| unpack(piece)).collect();
    let mut catalog = Catalog::default();
    let mut whole = false;
    for piece in pieces? {
        match piece {
            Piece::Short { info, categories, selections } => {
                whole = true;
                (catalog.info, catalog.categories, catalog.selections) = (info, categories, selections);
            }
            Piece::Producers(list) => catalog.producers.extend(list.into_iter().map(|one| (one.id.clone(), one))),
            Piece::Products(list) => catalog.products.extend(list.into_iter().map(|one| (one.id.clone(), one))),
        }
    }
    whole.then(|| (version.to_owned(), catalog))
}

fn unpack(piece: &[u8]) -> Option<Piece> {
    let mut json = Vec::new();
    zstd::Decoder::with_buffer(piece).ok()?.take(PIECE_CAP_BYTES).read_to_end(&mut json).ok()?;
    let mut piece: Piece = serde_json::from_slice(&json).ok()?;
    if let Piece::Products(list) = &mut piece {
        list.iter_mut().filter_map(Arc::get_mut).for_each(Product::fit);
    }
    Some(piece)
}

/// Copies a catalogue that was read from, or written as, this version of `catalog.ron`.
///
/// # Errors
/// The cache folder cannot be written to; the program then does without.
pub(super) fn write(folder: &Folder, catalog: &Catalog, version: &str) -> Result<(), SaveError> {
    let path = path(folder);
    let failed = |error: io::Error| save_error(&path, &error);
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(failed)?;
    }
    let mut pieces = Vec::new();
    let short = Piece::Short {
        info: catalog.info.clone(),
        categories: catalog.categories.clone(),
        selections: catalog.selections.clone(),
    };
    pack(&mut pieces, &short).map_err(failed)?;
    for list in chunks(&catalog.producers) {
        pack(&mut pieces, &Piece::Producers(list)).map_err(failed)?;
    }
    for list in chunks(&catalog.products) {
        pack(&mut pieces, &Piece::Products(list)).map_err(failed)?;
    }
    let bytes = [first_line(version, pieces.len()).as_bytes(), &pieces].concat();
    write_file(&path, &bytes)
}

fn chunks<K: Ord, V: Clone>(records: &OrdMap<K, V>) -> impl Iterator<Item = Vec<V>> {
    let mut values = records.values();
    std::iter::from_fn(move || {
        let some: Vec<V> = values.by_ref().take(TOGETHER).cloned().collect();
        (!some.is_empty()).then_some(some)
    })
}

fn pack(bytes: &mut Vec<u8>, piece: &Piece) -> io::Result<()> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1)?;
    encoder.include_checksum(true)?;
    encoder.write_all(&serde_json::to_vec(piece)?)?;
    let packed = encoder.finish()?;
    let length = u32::try_from(packed.len()).map_err(io::Error::other)?;
    bytes.extend(length.to_le_bytes());
    bytes.extend(packed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::format_1::tests::catalog;
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path()).with_cache(dir.path().join("cache"));
        (dir, folder)
    }

    proptest! {
        #[test]
        fn a_copy_is_the_catalogue(catalog in catalog()) {
            let (_dir, folder) = folder();
            write(&folder, &catalog, "0123456789ab").unwrap();
            prop_assert_eq!(read(&folder), Some(("0123456789ab".to_owned(), catalog)));
        }

        #[test]
        fn a_damaged_copy_is_none_unless_what_it_says_is_whole(
            catalog in catalog(),
            at in any::<proptest::sample::Index>(),
            flip in 1..=255_u8,
            cut in any::<bool>(),
        ) {
            let (_dir, folder) = folder();
            write(&folder, &catalog, "0123456789ab").unwrap();
            let mut bytes = std::fs::read(path(&folder)).unwrap();
            // The version's own letters are the caller's to compare.
            let first = memchr::memchr(b'\n', &bytes).unwrap() + 1;
            let at = first + at.index(bytes.len() - first);
            if cut {
                bytes.truncate(at);
            } else {
                bytes[at] ^= flip;
            }
            std::fs::write(path(&folder), bytes).unwrap();
            // Some bits mean nothing to zstd; what it unpacks is held against its checksum.
            let found = read(&folder);
            let whole = Some(("0123456789ab".to_owned(), catalog));
            prop_assert!(found.is_none() || found == whole, "{:?}", found);
        }
    }

    #[test]
    fn a_copy_by_another_program_is_none() {
        let (_dir, folder) = folder();
        write(&folder, &Catalog::default(), "0123456789ab").unwrap();
        let mut bytes = std::fs::read(path(&folder)).unwrap();
        bytes["etalase-desa ".len()] += 1;
        std::fs::write(path(&folder), bytes).unwrap();
        assert_eq!(read(&folder), None);
    }
}
