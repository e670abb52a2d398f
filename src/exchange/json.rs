//! Whole records as JSON, with the field names of `catalog.ron`: what another program reads and writes.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::error::{Fault, ImportError};
use super::sheets::{FileKind, Limits, Sheets};
use crate::model::{Catalog, Category, Producer, Product, ProductId};

/// Records as they stand in the file. A field that is not there is left untouched, `null` erases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    pub categories: Vec<Map<String, Value>>,
    pub producers: Vec<Map<String, Value>>,
    pub products: Vec<Map<String, Value>>,
    /// They say that they are our own export, which carries each field that has something in it.
    pub is_export: bool,
}

impl Records {
    /// Which list a record stands in, as the "sheet" of its address.
    pub(super) const PRODUCTS: usize = 0;
    pub(super) const PRODUCERS: usize = 2;
    pub(super) const CATEGORIES: usize = 3;

    fn len(&self) -> usize {
        self.categories.len() + self.producers.len() + self.products.len()
    }
}

/// Well-formed JSON that is none of ours: what it is.
fn shape(id: impl Into<String>, en: impl Into<String>) -> Fault {
    Fault::JsonShape { is: [id.into(), en.into()] }
}

/// The objects of a list.
fn objects(name: &str, value: Value) -> Result<Vec<Map<String, Value>>, Fault> {
    let Value::Array(list) = value else {
        return Err(shape(format!("“{name}” bukan daftar [ … ]"), format!("“{name}” is no list [ … ]")));
    };
    let objects = list.into_iter().enumerate().map(|(at, one)| match one {
        Value::Object(object) => Ok(object),
        _ => {
            let number = at + 1;
            let id = format!("“{name}” ke-{number} bukan data {{ … }}");
            Err(shape(id, format!("number {number} of “{name}” is no record {{ … }}")))
        }
    });
    objects.collect()
}

/// JSON of which only the names in each object are looked at: one that stands twice would hide what stood first.
struct UniqueNames;

impl<'de> Deserialize<'de> for UniqueNames {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = UniqueNames;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<UniqueNames, E> {
        Ok(UniqueNames)
    }

    fn visit_i64<E>(self, _: i64) -> Result<UniqueNames, E> {
        Ok(UniqueNames)
    }

    fn visit_u64<E>(self, _: u64) -> Result<UniqueNames, E> {
        Ok(UniqueNames)
    }

    fn visit_f64<E>(self, _: f64) -> Result<UniqueNames, E> {
        Ok(UniqueNames)
    }

    fn visit_str<E>(self, _: &str) -> Result<UniqueNames, E> {
        Ok(UniqueNames)
    }

    fn visit_unit<E>(self) -> Result<UniqueNames, E> {
        Ok(UniqueNames)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<UniqueNames, A::Error> {
        while list.next_element::<UniqueNames>()?.is_some() {}
        Ok(UniqueNames)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<UniqueNames, A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = object.next_key::<String>()? {
            if names.contains(&name) {
                return Err(A::Error::custom(name));
            }
            names.insert(name);
            object.next_value::<UniqueNames>()?;
        }
        Ok(UniqueNames)
    }
}

/// What a value takes in memory, with its name.
const VALUE_BYTES: usize = 64;

/// Reads an array of products (as `etalase list --json` prints), or an object of lists (as `etalase export` writes).
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Sheets, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Each value takes many times the bytes that it is written with, and each has such a mark beside it.
    let values = bytes.iter().filter(|byte| matches!(byte, b',' | b':' | b'[' | b'{')).count();
    let held = values.saturating_mul(VALUE_BYTES).saturating_add(bytes.len());
    if held > limits.cell_bytes.saturating_mul(2) {
        return Err(Fault::Unpacks { cap: (limits.cell_bytes as u64).saturating_mul(2) });
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| Fault::Json {
        line: error.line(),
        column: error.column(),
        is_cut: error.is_eof(),
    })?;
    serde_json::from_slice::<UniqueNames>(bytes).map_err(|error| {
        let words = error.to_string();
        let name = words.rsplit_once(" at line ").map_or(words.as_str(), |(name, _)| name).to_owned();
        Fault::JsonNameTwice { line: error.line(), name }
    })?;
    let mut records = Records::default();
    match value {
        Value::Object(lists) => {
            for (name, value) in lists {
                match name.as_str() {
                    "products" => records.products = objects(&name, value)?,
                    "producers" => records.producers = objects(&name, value)?,
                    "categories" => records.categories = objects(&name, value)?,
                    "format" if value == 1 => records.is_export = true,
                    "format" => {
                        let id = format!("bentuknya nomor {value}, lebih baru dari program ini");
                        return Err(shape(id, format!("its format is number {value}, newer than this program")));
                    }
                    _ => {
                        let id = format!("“{name}” bukan categories, producers, atau products");
                        return Err(shape(id, format!("“{name}” is none of categories, producers, products")));
                    }
                }
            }
        }
        list => records.products = objects("products", list)?,
    }
    let is_ours = |one: &Map<String, Value>| one.contains_key("id") || one.contains_key("name");
    let has_products_only = records.categories.is_empty() && records.producers.is_empty();
    if has_products_only && !records.products.is_empty() && !records.products.iter().any(is_ours) {
        return Err(shape(
            "tidak satu pun produknya punya “id” dan “name”",
            "none of its products has “id” and “name”",
        ));
    }
    if records.len() > limits.rows {
        return Err(Fault::TooManyRows { cap: limits.rows });
    }
    if records.len() == 0 {
        return Err(Fault::Empty);
    }
    Ok(Sheets {
        file: file.to_owned(),
        kind: FileKind::Json,
        form: None,
        sheets: Vec::new(),
        records: Some(records),
        macros: false,
        faults: Vec::new(),
    })
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    categories: Vec<&'a Category>,
    producers: Vec<&'a Producer>,
    products: Vec<&'a Product>,
}

/// The products as JSON, with the producers and categories that they name.
///
/// # Errors
/// Where a record cannot be said in JSON.
pub fn write_json(catalog: &Catalog, products: &[ProductId]) -> Result<Vec<u8>, ImportError> {
    let products: Vec<&Product> =
        products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
    let named: BTreeSet<_> = products.iter().filter_map(|product| product.producer.as_ref()).collect();
    let categories: BTreeSet<_> = products.iter().map(|product| &product.category).collect();
    let written = Written {
        format: 1,
        categories: catalog.categories.iter().filter(|category| categories.contains(&category.id)).collect(),
        producers: named.into_iter().filter_map(|id| catalog.producers.get(id)).map(AsRef::as_ref).collect(),
        products,
    };
    let mut bytes =
        serde_json::to_vec_pretty(&written).map_err(|error| Fault::NotMade { reason: error.to_string() }.of("JSON"))?;
    bytes.push(b'\n');
    Ok(bytes)
}
