//! One Prometheus registry for the process.

use std::{sync::OnceLock, time::Duration};

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::tasks::Tasks;

/// How often counted samples are put together.
const METRICS_UPKEEP: Duration = Duration::from_secs(5);

const SECONDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// Starts counting, and keeps what was counted small, until the tasks are asked to stop: without it, samples of an endpoint that nobody
/// reads would pile up. `show` puts what is looked up and not counted beside them.
pub async fn keep_metrics(show: impl Fn() + Send, tasks: Tasks) {
    let (handle, process) = (metrics_handle(), metrics_process::Collector::default());
    let stopping = tasks.stopping();
    tokio::pin!(stopping);
    loop {
        tokio::select! {
            () = tokio::time::sleep(METRICS_UPKEEP) => {}
            () = &mut stopping => return,
        }
        handle.run_upkeep();
        process.collect();
        show();
    }
}

/// The process's metrics, started on first use: call it before anything counts.
pub fn metrics_handle() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let builder = PrometheusBuilder::new();
        let builder = match builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS) {
            Ok(builder) => builder,
            Err(_) => PrometheusBuilder::new(),
        };
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}
