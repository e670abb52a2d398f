//! Whole records as JSON, with the field names of `catalog.ron`: what another program reads and writes.

use serde::Serialize;
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
    /// It says that this program wrote it.
    pub is_export: bool,
}

impl Records {
    fn len(&self) -> usize {
        self.categories.len() + self.producers.len() + self.products.len()
    }
}

fn shape(reason: String) -> Fault {
    Fault::Json { line: 1, column: 1, reason }
}

/// The objects of a list.
fn objects(name: &str, value: Value) -> Result<Vec<Map<String, Value>>, Fault> {
    let Value::Array(list) = value else {
        return Err(shape(format!("“{name}” is not a list")));
    };
    let objects = list.into_iter().enumerate().map(|(at, one)| match one {
        Value::Object(object) => Ok(object),
        _ => Err(shape(format!("“{name}”, record {}: not an object", at + 1))),
    });
    objects.collect()
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
        reason: error.to_string(),
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
                    "format" => return Err(shape(format!("format {value} is newer than this program"))),
                    _ => return Err(shape(format!("“{name}” is none of categories, producers, products"))),
                }
            }
        }
        list => records.products = objects("products", list)?,
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
    let named: std::collections::BTreeSet<_> =
        products.iter().filter_map(|product| product.producer.as_ref()).collect();
    let categories: std::collections::BTreeSet<_> = products.iter().map(|product| &product.category).collect();
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
