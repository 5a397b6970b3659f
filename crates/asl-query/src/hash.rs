//! Digests by the names that AWS gives the algorithms.

#[cfg(feature = "rare")]
use std::fmt::Write as _;

#[cfg(feature = "rare")]
use md5::Md5;
#[cfg(feature = "rare")]
use sha1::Sha1;
#[cfg(feature = "rare")]
use sha2::digest::Digest;
#[cfg(feature = "rare")]
use sha2::{Sha256, Sha384, Sha512};

/// The digest in lower-case hexadecimal; `None` for a name that is not, letter for letter, `MD5`, `SHA-1`, `SHA-256`,
/// `SHA-384` or `SHA-512`.
#[cfg(feature = "rare")]
pub(crate) fn hex_digest(algorithm: &str, data: &[u8]) -> Option<String> {
    let digest: Vec<u8> = match algorithm {
        "MD5" => Md5::digest(data).to_vec(),
        "SHA-1" => Sha1::digest(data).to_vec(),
        "SHA-256" => Sha256::digest(data).to_vec(),
        "SHA-384" => Sha384::digest(data).to_vec(),
        "SHA-512" => Sha512::digest(data).to_vec(),
        _ => return None,
    };
    let mut hex = String::with_capacity(digest.len() * 2);
    for byte in digest {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Some(hex)
}

/// Without the feature no algorithm has its name.
#[cfg(not(feature = "rare"))]
pub(crate) fn hex_digest(_algorithm: &str, _data: &[u8]) -> Option<String> {
    None
}
