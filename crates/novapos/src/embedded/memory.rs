//! How much memory Postgres may keep of its pages: by what the computer, or the container that this runs in, has.

use std::fs;

const MIB: u64 = 1024 * 1024;
/// What Postgres keeps at least, and at most: beyond it the system's own cache does as well.
const BUFFERS_MIB: (u64, u64) = (128, 2048);
/// Where it is not known.
const ASSUMED: u64 = 4096 * MIB;

/// `shared_buffers` and `effective_cache_size`, in MiB: an eighth and a half of what there is.
pub(super) fn settings() -> [(&'static str, String); 2] {
    let all = available(
        fs::read_to_string("/proc/meminfo").ok().as_deref(),
        fs::read_to_string("/sys/fs/cgroup/memory.max").ok().as_deref(),
    );
    let buffers = (all / 8 / MIB).clamp(BUFFERS_MIB.0, BUFFERS_MIB.1);
    let cache = (all / 2 / MIB).max(BUFFERS_MIB.0);
    [
        ("shared_buffers", format!("{buffers}MB")),
        ("effective_cache_size", format!("{cache}MB")),
    ]
}

/// Bytes, of what Linux tells: the smaller of the computer's memory (kB after `MemTotal:`) and the container's limit (bytes, or `max`).
fn available(computer: Option<&str>, container: Option<&str>) -> u64 {
    let total = computer
        .and_then(|text| text.lines().find_map(|line| line.strip_prefix("MemTotal:")))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(ASSUMED, |kib| kib.saturating_mul(1024));
    let limit = container.and_then(|text| text.trim().parse::<u64>().ok());
    limit.map_or(total, |limit| limit.min(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smaller_of_computer_and_container_counts() {
        let computer = Some("MemTotal:       16000000 kB\nMemFree:         1000000 kB\n");
        assert_eq!(available(computer, None), 16_000_000 * 1024);
        assert_eq!(available(computer, Some("max\n")), 16_000_000 * 1024);
        assert_eq!(available(computer, Some("536870912\n")), 512 * MIB);
        assert_eq!(available(None, None), ASSUMED);
        assert_eq!(available(Some("no such line"), Some("")), ASSUMED);
    }
}
