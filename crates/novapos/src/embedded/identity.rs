//! The user that Postgres runs as. It refuses to run as root, so root hands it to an ordinary user.

use std::{
    env, fs,
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use rustix::process::geteuid;

use super::{StartError, binaries::Binaries, data_folder::DataFolder};

/// Where the operating system's own programs are: root's PATH may name folders of other users.
const SYSTEM_PATH: &str = "/usr/bin:/bin";

/// Who Postgres runs as.
#[derive(Clone, Debug, PartialEq)]
pub enum User {
    /// The user who started NovaPOS.
    Same,
    /// Another one, because NovaPOS runs as root.
    Other(Account),
}

/// A user of this computer.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

/// Whether NovaPOS runs as root.
pub fn am_root() -> bool {
    geteuid().is_root()
}

/// Chooses the user: who already owns the data, else who called sudo, else `postgres`, else `nobody`; only one who can reach
/// the folders.
pub fn choose(home: &Path, data: &DataFolder, binaries: &Binaries) -> Result<User, StartError> {
    let owner = match data.major() {
        Some(_) => Some(owner(&data.path)?),
        None => None,
    };
    match owner {
        Some(owner) if !am_root() && owner.uid != geteuid().as_raw() => Err(StartError::OtherOwner {
            path: data.path.clone(),
            owner: owner.name,
        }),
        _ if !am_root() => Ok(User::Same),
        Some(owner) if owner.uid == 0 => Err(StartError::NoUser {
            tried: vec![format!("{} belongs to root", data.path.display())],
        }),
        Some(owner) => first_who_can_reach(vec![Ok(owner)], home, binaries),
        None => first_who_can_reach(strangers(), home, binaries),
    }
}

fn first_who_can_reach(
    candidates: Vec<Result<Account, String>>,
    home: &Path,
    binaries: &Binaries,
) -> Result<User, StartError> {
    let program = binaries.folder.join("postgres");
    let mut tried = Vec::new();
    for candidate in candidates {
        match candidate {
            Err(unknown) => tried.push(format!("there is no user {unknown}")),
            Ok(account) => match [home, &program].into_iter().find(|path| !can_reach(&account, path)) {
                None => return Ok(User::Other(account)),
                Some(path) => tried.push(format!("{} cannot reach {}", account.name, path.display())),
            },
        }
    }
    Err(StartError::NoUser { tried })
}

/// The owner of existing data. Only `initdb` needs the name that belongs to a number, so it is not looked up here.
fn owner(data: &Path) -> Result<Account, StartError> {
    let found = fs::metadata(data).map_err(StartError::disk("look at", data))?;
    Ok(Account {
        name: format!("user {}", found.uid()),
        uid: found.uid(),
        gid: found.gid(),
    })
}

/// Whether Postgres could run with its data inside this folder.
pub fn someone_can_reach(folder: &Path) -> bool {
    !am_root()
        || strangers()
            .into_iter()
            .flatten()
            .any(|account| can_reach(&account, folder))
}

/// The users that root may hand Postgres to, when no data says which; the name of one that this computer does not have.
fn strangers() -> Vec<Result<Account, String>> {
    let caller = env::var("SUDO_UID")
        .ok()
        .filter(|uid| uid.parse::<u32>().is_ok_and(|uid| uid != 0));
    let names = caller.into_iter().chain(["postgres", "nobody"].map(str::to_owned));
    names.map(|name| account(&name).ok_or(name)).collect()
}

/// Looks a user up by name or number, wherever this computer keeps its users. `initdb` insists that its user has a name.
fn account(user: &str) -> Option<Account> {
    let ask = |what: &str| {
        let output = Command::new("id")
            .env("PATH", SYSTEM_PATH)
            .args([what, user])
            .stderr(Stdio::null())
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let account = Account {
        name: ask("-un")?,
        uid: ask("-u")?.parse().ok()?,
        gid: ask("-g")?.parse().ok()?,
    };
    (account.uid != 0).then_some(account)
}

/// Asks the operating system itself, as that user: permission bits alone do not tell (access lists, mounts).
fn can_reach(account: &Account, path: &Path) -> bool {
    let mut ask = Command::new("test");
    ask.env("PATH", SYSTEM_PATH)
        .arg("-x")
        .arg(path)
        .current_dir("/")
        .uid(account.uid)
        .gid(account.gid);
    ask.stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

impl User {
    /// The number of the user that Postgres runs as.
    pub fn uid(&self) -> u32 {
        match self {
            Self::Same => geteuid().as_raw(),
            Self::Other(account) => account.uid,
        }
    }

    /// Gives a file or folder to this user.
    pub fn give(&self, path: &Path) -> Result<(), StartError> {
        match self {
            Self::Same => Ok(()),
            Self::Other(account) => std::os::unix::fs::chown(path, Some(account.uid), Some(account.gid))
                .map_err(StartError::disk("hand over", path)),
        }
    }

    /// A command that runs as this user, in an environment of its own, and that gets `signal` when NovaPOS dies.
    ///
    /// `setpriv` (util-linux) sets that signal and then becomes the program. It follows the thread that starts the command, see
    /// [`super::child`]. Where it is missing (macOS), the next start finds and stops what was left behind.
    pub fn command(&self, program: &Path, signal: &str) -> Command {
        let mut command = match setpriv() {
            Some(setpriv) => {
                let mut command = Command::new(setpriv);
                command.args(["--pdeathsig", signal, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command
            .current_dir("/")
            .env_clear()
            .env("PATH", SYSTEM_PATH)
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        if let Self::Other(account) = self {
            // The standard library also clears root's supplementary groups here.
            command.uid(account.uid).gid(account.gid);
        }
        command
    }
}

/// util-linux's `setpriv`; BusyBox has one that knows no parent-death signal.
fn setpriv() -> Option<PathBuf> {
    let real = ["/usr/bin/setpriv", "/bin/setpriv"]
        .iter()
        .find_map(|path| fs::canonicalize(path).ok())?;
    real.ends_with("setpriv").then_some(real)
}
