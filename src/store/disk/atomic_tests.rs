//! Tests of the atomic writer.

use super::super::faults;
use super::*;

#[test]
fn a_file_is_replaced_and_nothing_else_is_left() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    write_file(&path, b"old").unwrap();
    write(&Dir::open(dir.path()).unwrap(), "a.txt", b"new", &|back| back == b"new").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"new");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_file_holds_exactly_what_was_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    let bytes: Vec<u8> = (0..600_000_u32).map(|at| (at % 251) as u8).collect();
    std::fs::write(&path, &bytes).unwrap();
    let holds = |bytes: &[u8]| super::holds(File::open(&path).unwrap(), bytes).unwrap();
    assert!(holds(&bytes));
    assert!(!holds(&bytes[1..]));
    assert!(!holds(&bytes[..599_999]));
    assert!(!holds(&[&bytes[..], b"x"].concat()));
    let mut other = bytes.clone();
    other[599_999] ^= 1;
    assert!(!holds(&other));
}

#[test]
fn what_is_not_verified_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    write_file(&path, b"old").unwrap();
    let opened = Dir::open(dir.path()).unwrap();
    assert_eq!(write(&opened, "a.txt", b"new", &|_| false), Err(SaveError::NotVerified { path: path.clone() }));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_file_marked_read_only_stays() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    std::fs::write(&path, "old").unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(write_file(&path, b"new"), Err(SaveError::ReadOnly { path: path.clone() }));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
}

#[cfg(unix)]
#[test]
fn the_new_file_is_as_readable_as_the_old_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    std::fs::write(&path, "old").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    write_file(&path, b"new").unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_missing_folder_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("gone/a.txt");
    assert!(matches!(write_file(&path, b"new"), Err(SaveError::Other { .. })));
}

#[test]
fn files_appear_all_at_once_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (dir.path().join("1.pdf"), dir.path().join("2.pdf"));
    std::fs::write(&one, b"old").unwrap();
    let mut set = AtomicFileSet::default();
    set.write(&one, b"new").unwrap();
    assert_eq!(std::fs::read(&one).unwrap(), b"old");
    drop(set);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    let mut set = AtomicFileSet::default();
    set.write(&one, b"new").unwrap();
    set.write(&two, b"new").unwrap();
    set.commit().unwrap();
    assert_eq!(std::fs::read(&one).unwrap(), b"new");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
}

#[test]
fn of_several_new_files_none_stays_where_one_could_not_be_renamed() {
    for pass in 0..100 {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("1.pdf"), b"old").unwrap();
        let mut set = AtomicFileSet::default();
        for name in ["1.pdf", "2.pdf", "3.pdf"] {
            set.write(&at(name), b"new").unwrap();
        }
        let armed = faults::arm(dir.path(), pass, io::ErrorKind::PermissionDenied, false);
        let committed = set.commit();
        let fired = armed.fired();
        drop(armed);
        let names = std::fs::read_dir(dir.path()).unwrap().count();
        assert_eq!(names, if committed.is_ok() { 3 } else { 1 }, "{committed:?} after {pass}");
        assert!(["old", "new"].contains(&std::fs::read_to_string(at("1.pdf")).unwrap().as_str()));
        if !fired {
            return;
        }
    }
    panic!("a commit without end");
}

#[test]
fn whatever_fails_a_file_is_the_old_one_or_the_new_one() {
    let prepare = |dir: &Path| std::fs::write(dir.join("a.txt"), b"old").unwrap();
    faults::each_failure(prepare, |dir, ()| {
        let path = dir.join("a.txt");
        let written = write_file(&path, b"new and longer");
        let now = std::fs::read(&path).unwrap();
        match written {
            Ok(()) => assert_eq!(now, b"new and longer"),
            Err(_) => assert_eq!(now, b"old"),
        }
    });
}

#[test]
fn what_fails_for_a_moment_is_tried_again() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.txt"), b"x").unwrap();
    let opened = Dir::open(dir.path()).unwrap();
    let _armed = faults::arm(dir.path(), 1, io::ErrorKind::PermissionDenied, false);
    assert!(patiently(|| opened.read("a.txt")).is_ok());
    assert_eq!(patiently(|| opened.read("b.txt")).unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn only_what_is_ours_and_old_is_swept() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    let old = SystemTime::now() - Duration::from_secs(2 * 3_600);
    for name in [".0badcafe.etalase-tmp", ".new.etalase-tmp", "katalog.etalase-tmp", ".other-tmp"] {
        std::fs::write(at(name), b"x").unwrap();
        if !name.starts_with(".new") {
            File::options().write(true).open(at(name)).unwrap().set_modified(old).unwrap();
        }
    }
    std::fs::create_dir(at(".d.etalase-tmp")).unwrap();
    std::fs::write(at(".d.etalase-tmp/a.jpg"), b"x").unwrap();
    #[cfg(unix)]
    {
        File::open(at(".d.etalase-tmp")).unwrap().set_modified(old).unwrap();
        std::os::unix::fs::symlink(at(".other-tmp"), at(".link.etalase-tmp")).unwrap();
    }
    sweep_unfinished(dir.path());
    let left = [".new.etalase-tmp", "katalog.etalase-tmp", ".other-tmp"];
    assert!(left.iter().all(|name| at(name).exists()));
    assert!(!at(".0badcafe.etalase-tmp").exists());
    #[cfg(unix)]
    assert!(!at(".d.etalase-tmp").exists() && at(".link.etalase-tmp").symlink_metadata().is_ok());
}
