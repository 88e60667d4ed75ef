//! What the worker does for the import: files are read here, away from the drawing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use app::App;
use app::import::{ImportKind, ImportOptions, ImportStep, preview_import, read_capped};

use super::asked::{Answered, Asked, ImportFile};
use super::path::{complete, expand};

/// Answers what is asked; `tell` hears how far a long one is.
pub(crate) fn answer(
    app: &mut App,
    asked: &Asked,
    tell: &mut dyn FnMut(ImportStep),
) -> app::Result<Answered> {
    Ok(match asked {
        Asked::Complete(typed) => Answered::Completed(complete(typed, home().as_deref())),
        Asked::Read { kind, path } => read(app, *kind, &expand(path, home().as_deref())),
        Asked::Look(file, kind, options) => look(app, file.clone(), *kind, options),
        Asked::Bring(file, kind, options, stop) => {
            let mut goes_on = |step| {
                tell(step);
                !stop.is_stopped()
            };
            match app.import_watched(*kind, &file.bytes, options, &mut goes_on)? {
                Some(report) => Answered::Reported(Box::new(report)),
                None => Answered::Stopped,
            }
        }
    })
}

fn home() -> Option<PathBuf> {
    std::env::home_dir()
}

fn read(app: &App, kind: ImportKind, path: &Path) -> Answered {
    let said = |why: String| Answered::Unreadable(format!("{}: {why}", path.display()));
    // Anything but a file could keep the worker waiting for ever.
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return said("is a folder; go on to a file in it".to_owned()),
        Ok(found) if !found.is_file() => return said("is not a file".to_owned()),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return said("there is no such file; Tab completes what is there".to_owned());
        }
        Err(error) => return said(format!("it cannot be looked at: {error}")),
    }
    let bytes = match File::open(path) {
        Ok(file) => read_capped(file),
        Err(error) => return said(format!("it cannot be opened: {error}")),
    };
    match bytes {
        Ok(bytes) => {
            let file = ImportFile::new(path, bytes);
            let options = ImportOptions { file_name: Some(file.name.clone()), ..ImportOptions::default() };
            look(app, file, kind, &options)
        }
        Err(error) => said(error.to_string()),
    }
}

fn look(app: &App, file: ImportFile, kind: ImportKind, options: &ImportOptions) -> Answered {
    let options = &ImportOptions { definitions: app.definitions().clone(), ..options.clone() };
    match preview_import(kind, &file.bytes, options) {
        Ok(preview) => Answered::Seen(file, Box::new(preview)),
        Err(error) => Answered::Unreadable(format!("{}: {error}", file.name)),
    }
}
