//! A Prometheus of a test: it scrapes processes, one scrape standing for a minute, and has promtool evaluate the real rules over what it scraped.
//! Minutes that pass at once are what is made up here; every value is one that a process told.

use std::{
    collections::BTreeMap,
    env, fs,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    asked::rule_files,
    program::PATIENCE,
    scrape::{Sample, scrape},
};

pub struct Watch {
    promtool: PathBuf,
    http: reqwest::Client,
    /// Each series with its values, by minute.
    series: BTreeMap<String, BTreeMap<usize, f64>>,
    minutes: usize,
}

impl Watch {
    /// # Panics
    /// Where there is no promtool: `make setup` gets it.
    pub fn begin() -> Self {
        Self {
            promtool: promtool().expect("promtool is missing: run `make setup`"),
            http: reqwest::Client::new(),
            series: BTreeMap::new(),
            minutes: 0,
        }
    }

    /// A minute passes: scrapes these jobs. One that does not answer is down, as Prometheus says it.
    pub async fn minute(&mut self, jobs: &[(&str, String)]) {
        for (job, base) in jobs {
            let instance = base.trim_start_matches("http://");
            let told = scrape(&self.http, base).await;
            let up = Sample {
                name: "up".to_owned(),
                labels: BTreeMap::new(),
                value: f64::from(u8::from(told.is_some())),
            };
            for mut sample in told.unwrap_or_default().into_iter().chain([up]) {
                sample.labels.insert("job".to_owned(), (*job).to_owned());
                sample.labels.insert("instance".to_owned(), instance.to_owned());
                self.series
                    .entry(sample.series())
                    .or_default()
                    .insert(self.minutes, sample.value);
            }
        }
        self.minutes += 1;
    }

    /// Waits until a process tells this: gauges are measured every 15 s.
    pub async fn until(&self, base: &str, name: &str, labels: &[(&str, &str)], holds: impl Fn(f64) -> bool) {
        let since = Instant::now();
        loop {
            let told = scrape(&self.http, base).await.unwrap_or_default();
            if told
                .iter()
                .any(|sample| sample.has(name, labels) && holds(sample.value))
            {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "{name}{labels:?} at {base}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Which minute it is: the last that was scraped.
    pub fn now(&self) -> usize {
        self.minutes - 1
    }

    /// These alerts fire at these minutes, each of them and no other.
    #[track_caller]
    pub fn assert_fires(&self, wanted: &[(usize, &[&str])]) {
        let tests: Vec<Value> = wanted
            .iter()
            .map(|(minute, alerts)| {
                let samples: Vec<Value> = alerts
                    .iter()
                    .map(|alert| json!({"labels": format!("{{alertname=\"{alert}\"}}"), "value": 1}))
                    .collect();
                json!({"expr": "group by (alertname) (ALERTS{alertstate=\"firing\"})", "eval_time": format!("{minute}m"), "exp_samples": samples})
            })
            .collect();
        let series: Vec<Value> = self
            .series
            .iter()
            .map(|(name, values)| json!({"series": name, "values": self.written(values)}))
            .collect();
        let test = json!({"rule_files": rule_files(), "evaluation_interval": "1m", "tests": [{"interval": "1m", "input_series": series, "promql_expr_test": tests}]});
        let file = env::temp_dir().join(format!(
            "novapos-watch-{}-{}.yml",
            std::process::id(),
            uuid::Uuid::now_v7()
        ));
        fs::write(&file, test.to_string()).unwrap();
        let done = Command::new(&self.promtool)
            .args(["test", "rules"])
            .arg(&file)
            .output()
            .unwrap();
        if !done.status.success() {
            panic!(
                "{}{}\nThe series are in {}.",
                String::from_utf8_lossy(&done.stdout),
                String::from_utf8_lossy(&done.stderr),
                file.display()
            );
        }
        fs::remove_file(&file).unwrap();
    }

    /// The values as promtool takes them. A series that a scrape no longer has ends there, as in Prometheus.
    fn written(&self, values: &BTreeMap<usize, f64>) -> String {
        let mut words = Vec::with_capacity(self.minutes);
        let mut is_there = false;
        for minute in 0..self.minutes {
            let value = values.get(&minute);
            words.push(match value {
                Some(value) => value.to_string(),
                None if is_there => "stale".to_owned(),
                None => "_".to_owned(),
            });
            is_there = value.is_some();
        }
        words.join(" ")
    }
}

fn promtool() -> Option<PathBuf> {
    let tools = env::var_os("NOVAPOS_DEPLOY_TOOLS").map(PathBuf::from);
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/novapos/deploy-tools"));
    let own = tools.or(home).map(|folder| folder.join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(own)
        .map(|folder| folder.join("promtool"))
        .find(|file| file.is_file())
}
