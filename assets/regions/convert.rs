//! Makes `assets/regions/regions.tsv.zst` from the CSV files of the npm package `idn-area-data` (see README.md there).
//!
//! `cargo run --example regions -- <package>/data assets/regions/regions.tsv.zst`
//!
//! Each line of the result is `code<TAB>name`, in ASCII order of the code, so that every region stands just before all
//! that lies inside it. Names are the bare ones: the word in front of them follows from the code.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// The files of the package that hold regions, from provinces down; the column after the last comma is the name.
const FILES: [&str; 4] = ["provinces.csv", "regencies.csv", "districts.csv", "villages.csv"];

/// The greatest level: the file is made once and read at every start.
const ZSTD_LEVEL: i32 = 22;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [data, out] = arguments.as_slice() else {
        return Err("usage: regions <folder with villages.csv> <out.tsv.zst>".into());
    };
    let mut table = BTreeMap::new();
    for file in FILES {
        let path = Path::new(data).join(file);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (number, line) in text.lines().enumerate().skip(1) {
            let (code, name) = code_and_name(line).ok_or_else(|| format!("{file}:{}: {line}", number + 1))?;
            let bare = bare_name(&code, &name);
            if bare.is_empty() || table.insert(code.clone(), bare).is_some() {
                return Err(format!("{file}: empty name or second {code}").into());
            }
        }
    }
    let orphan =
        table.keys().find(|code| matches!(code.rsplit_once('.'), Some((outer, _)) if !table.contains_key(outer)));
    if let Some(code) = orphan {
        return Err(format!("{code} lies in no known region").into());
    }
    let mut lines = String::new();
    for (code, name) in &table {
        lines.push_str(&format!("{code}\t{name}\n"));
    }
    fs::write(out, zstd::encode_all(lines.as_bytes(), ZSTD_LEVEL)?)?;
    println!("{} regions, {} bytes of text", table.len(), lines.len());
    Ok(())
}

/// First and last field of a line. Only the last one is ever quoted, with doubled quotation marks inside.
fn code_and_name(line: &str) -> Option<(String, String)> {
    let (code, rest) = line.split_once(',')?;
    // Provinces have two columns, the others three: the middle one is a code.
    let name = match rest.split_once(',') {
        Some((outer, name)) if outer.bytes().all(|b| b.is_ascii_digit() || b == b'.') => name,
        _ => rest,
    };
    let name = match name.strip_prefix('"').and_then(|n| n.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => name.to_owned(),
    };
    Some((code.to_owned(), name))
}

/// The name without its word in front, as people write it.
fn bare_name(code: &str, name: &str) -> String {
    // Some names were typed with a quotation mark for an apostrophe (Ra"as), and with stray spaces.
    let name = name.replace(['"', '`', '´', '‘', '’'], "'").split_whitespace().collect::<Vec<_>>().join(" ");
    let words: &[&str] = match code.len() {
        2 => match name.as_str() {
            "Daerah Khusus Ibukota Jakarta" => return "DKI Jakarta".to_owned(),
            "Daerah Istimewa Yogyakarta" => return "DI Yogyakarta".to_owned(),
            _ => &[],
        },
        5 => &["Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "],
        13 if code.as_bytes().get(9) == Some(&b'3') => &["Desa Adat "],
        _ => &[],
    };
    words.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(&name).to_owned()
}
