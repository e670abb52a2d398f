//! How products are packed: as JSON, compressed each for itself by zstd with what they have in common.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::{CCtx, DCtx, compress_bound};

use super::catalog::Catalog;
use super::record::Product;

/// What the products of a catalogue have in common, ready to pack and unpack them.
pub struct Packing {
    in_common: Vec<u8>,
    pack: EncoderDictionary<'static>,
    unpack: DecoderDictionary<'static>,
    looked_at: AtomicUsize,
}

/// A packed product.
#[derive(Clone)]
pub struct Packed {
    by: Arc<Packing>,
    bytes: Arc<[u8]>,
    /// The length of the JSON.
    length: u32,
}

/// What packing needs room for.
#[derive(Default)]
pub struct Room(CCtx<'static>);

impl Packing {
    /// A catalogue of fewer products is small enough at hand.
    pub const FROM: usize = 1_000;
    /// So much of what the products have in common is kept ready.
    const IN_COMMON_BYTES: usize = 32 << 10;
    /// So many of them are looked through for it.
    const SAMPLES: usize = 2_000;
    /// Levels above 3 made nothing smaller, those below a fifth larger.
    const LEVEL: i32 = 3;
    /// A product of more is damaged; it shall not fill the memory.
    const CAP_BYTES: u32 = 16 << 20;

    /// Learns from a catalogue what its products have in common. `None`: there are too few, or they have nothing in common.
    pub fn learn(catalog: &Catalog) -> Option<Arc<Self>> {
        let count = catalog.products.len();
        if count < Self::FROM {
            return None;
        }
        let some = catalog.products.values().step_by(count.div_ceil(Self::SAMPLES));
        let samples: Vec<Vec<u8>> = some.filter_map(|product| serde_json::to_vec(product).ok()).collect();
        Some(Self::with(zstd::dict::from_samples(&samples, Self::IN_COMMON_BYTES).ok()?))
    }

    /// What [`Packing::in_common`] was learnt to be.
    pub fn with(in_common: Vec<u8>) -> Arc<Self> {
        Arc::new(Self {
            pack: EncoderDictionary::copy(&in_common, Self::LEVEL),
            unpack: DecoderDictionary::copy(&in_common),
            in_common,
            looked_at: AtomicUsize::new(0),
        })
    }

    pub fn in_common(&self) -> &[u8] {
        &self.in_common
    }

    /// How many products were unpacked and kept at hand since they were last said to be packed again.
    pub fn looked_at(&self) -> usize {
        self.looked_at.load(Ordering::Relaxed)
    }

    pub(super) fn look(&self) {
        self.looked_at.fetch_add(1, Ordering::Relaxed);
    }

    /// Those that were looked at so far are packed again.
    pub fn count_anew(&self) {
        self.looked_at.store(0, Ordering::Relaxed);
    }

    /// `None` where the product would not come back as it was.
    pub(super) fn pack(self: &Arc<Self>, product: &Product, room: &mut Room) -> Option<Packed> {
        let json = serde_json::to_vec(product).ok()?;
        let mut bytes = Vec::with_capacity(compress_bound(json.len()));
        room.0.compress_using_cdict(&mut bytes, &json, self.pack.as_cdict()).ok()?;
        let packed = Packed { by: self.clone(), bytes: bytes.into(), length: u32::try_from(json.len()).ok()? };
        packed.unpacked().is_some_and(|back| back == *product).then_some(packed)
    }
}

impl Packed {
    /// From the bytes of a packed product, and its [length](Packed::length).
    pub fn new(by: Arc<Packing>, bytes: &[u8], length: u32) -> Self {
        Self { by, bytes: bytes.into(), length }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes it unpacks to, before it becomes a product.
    pub fn length(&self) -> u32 {
        self.length
    }

    pub(super) fn by(&self) -> &Arc<Packing> {
        &self.by
    }

    pub(super) fn is_by(&self, by: &Arc<Packing>) -> bool {
        Arc::ptr_eq(&self.by, by)
    }

    pub(super) fn unpacked(&self) -> Option<Product> {
        thread_local! {
            static ROOM: RefCell<(DCtx<'static>, Vec<u8>)> = RefCell::default();
        }
        if self.length > Packing::CAP_BYTES {
            return None;
        }
        ROOM.with_borrow_mut(|(context, json)| {
            json.clear();
            json.reserve(self.length as usize);
            context.decompress_using_ddict(json, &self.bytes, self.by.unpack.as_ddict()).ok()?;
            serde_json::from_slice(json).ok()
        })
    }

    #[expect(
        clippy::expect_used,
        reason = "these bytes were unpacked before: when they were made, or when they were read"
    )]
    pub(super) fn product(&self) -> Product {
        self.unpacked().expect("a packed product unpacks")
    }
}
