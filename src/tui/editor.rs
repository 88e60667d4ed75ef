//! Writing longer text in the person's own editor.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::Command;

/// What the shell answers when there is no such command, or it cannot be run.
const NOT_FOUND: i32 = 127;
const NOT_RUN: i32 = 126;

/// The editor named by `VISUAL` or `EDITOR`; none when neither is set.
pub(crate) fn find() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty())
}

/// Lets the person write; lines that begin with `#` are left out. None when nothing was written.
///
/// The editor may carry arguments, quoted as for a shell. The text is kept in a file for the owner alone
/// meanwhile, which is removed afterwards. Fails when the editor does, and nothing is taken then.
pub(crate) fn write(editor: &str, about: &str) -> io::Result<Option<String>> {
    let mut file = tempfile::Builder::new().prefix("truckroll-note-").suffix(".txt").tempfile()?;
    writeln!(file, "\n# A note about {}. Lines that begin with # are left out.", domain::visible(about))?;
    file.flush()?;
    run(editor, file.path().as_os_str())?;
    // What is no UTF-8 is shown as such rather than lost.
    let text = std::fs::read(file.path())?;
    let text = String::from_utf8_lossy(&text);
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let kept = kept.join("\n").trim().to_owned();
    Ok((!kept.is_empty()).then_some(kept))
}

/// Runs the editor on a file through the shell, as other programs do, so that quotes in the variable count.
fn run(editor: &str, file: &OsStr) -> io::Result<()> {
    let line = format!("{editor} \"$1\"");
    let status = Command::new("sh").arg("-c").arg(line).arg("truckroll").arg(file).status()?;
    match status.code() {
        Some(0) => Ok(()),
        Some(NOT_FOUND) => Err(io::Error::other("there is no such command; set VISUAL or EDITOR to another")),
        Some(NOT_RUN) => Err(io::Error::other("it cannot be run; set VISUAL or EDITOR to another")),
        Some(_) | None => Err(io::Error::other(format!("it ended with {status}; nothing was taken"))),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::*;

    /// An editor that does what a script of the shell says with the file `$f`.
    fn editor(folder: &Path, script: &str) -> String {
        let path = folder.join("my editor");
        fs::write(&path, format!("for f do :; done\n{script}\n")).unwrap();
        format!("sh '{}' --wait", path.display())
    }

    #[test]
    fn what_was_written_comes_back_without_the_comments() {
        let folder = tempfile::tempdir().unwrap();
        let editor = editor(folder.path(), r#"printf 'key under mat\n\n  second\n# mine\n' >> "$f""#);
        assert_eq!(write(&editor, "J-1 Tap").unwrap().as_deref(), Some("key under mat\n\n  second"));
    }

    #[test]
    fn the_file_says_what_it_is_about_is_private_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen");
        let script =
            format!(r#"cp "$f" '{0}'; echo "$f" > '{0}.path'; stat -c %a "$f" > '{0}.mode'"#, seen.display());
        assert_eq!(write(&editor(folder.path(), &script), "J-1 \u{1b}[2J").unwrap(), None);
        assert!(fs::read_to_string(&seen).unwrap().contains("# A note about J-1 ␛[2J."));
        assert_eq!(fs::read_to_string(seen.with_extension("mode")).unwrap().trim(), "600");
        let path = fs::read_to_string(seen.with_extension("path")).unwrap();
        assert!(!Path::new(path.trim()).exists(), "{path} is left behind");
    }

    #[test]
    fn an_editor_that_fails_gives_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let failing = editor(folder.path(), r#"echo half >> "$f"; exit 3"#);
        assert!(write(&failing, "J-1").unwrap_err().to_string().contains("nothing was taken"));
        let missing = write("/nonexistent/editor", "J-1").unwrap_err().to_string();
        assert!(missing.contains("no such command"), "{missing}");
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        fs::set_permissions(&plain, fs::Permissions::from_mode(0o600)).unwrap();
        let unrunnable = write(&plain.display().to_string(), "J-1").unwrap_err().to_string();
        assert!(unrunnable.contains("cannot be run"), "{unrunnable}");
    }

    #[test]
    fn text_that_is_no_utf_8_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let editor = editor(folder.path(), r#"printf 'caf\351\n' > "$f""#);
        assert_eq!(write(&editor, "J-1").unwrap().as_deref(), Some("caf\u{fffd}"));
    }
}
