//! Where the programs of Postgres are, and which version they have.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::StartError;

/// The Postgres versions that NovaPOS is tested with.
pub const SUPPORTED: std::ops::RangeInclusive<u32> = 15..=18;

/// A folder with a working `postgres` and `initdb`.
#[derive(Clone, Debug)]
pub struct Binaries {
    pub folder: PathBuf,
    pub major: u32,
}

/// Finds Postgres; with `wanted`, only that major version will do, because it made the data.
///
/// The order: NOVAPOS_PG_BIN alone when it is set, else PATH, `pgbin` in the home, Debian's folders, Red Hat's, Homebrew's.
pub fn find(home: &Path, wanted: Option<u32>) -> Result<Binaries, StartError> {
    let named = env::var_os("NOVAPOS_PG_BIN").map(PathBuf::from);
    let mut found = Vec::new();
    for candidate in named
        .as_ref()
        .map_or_else(|| usual_places(home), |folder| vec![folder.clone()])
    {
        let Some(folder) = real_folder(&candidate) else {
            if named.is_some() {
                found.push(format!(
                    "{} (named by NOVAPOS_PG_BIN; `postgres` and `initdb` are not in it)",
                    candidate.display()
                ));
            }
            continue;
        };
        match version(&folder.join("postgres")) {
            Some(major) if wanted.map_or(SUPPORTED.contains(&major), |wanted| wanted == major) => {
                return Ok(Binaries { folder, major });
            }
            Some(major) => found.push(format!("{} (version {major})", folder.display())),
            None => found.push(format!("{} (does not run)", folder.display())),
        }
    }
    Err(match wanted {
        Some(wanted) => StartError::OtherVersion {
            data: home.join("data"),
            wanted,
            found,
        },
        None => StartError::NoPostgres { found },
    })
}

/// Finds another program of Postgres. Servers are also packaged without them, so it need not lie beside the one that runs: one that NOVAPOS_PG_BIN
/// names is taken, else the newest, which reads what older ones wrote and speaks to older servers.
pub fn find_program(home: &Path, name: &'static str) -> Result<PathBuf, StartError> {
    let named = env::var_os("NOVAPOS_PG_BIN").map(|folder| PathBuf::from(folder).join(name));
    if let Some(named) = named.filter(|program| version(program).is_some()) {
        return Ok(named);
    }
    // What Debian has on the PATH is a script that chooses by itself; the programs are in folders of their own.
    let programs = usual_places(home).into_iter().filter_map(|folder| {
        fs::canonicalize(folder.join(name))
            .ok()
            .filter(|program| program.ends_with(name))
    });
    let found = programs.filter_map(|program| Some((version(&program)?, program)));
    // Of several that are equally new, the first.
    let newest = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
    newest.map(|(_, program)| program).ok_or(StartError::NoProgram { name })
}

fn usual_places(home: &Path) -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default();
    places.push(home.join("pgbin/bin"));
    places.push(home.join("pgbin"));
    places.extend(newest_first("/usr/lib/postgresql", ""));
    places.extend(newest_first("/usr", "pgsql-"));
    for brew in ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"] {
        places.extend(newest_first(brew, "postgresql@"));
    }
    places
}

/// `<parent>/<prefix><number>/bin`, the highest number first (18 before 9).
fn newest_first(parent: &str, prefix: &str) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((number, entry.path().join("bin")))
        })
        .collect();
    versions.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

/// The folder that `postgres` really lies in (it may be a link, and its own files are found beside it), when `initdb` is there
/// too.
fn real_folder(candidate: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(candidate.join("postgres")).ok()?.parent()?.to_owned();
    folder.join("initdb").is_file().then_some(folder)
}

/// The major version, or nothing when the program does not run here (a library is missing, another processor).
fn version(program: &Path) -> Option<u32> {
    let output = Command::new(program).arg("--version").current_dir("/").output().ok()?;
    if !output.status.success() {
        return None;
    }
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, `... 18beta1`: the major version.
fn parse_version(text: &str) -> Option<u32> {
    let number = text.split_whitespace().nth(2)?;
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_no_postgres_has_is_named() {
        let home = Path::new("/nowhere/at/all");
        let why = find_program(home, "pg_nothing").unwrap_err().to_string();
        assert!(why.starts_with("pg_nothing is not on this computer"), "{why}");
    }

    #[test]
    fn versions_are_read() {
        assert_eq!(
            parse_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(parse_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(parse_version("postgres (PostgreSQL) 17"), Some(17));
        assert_eq!(parse_version("something else"), None);
        assert_eq!(parse_version(""), None);
    }
}
