//! Where files are: the XDG base directories, on every system.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// The folders of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paths {
    home: PathBuf,
    config: PathBuf,
    data: PathBuf,
    state: PathBuf,
    cache: PathBuf,
}

impl Paths {
    /// Finds them from the environment and the account.
    pub(crate) fn find() -> Result<Self> {
        let Some(base) = directories::BaseDirs::new() else {
            return Err(Failure::Config {
                message: "there is no home folder: HOME is not set".to_owned(),
                hints: vec!["set HOME, or name the files with --config and --db".to_owned()],
            });
        };
        Ok(Paths::at(base.home_dir(), |name| std::env::var_os(name).map(PathBuf::from)))
    }

    /// The XDG directories under a home; relative ones do not count (XDG Base Directory 0.8). They hold
    /// on macOS too, where the `directories` crate would choose others.
    fn at(home: &Path, variable: impl Fn(&str) -> Option<PathBuf>) -> Self {
        let base = |name: &str, usual: &str| {
            let base = variable(name).filter(|path| path.is_absolute()).unwrap_or_else(|| home.join(usual));
            base.join("truckroll")
        };
        Paths {
            home: home.to_owned(),
            config: base("XDG_CONFIG_HOME", ".config"),
            data: base("XDG_DATA_HOME", ".local/share"),
            state: base("XDG_STATE_HOME", ".local/state"),
            cache: base("XDG_CACHE_HOME", ".cache"),
        }
    }

    /// The configuration file.
    pub(crate) fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The store's file.
    pub(crate) fn store_file(&self) -> PathBuf {
        self.data.join("truckroll.db")
    }

    /// The folder of what is kept between runs but is no client's record: the session, drafts, logs.
    pub(crate) fn state_folder(&self) -> &Path {
        &self.state
    }

    /// The folder of what can be made or fetched again: ways that a road server answered.
    pub(crate) fn cache_folder(&self) -> &Path {
        &self.cache
    }

    /// A path as the configuration writes it: `~/` is the home folder.
    pub(crate) fn expanded(&self, path: &Path) -> PathBuf {
        path.strip_prefix("~").map_or_else(|_| path.to_owned(), |rest| self.home.join(rest))
    }
}

/// Makes a folder and those above it, for the owner alone; one that is there is left as it is.
pub(crate) fn private_dir(path: &Path) -> Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| Failure::io("making the folder", path, error))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_usual_places_are_under_home() {
        let paths = Paths::at(Path::new("/home/dana"), |_| None);
        assert_eq!(paths.config_file(), Path::new("/home/dana/.config/truckroll/config.toml"));
        assert_eq!(paths.store_file(), Path::new("/home/dana/.local/share/truckroll/truckroll.db"));
        assert_eq!(paths.expanded(Path::new("~/desk.db")), Path::new("/home/dana/desk.db"));
        assert_eq!(paths.expanded(Path::new("/srv/desk.db")), Path::new("/srv/desk.db"));
    }

    #[test]
    fn absolute_xdg_variables_count_and_relative_ones_do_not() {
        let paths = Paths::at(Path::new("/home/dana"), |name| {
            Some(PathBuf::from(if name == "XDG_CONFIG_HOME" { "/etc/dana" } else { "data" }))
        });
        assert_eq!(paths.config_file(), Path::new("/etc/dana/truckroll/config.toml"));
        assert_eq!(paths.store_file(), Path::new("/home/dana/.local/share/truckroll/truckroll.db"));
    }

    #[test]
    fn folders_are_for_the_owner_alone() {
        let scratch = tempfile::tempdir().unwrap();
        let inner = scratch.path().join("a/b");
        private_dir(&inner).unwrap();
        for path in [scratch.path().join("a"), inner] {
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
