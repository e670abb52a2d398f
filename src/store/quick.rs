//! A copy of a large catalogue in the cache folder that is quicker to read than its text and has the products packed; it is
//! used only where it was made from the very bytes of `catalog.ron`, and losing it costs time and memory alone.
//!
//! The file: a line with the program's version, the catalogue's, the size and time of its text, and the count of bytes that
//! follow; then pieces. A piece: its length (four bytes, little-endian), and compressed by zstd with a checksum the length of
//! some JSON, the JSON, and other bytes. The first piece is what the window shows at once ([`glance`]), and behind it what
//! packed products have in common; products stand packed, as they are kept in memory.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use imbl::OrdMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use zstd::zstd_safe::DCtx;

use super::folder::Folder;
use super::format_1::version_name;
use super::open::CAP_BYTES;
use super::photo_checks::Stamp;
use super::settings::place_id;
use super::write::{SaveError, save_error, write_file};
use crate::model::{
    Catalog, CatalogInfo, Category, Kept, Label, Packed, Packing, Producer, Selection, Status, first_by_name,
};
use crate::text::Lang;

/// The size of a `catalog.ron` from which a copy is made: below, the text itself is read in a tenth of a second.
pub(super) const FROM_BYTES: u64 = 4 << 20;

/// How many records a piece has: enough to compress well, few enough that all processors have work.
const TOGETHER: usize = 512;

/// A piece that unpacks to more is damaged; it shall not fill the memory.
const PIECE_CAP_BYTES: u64 = 64 << 20;

/// What the list of a large catalogue begins with: to be looked at while the rest is read and held against `catalog.ron`.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// What the catalogue says of itself, its categories, the first ready products by name in each language, and their
    /// producers.
    pub catalog: Catalog,
    /// How many ready products there are in all.
    pub ready: usize,
}

impl Glance {
    /// How many products of each language: more than a window can show at once.
    pub const PRODUCTS: usize = 96;
}

#[derive(Serialize, Deserialize)]
enum Piece {
    /// What is shown at once.
    Front {
        info: Arc<CatalogInfo>,
        categories: Arc<Vec<Category>>,
        ready: usize,
        producers: Vec<Arc<Producer>>,
        products: Vec<Kept>,
    },
    Selections(Arc<Vec<Selection>>),
    Producers(Vec<Arc<Producer>>),
    /// Products that are packed. Their bytes stand behind.
    Packed(Vec<Labelled>),
    /// Those that are not.
    Products(Vec<Kept>),
}

/// A packed product, and how many bytes it has, packed and unpacked.
type Labelled = (Label, u32, u32);

/// What the first line says: another program may carry other fields, other bytes of `catalog.ron` other records.
struct Head<'a> {
    version: &'a str,
    /// Size and milliseconds of `catalog.ron` when the copy was made.
    of: (u64, u64),
    /// How many bytes follow.
    bytes: usize,
}

impl<'a> Head<'a> {
    fn line(&self) -> String {
        let (program, Head { version, of: (size, time), bytes }) = (env!("CARGO_PKG_VERSION"), self);
        format!("etalase-desa {program} {version} {size} {time} {bytes}\n")
    }

    /// `None`: damaged, or by another program.
    fn read(line: &'a str) -> Option<Self> {
        let mut words = line.trim_end().split(' ').skip(2);
        let version = words.next()?;
        let mut number = || words.next()?.parse().ok();
        let of = (number()?, number()?);
        let head = Self { version, of, bytes: usize::try_from(number()?).ok()? };
        (head.line() == line).then_some(head)
    }
}

/// As [`Head::of`].
fn stamp(folder: &Folder) -> Option<(u64, u64)> {
    let Stamp { bytes, modified } = Stamp::now(&folder.catalog_file())?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((bytes, u64::try_from(since.as_millis()).ok()?))
}

fn path(folder: &Folder) -> PathBuf {
    folder.cache_dir().join("catalogs").join(format!("{}.json.zst", place_id(folder)))
}

/// The version of `catalog.ron` and the catalogue, packed and with all products at hand, where its copy was made from just
/// these bytes. They are walked through meanwhile, and never wholly in memory.
pub(super) fn read_current(folder: &Folder) -> Option<(String, Catalog, Catalog)> {
    let text = folder.catalog_file();
    if !path(folder).is_file() || !folder.stays_inside(&text) || !text.is_file() {
        return None;
    }
    let both = || {
        let (of, packed) = read(folder)?;
        let catalog = packed.at_hand()?;
        Some((of, packed, catalog))
    };
    let (version, copy) = rayon::join(|| version_of(&text), both);
    copy.filter(|(of, ..)| Some(of) == version.as_ref())
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
    let head = Head::read(std::str::from_utf8(line).ok()?).filter(|head| head.bytes == rest.len())?;
    let mut packed = Vec::new();
    while !rest.is_empty() {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let (piece, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        packed.push(piece);
        rest = behind;
    }
    let (front, rest) = packed.split_first()?;
    let mut room = Room::default();
    let (Piece::Front { info, categories, .. }, in_common) = unpack(front, &mut room)? else { return None };
    let by = Packing::with(in_common.to_vec());
    // Several by one processor, one after the other in the same room: room for each would be asked of the system, and given
    // back, every time.
    let several = rest.len().div_ceil(8 * rayon::current_num_threads()).max(1);
    let pieces: Option<Vec<Vec<Piece>>> = rest.par_chunks(several).map(|pieces| unpack_all(pieces, &by)).collect();
    let mut catalog = Catalog { info, categories, ..Catalog::default() };
    let mut whole = false;
    for piece in pieces?.into_iter().flatten() {
        match piece {
            Piece::Front { .. } | Piece::Packed(_) => return None,
            Piece::Selections(selections) => {
                whole = true;
                catalog.selections = selections;
            }
            Piece::Producers(list) => catalog.producers.extend(list.into_iter().map(|one| (one.id.clone(), one))),
            Piece::Products(list) => catalog.products.extend(list.into_iter().map(|one| (one.id.clone(), one))),
        }
    }
    whole.then(|| (head.version.to_owned(), catalog))
}

/// The first products of a large catalogue, where there is a copy and `catalog.ron` has the size and time that it had when
/// the copy was made. Whether it also has the same bytes is found out when the whole is read.
pub fn glance(folder: &Folder) -> Option<Glance> {
    let mut file = BufReader::new(File::open(path(folder)).ok()?);
    let mut line = String::new();
    file.by_ref().take(200).read_line(&mut line).ok()?;
    if !folder.stays_inside(&folder.catalog_file()) || Some(Head::read(&line)?.of) != stamp(folder) {
        return None;
    }
    let mut length = [0; 4];
    file.read_exact(&mut length).ok()?;
    let length = u64::from(u32::from_le_bytes(length));
    let mut packed = Vec::new();
    file.take(length.min(PIECE_CAP_BYTES)).read_to_end(&mut packed).ok()?;
    match unpack(&packed, &mut Room::default())?.0 {
        Piece::Front { info, categories, ready, producers, products } => {
            let mut catalog = Catalog { info, categories, ..Catalog::default() };
            catalog.producers.extend(producers.into_iter().map(|one| (one.id.clone(), one)));
            catalog.products.extend(products.into_iter().map(|one| (one.id.clone(), one)));
            (ready > 0).then_some(Glance { catalog, ready })
        }
        _ => None,
    }
}

/// The piece that [`glance`] reads.
fn front(catalog: &Catalog) -> Piece {
    let mut products: Vec<Kept> =
        Lang::ALL.iter().flat_map(|lang| first_by_name(catalog, *lang, Glance::PRODUCTS)).collect();
    products.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    products.dedup_by(|one, other| one.id == other.id);
    let mut makers: Vec<_> = products.iter().filter_map(|product| product.producer.as_ref()).collect();
    makers.sort_unstable();
    makers.dedup();
    Piece::Front {
        info: catalog.info.clone(),
        categories: catalog.categories.clone(),
        ready: catalog.products.values().filter(|product| product.status == Status::Ready).count(),
        producers: makers.into_iter().filter_map(|id| catalog.producers.get(id)).cloned().collect(),
        products,
    }
}

/// What unpacking needs room for.
#[derive(Default)]
struct Room {
    bytes: Vec<u8>,
    context: DCtx<'static>,
}

fn unpack_all(pieces: &[&[u8]], by: &Arc<Packing>) -> Option<Vec<Piece>> {
    let mut room = Room::default();
    let one = |piece: &&[u8]| match unpack(piece, &mut room)? {
        (Piece::Packed(labels), bytes) => Some(Piece::Products(on_shelf(labels, bytes, by)?)),
        (Piece::Products(mut list), _) => {
            Kept::settle(&mut list);
            Some(Piece::Products(list))
        }
        (other, _) => Some(other),
    };
    pieces.iter().map(one).collect()
}

fn on_shelf(mut labels: Vec<Labelled>, mut bytes: &[u8], by: &Arc<Packing>) -> Option<Vec<Kept>> {
    Label::settle(labels.iter_mut().map(|(label, ..)| label));
    let one = |(label, packed, length): Labelled| {
        let (mine, rest) = bytes.split_at_checked(packed as usize)?;
        bytes = rest;
        Some(Kept::restored(label, Packed::new(by.clone(), mine, length)))
    };
    labels.into_iter().map(one).collect()
}

/// What a piece says, and the bytes behind it.
fn unpack<'r>(piece: &[u8], room: &'r mut Room) -> Option<(Piece, &'r [u8])> {
    room.bytes.clear();
    let decoder = zstd::Decoder::with_context(piece, &mut room.context);
    decoder.take(PIECE_CAP_BYTES).read_to_end(&mut room.bytes).ok()?;
    let (length, rest) = room.bytes.split_first_chunk::<4>()?;
    let (json, behind) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((serde_json::from_slice(json).ok()?, behind))
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
    let by = catalog.packing().cloned().or_else(|| Packing::learn(catalog));
    let mut pieces = Vec::new();
    pack(&mut pieces, &front(catalog), by.as_ref().map_or(&[], |by| by.in_common())).map_err(failed)?;
    pack(&mut pieces, &Piece::Selections(catalog.selections.clone()), &[]).map_err(failed)?;
    for list in chunks(&catalog.producers) {
        pack(&mut pieces, &Piece::Producers(list), &[]).map_err(failed)?;
    }
    for list in chunks(&catalog.products) {
        let (labels, bytes, loose) = stored(&list, by.as_ref());
        pack(&mut pieces, &Piece::Packed(labels), &bytes).map_err(failed)?;
        if !loose.is_empty() {
            pack(&mut pieces, &Piece::Products(loose), &[]).map_err(failed)?;
        }
    }
    let head = Head { version, of: stamp(folder).unwrap_or_default(), bytes: pieces.len() };
    let bytes = [head.line().as_bytes(), &pieces].concat();
    write_file(&path, &bytes)
}

/// The packed ones of some products with their bytes, and the others.
fn stored(list: &[Kept], by: Option<&Arc<Packing>>) -> (Vec<Labelled>, Vec<u8>, Vec<Kept>) {
    let (mut labels, mut bytes, mut loose) = (Vec::new(), Vec::new(), Vec::new());
    let mut room = crate::model::Room::default();
    for product in list {
        match by.and_then(|by| product.stored(by, &mut room)) {
            Some((label, packed)) => {
                labels.push((label, packed.bytes().len() as u32, packed.length()));
                bytes.extend_from_slice(packed.bytes());
            }
            None => loose.push(product.clone()),
        }
    }
    (labels, bytes, loose)
}

fn chunks<K: Ord, V: Clone>(records: &OrdMap<K, V>) -> impl Iterator<Item = Vec<V>> {
    let mut values = records.values();
    std::iter::from_fn(move || {
        let some: Vec<V> = values.by_ref().take(TOGETHER).cloned().collect();
        (!some.is_empty()).then_some(some)
    })
}

fn pack(bytes: &mut Vec<u8>, piece: &Piece, behind: &[u8]) -> io::Result<()> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1)?;
    encoder.include_checksum(true)?;
    let json = serde_json::to_vec(piece)?;
    encoder.write_all(&u32::try_from(json.len()).map_err(io::Error::other)?.to_le_bytes())?;
    encoder.write_all(&json)?;
    encoder.write_all(behind)?;
    let packed = encoder.finish()?;
    let length = u32::try_from(packed.len()).map_err(io::Error::other)?;
    bytes.extend(length.to_le_bytes());
    bytes.extend(packed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::super::format_1::tests::catalog;
    use super::*;
    use crate::model::{Filter, Product, SearchIndex, matches};

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
            packs in any::<bool>(),
        ) {
            let (_dir, folder) = folder();
            let catalog = if packs { catalog.packed(&PACKING, &Catalog::default()) } else { catalog };
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

    proptest! {
        #[test]
        fn a_glance_is_what_the_list_begins_with(catalog in catalog()) {
            let (dir, folder) = folder();
            std::fs::write(dir.path().join("catalog.ron"), "what it was copied from").unwrap();
            write(&folder, &catalog, "0123456789ab").unwrap();
            let ready = catalog.products.values().filter(|product| product.status == Status::Ready).count();
            let Some(glance) = glance(&folder) else {
                prop_assert_eq!(ready, 0, "there is something to show");
                return Ok(());
            };
            for lang in Lang::ALL {
                let list = |catalog: &Catalog| {
                    matches(catalog, &SearchIndex::start(catalog), &Filter::default(), lang).hits
                };
                let (all, some) = (list(&catalog), list(&glance.catalog));
                prop_assert_eq!(glance.ready, all.len());
                let count = Glance::PRODUCTS.min(all.len());
                prop_assert!(all.iter().take(count).eq(some.iter().take(count)));
            }
            for product in glance.catalog.products.values() {
                prop_assert_eq!(catalog.products.get(&product.id), Some(product));
                let maker = |catalog: &Catalog| {
                    product.producer.as_ref().and_then(|id| catalog.producers.get(id)).cloned()
                };
                prop_assert_eq!(maker(&glance.catalog), maker(&catalog));
            }
        }
    }

    /// How the made-up records of these tests are packed.
    static PACKING: LazyLock<Arc<Packing>> = LazyLock::new(|| {
        let product = |at: usize| Product { id: format!("p-{at}").as_str().into(), ..Product::default() };
        let products = (0..Packing::FROM).map(product).map(|product| (product.id.clone(), product));
        Packing::learn(&Catalog { products: products.collect(), ..Catalog::default() }).unwrap()
    });

    proptest! {
        #[test]
        fn products_come_back_from_their_packing_with_every_field(catalog in catalog()) {
            let packed = catalog.packed(&PACKING, &Catalog::default());
            let before = PACKING.looked_at();
            prop_assert_eq!(&packed, &catalog);
            let (_dir, folder) = folder();
            write(&folder, &packed, "0123456789ab").unwrap();
            prop_assert_eq!(PACKING.looked_at(), before, "to copy leaves them packed");
            for (id, product) in &packed.products {
                prop_assert_eq!(Some(Product::clone(product)), catalog.products.get(id).map(|one| Product::clone(one)));
            }
            prop_assert_eq!(PACKING.looked_at() - before, catalog.products.len(), "each was packed");
            prop_assert_eq!(read(&folder), Some(("0123456789ab".to_owned(), catalog)));
        }
    }

    #[test]
    fn there_is_no_glance_at_a_text_that_changed_nor_at_half_a_copy() {
        let (dir, folder) = folder();
        let text = dir.path().join("catalog.ron");
        std::fs::write(&text, "as it was").unwrap();
        let product = Product { id: "madu".into(), status: Status::Ready, ..Product::default() };
        let products = OrdMap::unit(product.id.clone(), Kept::new(product));
        let catalog = Catalog { products, ..Catalog::default() };
        write(&folder, &catalog, "0123456789ab").unwrap();
        assert!(glance(&folder).is_some());
        std::fs::write(&text, "as it is now").unwrap();
        assert_eq!(glance(&folder), None);
        write(&folder, &catalog, "0123456789ab").unwrap();
        let copy = std::fs::read(path(&folder)).unwrap();
        for length in 0..copy.len() {
            std::fs::write(path(&folder), &copy[..length]).unwrap();
            // What is cut off behind the first piece is found when the whole is read.
            let _ = glance(&folder);
            assert_eq!(read(&folder), None);
        }
        std::fs::remove_file(&text).unwrap();
        assert_eq!(glance(&folder), None);
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
