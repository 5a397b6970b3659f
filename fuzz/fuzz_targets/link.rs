//! Any text as a link, any bytes as a link's stream, and any bytes as a link's content. The first byte chooses.
#![no_main]

use asl_share::{MOST_BYTES, decode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&kind, bytes)) = input.split_first() else {
        return;
    };
    match kind % 3 {
        0 => opened(&String::from_utf8_lossy(bytes)),
        1 => opened(&link(bytes)),
        _ => opened(&link(&stored(bytes))),
    }
});

/// What opens stays within the limits, and what does not says why.
fn opened(link: &str) {
    match decode(link) {
        Ok(situation) => {
            assert!(situation.definition.len() + situation.input.len() <= MOST_BYTES);
        }
        Err(error) => assert!(!error.to_string().is_empty() && !error.code().is_empty()),
    }
}

/// The link of a stream, with the checksum that it should have.
fn link(stream: &[u8]) -> String {
    let checksum = crc32fast::hash(stream).to_be_bytes();
    format!("#1.d.{}", URL_SAFE_NO_PAD.encode([&checksum, stream].concat()))
}

/// One block of deflate that holds these bytes as they are.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let bytes = &bytes[..bytes.len().min(0xffff)];
    let len = bytes.len() as u16;
    [&[1][..], &len.to_le_bytes(), &(!len).to_le_bytes(), bytes].concat()
}
