//! A small static web server for `dist/`, on this machine only.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;
use tiny_http::{Header, Method, Request, Response, Server};

/// How many ports above the wanted one are tried.
const TRIES: u16 = 50;

const WORKERS: usize = 4;

/// A running server. It stops with the process.
pub(crate) struct Serving {
    pub(crate) url: String,
    workers: Vec<thread::JoinHandle<()>>,
}

impl Serving {
    /// Serves until the process is ended.
    pub(crate) fn wait(self) {
        for worker in self.workers {
            worker.join().ok();
        }
    }
}

/// Serves a folder on the wanted port or, when that is taken, on the next free one; 0 is any free one.
pub(crate) fn serve(folder: &Path, wanted: u16) -> Result<Serving> {
    start(folder, wanted, None)
}

/// Serves a folder on any free port, compressed as web hosts do it. Each file is read once.
pub(crate) fn serve_compressed(folder: &Path) -> Result<Serving> {
    start(folder, 0, Some(&Arc::default()))
}

/// Files by their path, compressed.
type Compressed = Arc<Mutex<HashMap<PathBuf, Vec<u8>>>>;

fn start(folder: &Path, wanted: u16, compressed: Option<&Compressed>) -> Result<Serving> {
    let server = Arc::new(bind(wanted)?);
    let port = server
        .server_addr()
        .to_ip()
        .map(|address| address.port())
        .ok_or_else(|| anyhow!("the server has no port"))?;
    let worker = |_| {
        let server = Arc::clone(&server);
        let (folder, compressed) = (folder.to_path_buf(), compressed.cloned());
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer(request, &folder, compressed.as_ref());
            }
        })
    };
    Ok(Serving {
        url: format!("http://{}:{port}/", Ipv4Addr::LOCALHOST),
        workers: (0..WORKERS).map(worker).collect(),
    })
}

fn bind(wanted: u16) -> Result<Server> {
    let mut failure = anyhow!("no port to try");
    for port in wanted..=wanted.saturating_add(TRIES) {
        match Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(server) => return Ok(server),
            Err(error) => failure = anyhow!("no free port from {wanted} on: {error}"),
        }
    }
    Err(failure)
}

fn answer(request: Request, folder: &Path, compressed: Option<&Compressed>) {
    let known = matches!(request.method(), Method::Get | Method::Head);
    let response = match file_of(request.url(), folder).filter(|_| known) {
        Some(file) => respond(&file, compressed),
        None => plain(404, "There is no such page here."),
    };
    // The browser may have gone away in the meantime.
    request.respond(response).ok();
}

fn respond(file: &Path, compressed: Option<&Compressed>) -> Response<Cursor<Vec<u8>>> {
    let bytes = match compressed {
        Some(known) => gzipped(file, known),
        None => fs::read(file).ok(),
    };
    let Some(bytes) = bytes else {
        return plain(404, "There is no such page here.");
    };
    let response = Response::from_data(bytes);
    let fields = [
        ("Content-Type", content_type(file)),
        // Names change with contents, but for index.html's.
        ("Cache-Control", "no-cache"),
    ];
    fields
        .into_iter()
        .chain(compressed.map(|_| ("Content-Encoding", "gzip")))
        .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
        .fold(response, Response::with_header)
}

fn gzipped(file: &Path, known: &Compressed) -> Option<Vec<u8>> {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bytes) = known.get(file) {
        return Some(bytes.clone());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&fs::read(file).ok()?).ok()?;
    let bytes = encoder.finish().ok()?;
    known.insert(file.to_path_buf(), bytes.clone());
    Some(bytes)
}

fn plain(status: u16, text: &str) -> Response<Cursor<Vec<u8>>> {
    Response::from_string(text).with_status_code(status)
}

/// The file that a request's URL names; none outside of the folder.
fn file_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let path = Path::new(path);
    if !path
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return None;
    }
    let file = folder.join(path);
    if file.is_dir() {
        Some(file.join("index.html"))
    } else {
        file.is_file().then_some(file)
    }
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::net::TcpStream;

    /// The answer to a request for `path`, from a folder with one page in it.
    #[track_caller]
    fn check(path: &str, expected: &str) {
        let folder = std::env::temp_dir().join(format!("xtask-server-{}", std::process::id()));
        fs::create_dir_all(folder.join("site")).unwrap();
        fs::write(folder.join("site/index.html"), "the page").unwrap();
        fs::write(folder.join("secret.txt"), "secret").unwrap();
        let serving = serve(&folder.join("site"), 0).unwrap();
        let port = serving
            .url
            .rsplit(':')
            .next()
            .unwrap()
            .trim_end_matches('/');
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains(expected), "{answer}");
        assert!(!answer.contains("secret"), "{answer}");
    }

    #[test]
    fn serves_the_folder_and_nothing_else() {
        check("/", "the page");
        check("/index.html?x=1", "text/html");
        check("/nothing", "404");
        check("/../secret.txt", "404");
        check("/..%2fsecret.txt", "404");
    }

    #[test]
    fn compresses_where_it_is_to() {
        let serving = serve_compressed(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let address = serving
            .url
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /Cargo.toml HTTP/1.0\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(String::from_utf8_lossy(&answer).contains("Content-Encoding: gzip"));
    }

    #[test]
    fn takes_another_port_when_one_is_busy() {
        let first = serve(Path::new("."), 0).unwrap();
        let port: u16 = first
            .url
            .trim_end_matches('/')
            .rsplit(':')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let second = serve(Path::new("."), port).unwrap();
        assert_ne!(first.url, second.url);
    }
}
