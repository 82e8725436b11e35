//! The built web apps as a browser gets them: from a folder, with the headers that keep them safe and fresh.

use std::{
    env,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    extract::Request,
    middleware,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

/// What scripts, styles and connections of our own pages may be.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
    worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Names carry the hash of what is in them, so they never change.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// May be kept, and is asked for anew each time.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

/// A web app: its name in addresses and folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    Pos,
    Admin,
}

impl App {
    pub const ALL: &[Self] = &[Self::Pos, Self::Admin];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pos => "pos",
            Self::Admin => "admin",
        }
    }

    /// Where a browser finds it.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Pos => "/pos/",
            Self::Admin => "/admin/",
        }
    }

    /// The folder of the built app: the configured one, else beside the work, else beside the program, else the system's.
    #[must_use]
    pub fn folder(self, configured: Option<&Path>) -> Option<PathBuf> {
        let beside = env::current_exe()
            .ok()
            .and_then(|program| program.parent().map(Path::to_owned));
        let candidates = match configured {
            Some(root) => vec![root.join(self.name())],
            None => [
                Some(Path::new("web/apps").join(self.name()).join("dist")),
                beside.map(|folder| folder.join("web").join(self.name())),
                Some(Path::new("/usr/share/novapos/web").join(self.name())),
            ]
            .into_iter()
            .flatten()
            .collect(),
        };
        candidates
            .into_iter()
            .find(|folder| folder.join("index.html").is_file())
    }
}

/// Both apps, and `/` sent to the one that comes first here.
pub fn routes(first: App, configured: Option<&Path>) -> Router {
    let start = Router::new().route("/", get(move || async move { Redirect::temporary(first.address()) }));
    App::ALL
        .iter()
        .fold(start, |all, app| all.merge(app_routes(*app, app.folder(configured))))
}

fn app_routes(app: App, folder: Option<PathBuf>) -> Router {
    let (bare, below) = (format!("/{}", app.name()), format!("/{}/{{*path}}", app.name()));
    let serve = move |request: Request| {
        let folder = folder.clone();
        async move {
            match folder {
                Some(folder) => file(&folder, app, request).await,
                None => not_built(app),
            }
        }
    };
    Router::new()
        .route(&bare, get(move || async move { Redirect::permanent(app.address()) }))
        .route(app.address(), get(serve.clone()))
        .route(&below, get(serve))
        .layer(middleware::map_response(protect))
}

/// A file of the app. An address without one that looks like a page of the app is the app itself, which then shows that page.
async fn file(folder: &Path, app: App, request: Request) -> Response {
    let path = request
        .uri()
        .path()
        .strip_prefix(app.address())
        .unwrap_or_default()
        .to_owned();
    let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
    let path = if is_page { "index.html" } else { path.as_str() };
    let (mut parts, _) = request.into_parts();
    let Ok(uri) = Uri::try_from(format!("/{path}")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    parts.uri = uri;
    let files = ServeDir::new(folder).precompressed_gzip();
    let mut response = match files
        .oneshot(Request::from_parts(parts, axum::body::Body::empty()))
        .await
    {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    };
    if response.status() == StatusCode::NOT_FOUND {
        return kernel::codes::NOT_FOUND.error().into_response();
    }
    let fresh = if path.starts_with("assets/") {
        FOR_EVER
    } else {
        ASK_FIRST
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, fresh);
    // Packed for those who take it packed: a shared cache must keep both.
    add(headers, header::VARY, "accept-encoding");
    response
}

async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    add(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(headers, header::REFERRER_POLICY, "same-origin");
    add(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    let is_page = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        add(headers, header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
    }
    response
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

fn not_built(app: App) -> Response {
    let name = match app {
        App::Pos => "till",
        App::Admin => "admin portal",
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>NovaPOS</title>\
         <h1>The {name} is not built yet</h1>\
         <p>NovaPOS itself is running. To build the web apps, type <code>make build-web</code> in NovaPOS's folder, start NovaPOS again, \
         and load this page again.</p>"
    );
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::CACHE_CONTROL, ASK_FIRST)],
        Html(page),
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http_body_util::BodyExt as _;

    use super::*;

    struct Built(PathBuf);

    impl Built {
        fn new(name: &str) -> Self {
            let root = env::temp_dir().join(format!("novapos-web-{name}-{}", std::process::id()));
            let pos = root.join("pos");
            std::fs::create_dir_all(pos.join("assets")).unwrap();
            std::fs::write(pos.join("index.html"), "<!doctype html>the till").unwrap();
            std::fs::write(pos.join("sw.js"), "// worker").unwrap();
            std::fs::write(pos.join("assets/app-1a2b.js"), "let a = 1").unwrap();
            std::fs::write(pos.join("assets/app-1a2b.js.gz"), "packed").unwrap();
            std::fs::write(root.join("secret.txt"), "secret").unwrap();
            Self(root)
        }

        async fn get(&self, path: &str) -> (StatusCode, HeaderMap, String) {
            let request = Request::builder()
                .uri(path)
                .header("accept-encoding", "gzip")
                .body(Body::empty())
                .unwrap();
            let response = routes(App::Pos, Some(&self.0)).oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
        }
    }

    impl Drop for Built {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[tokio::test]
    async fn pages_of_the_app_are_the_app_and_are_asked_for_each_time() {
        let built = Built::new("pages");
        for path in ["/pos/", "/pos/sales", "/pos/sales/0199"] {
            let (status, headers, body) = built.get(path).await;
            assert_eq!(
                (status, body.as_str()),
                (StatusCode::OK, "<!doctype html>the till"),
                "{path}"
            );
            assert_eq!(headers["cache-control"], "no-cache");
            assert_eq!(headers["content-security-policy"], CONTENT_SECURITY_POLICY);
            assert_eq!(headers["x-content-type-options"], "nosniff");
        }
        let (status, headers, _) = built.get("/pos/sw.js").await;
        assert_eq!(
            (status, headers["cache-control"].to_str().unwrap()),
            (StatusCode::OK, "no-cache")
        );
    }

    #[tokio::test]
    async fn assets_are_kept_for_ever_packed_and_never_replaced_by_the_page() {
        let built = Built::new("assets");
        let (status, headers, body) = built.get("/pos/assets/app-1a2b.js").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "packed"));
        assert_eq!(headers["content-encoding"], "gzip");
        assert_eq!(headers["vary"], "accept-encoding");
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
        let (status, headers, _) = built.get("/pos/assets/gone.js").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(!headers.contains_key("cache-control"), "a miss is not kept");
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_served() {
        let built = Built::new("outside");
        for path in ["/pos/../secret.txt", "/pos/%2e%2e/secret.txt", "/pos/..%2fsecret.txt"] {
            let (_, _, body) = built.get(path).await;
            assert!(!body.contains("secret\n") && body != "secret", "{path}: {body}");
        }
    }

    #[tokio::test]
    async fn what_is_not_built_says_how_to_build_it() {
        let built = Built::new("missing");
        let (status, _, body) = built.get("/admin/").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains("make build-web"), "{body}");
        let (status, headers, _) = built.get("/").await;
        assert_eq!(
            (status, headers["location"].to_str().unwrap()),
            (StatusCode::TEMPORARY_REDIRECT, "/pos/")
        );
    }
}
