//! Photos: decoded, oriented, made small, taken in, cared for and checked.

pub mod care;
pub(in crate::store) mod checks;
pub(in crate::store) mod decode;
pub(in crate::store) mod decode_budget;
pub(in crate::store) mod heic;
mod hevc_range;
mod jpeg_bits;
mod jpeg_data;
pub(in crate::store) mod photo_import;
pub mod photos;
mod png_colours;
mod profiles;
pub(in crate::store) mod sheet_images;
pub mod svg;
pub(in crate::store) mod svg_cost;
pub(in crate::store) mod thumbnails;
mod webp_data;
