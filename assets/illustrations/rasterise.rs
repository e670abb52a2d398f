//! Turns the drawings in this folder into the catalogue's pictures: SVG to JPEG of 1600 × 1200 pixels in
//! `catalog/photos/`, named by content, and into `catalog.ron` with their words from `ALT.txt`.
//!
//! `cargo run --release --example rasterise` from the repository's root. Same drawings, same bytes.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use etalase::model::{Photo, ProductId, Text};
use etalase::store::{self, Folder};
use resvg::{tiny_skia, usvg};

const WIDTH_PX: u32 = 1600;
const HEIGHT_PX: u32 = 1200;
const JPEG_QUALITY: u8 = 86;

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new("assets/illustrations");
    let folder = Folder::new("catalog");
    let photos = folder.photos_dir();
    fs::create_dir_all(&photos)?;
    let mut catalog = store::open(&folder, true).map_err(|error| format!("{error:?}"))?.catalog;

    for (slug, alt) in words(&fs::read_to_string(here.join("ALT.txt"))?)? {
        let svg = fs::read(here.join(format!("{slug}.svg"))).map_err(|error| format!("{slug}.svg: {error}"))?;
        let jpeg = draw(&svg).map_err(|error| format!("{slug}: {error}"))?;
        let hash = blake3::hash(&jpeg).to_hex();
        let file = format!("{slug}-{}.jpg", &hash.as_str()[..8]);
        remove_older(&photos, &slug, &file)?;
        fs::write(photos.join(&file), &jpeg)?;
        let id = ProductId::new(&slug);
        let product = catalog.products.get(&id).ok_or_else(|| format!("no product {slug}"))?;
        let mut product = (**product).clone();
        product.photos.retain(|photo| !photo.illustration);
        product.photos.push(Photo { file, alt, illustration: true, ..Photo::default() });
        catalog.products.insert(id, product.into());
        println!("{slug}: {} KB", jpeg.len() / 1000);
    }
    let text = store::write_catalog(&catalog)?;
    fs::write(folder.catalog_file(), text)?;
    Ok(())
}

/// `slug | Indonesian | English`, one drawing a line.
fn words(text: &str) -> Result<BTreeMap<String, Text>, Box<dyn Error>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| match line.split('|').map(str::trim).collect::<Vec<_>>()[..] {
            [slug, id, en] => Ok((slug.to_owned(), Text::new(id, en))),
            _ => Err(format!("ALT.txt: three parts are needed in: {line}").into()),
        })
        .collect()
}

fn draw(svg: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default())?;
    let mut canvas = tiny_skia::Pixmap::new(WIDTH_PX, HEIGHT_PX).ok_or("no canvas")?;
    canvas.fill(tiny_skia::Color::WHITE);
    let (x, y) = (WIDTH_PX as f32 / tree.size().width(), HEIGHT_PX as f32 / tree.size().height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(x, y), &mut canvas.as_mut());
    let mut jpeg = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, JPEG_QUALITY);
    encoder.encode(canvas.data(), WIDTH_PX as u16, HEIGHT_PX as u16, jpeg_encoder::ColorType::Rgba)?;
    Ok(jpeg)
}

fn remove_older(photos: &Path, slug: &str, keep: &str) -> std::io::Result<()> {
    for entry in fs::read_dir(photos)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_ours =
            name.strip_prefix(slug).and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| rest.len() == 12);
        if is_ours && name != keep {
            fs::remove_file(photos.join(name))?;
        }
    }
    Ok(())
}
