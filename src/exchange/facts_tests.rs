//! Facts as lists write them, and what Excel made of them.

use super::*;

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn codes_that_excel_damaged() {
    assert_eq!(code(&text("64.02.02.2010")), TypedCode::Plain("64.02.02.2010".into()));
    assert_eq!(code(&Value::Number(64.01)), TypedCode::Repaired("64.01".into()));
    assert_eq!(code(&Value::Number(64.1)), TypedCode::Repaired("64.10".into()));
    assert_eq!(code(&Value::Number(64.0)), TypedCode::Plain("64".into()));
    assert_eq!(code(&text("64,01")), TypedCode::Repaired("64.01".into()));
    assert_eq!(code(&Value::Time(64, 1, 0)), TypedCode::Repaired("64.01".into()));
    assert_eq!(code(&Value::Time(64, 2, 2)), TypedCode::Repaired("64.02.02".into()));
    assert_eq!(code(&Value::Number(6402022010.0)), TypedCode::Maybe(vec!["64.02.02.2010".into()]));
    let TypedCode::Maybe(list) = code(&Value::Date(2026, 5, 12)) else { panic!() };
    assert!(list.contains(&"12.05".to_owned()));
    for typed in ["6,40E+09", "Paser", "64.02.02.10"] {
        assert_eq!(code(&text(typed)), TypedCode::None, "{typed}");
    }
}

#[test]
fn words_for_nothing_and_the_same() {
    for typed in
        ["-", "n/a", "Belum ada", "Tidak Ada", "NULL", r"\N", "nan", "None", "(kosong)", "Blm. ada", "—", "nihil"]
    {
        assert!(says_nothing(typed), "{typed}");
    }
    for typed in [
        "tidak",
        "tidak tahu",
        "tdk punya",
        "data tidak ada",
        "belum ada merek",
        "tanpa merek",
        "masih kosong",
        "blank",
        "…",
        "Not available",
    ] {
        assert!(says_nothing(typed), "{typed}");
    }
    for typed in
        ["", "a-", "Tidak Ada Duanya", "Nana", "Belum Ada Lawan", "0", "Tanpa MSG", "Ada", "Merek", "Nama", "ada/tidak"]
    {
        assert!(!says_nothing(typed), "{typed}");
    }
    assert!(says_same("s.d.a") && says_same("\"") && !says_same("sdat"));
    assert!(erases(" (Hapus) "));
}

#[test]
fn days_that_a_spreadsheet_program_made() {
    for typed in [
        "12-Okt",
        "Oct-12",
        "12-Oct-25",
        "12/10/2025",
        "2025-10-12",
        "2025-10-12 00:00:00",
        "2025-10-12T00:00:00.000Z",
        "1-Des",
        "12:10",
        "1:10 PM",
        "12/10/25",
        "12-Ags",
        "12 Oktober",
        "12 Okt 2025",
        "Jan 2025",
        "12.10.2025",
        "2025-10",
    ] {
        assert!(is_day(typed), "{typed}");
    }
    for typed in [
        "12-10",
        "10x12",
        "S-M-L",
        "Mei",
        "12 bulan",
        "0409.00.00",
        "17 Agustus Jaya",
        "2025",
        "Mar-mar",
        "3-4 hari",
        "10-12-14",
        "40/42/44",
        "1:2",
        "1:100",
        "08:00-17:00",
        "1000-12",
        "2025-13",
    ] {
        assert!(!is_day(typed), "{typed}");
    }
}

#[test]
fn codes_that_excel_damaged_get_their_zeros_back_or_are_lost() {
    let digits = |text: &str| Value::Text(text.into());
    assert_eq!(long_code(&Value::Number(220_103_212_345.0), &NIB), LongCode::Restored("0220103212345".into()));
    assert_eq!(long_code(&digits("220103212345"), &NIB), LongCode::Restored("0220103212345".into()));
    assert_eq!(long_code(&Value::Number(4_090_000.0), &HS), LongCode::Restored("04090000".into()));
    assert_eq!(long_code(&Value::Number(190_590.0), &HS), LongCode::AsTyped);
    assert_eq!(long_code(&digits("0409.00.00"), &HS), LongCode::AsTyped);
    assert_eq!(long_code(&digits("'0220103212345"), &NIB), LongCode::Restored("0220103212345".into()));
    assert_eq!(long_code(&digits("ada"), &NIB), LongCode::AsTyped);
    for (typed, lengths, whole) in [
        ("ada 220103212345", &NIB[..], "ada 0220103212345"),
        ("NIB: 220103212345", &NIB, "NIB: 0220103212345"),
        ("dimiliki | 220103212345 | | 2023", &NIB, "dimiliki | 0220103212345 | | 2023"),
        ("9120103212345.0", &NIB, "9120103212345"),
        ("9120103212345,00", &NIB, "9120103212345"),
        ("220.103.212.345", &NIB, "0220103212345"),
        ("901.21", &HS, "0901.21"),
        ("901.2", &HS, "0901.20"),
        ("1905.9", &HS, "1905.90"),
        ("409.00.00", &HS, "0409.00.00"),
    ] {
        assert_eq!(long_code(&digits(typed), lengths), LongCode::Restored(whole.into()), "{typed}");
    }
    assert_eq!(long_code(&digits("22010321234567"), &NIB), LongCode::OtherLength(14));
    assert_eq!(long_code(&digits("503/12/SIUP 2019"), &NIB), LongCode::AsTyped);
    for lost in [
        Value::Number(2.066_401_010_012_251e16),
        digits("9,12E+12"),
        digits("2066401010012250000"),
        digits("P-IRT 2,0634E+14"),
        digits("ada | 8,99E+12"),
        digits("MD 2,55E+11"),
        digits("ID6,41E+15"),
    ] {
        assert_eq!(long_code(&lost, &[]), LongCode::DigitsLost, "{lost:?}");
    }
    for kept in ["P-IRT 206-3471E10012-19", r"proses | Isi x\|y 8,12E+11"] {
        assert_eq!(long_code(&digits(kept), &[]), LongCode::AsTyped, "{kept}");
    }
}
