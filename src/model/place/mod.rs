//! Where things come from: the words for a region code, and the code for the words of an address.

mod address;
pub mod locate;
pub mod map;
pub mod wording;

pub use address::is_street;
pub use locate::{Located, PlaceWords, contradicts, is_known_region, locate, rest_of_address, words_fit};
pub use map::MapView;
pub use wording::{
    full_place, full_place_abroad, inner_place, plain_region_name, region_centre, region_centres, region_name,
    short_place,
};
