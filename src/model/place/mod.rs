//! Where things come from: the words for a region code, and the code for the words of an address.

pub mod locate;
pub mod map;
pub mod wording;

pub use locate::{Located, PlaceWords, is_known_region, locate, words_fit};
pub use map::MapView;
pub use wording::{
    full_place, full_place_abroad, inner_place, plain_region_name, region_centre, region_centres, region_name,
    short_place,
};
