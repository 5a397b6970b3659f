//! The fragment: version, codec, and the payload in base64url with its checksum.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::crc32::crc32;
use crate::deflate::{InflateError, inflate};
use crate::{CODEC, LinkError, MOST_BYTES, VERSION};

/// The checksum's bytes, in front of the stream.
const CHECKSUM: usize = 4;

/// A payload that has the right form.
#[derive(Debug)]
pub(crate) struct Fragment {
    checksum: [u8; CHECKSUM],
    stream: Vec<u8>,
}

/// The fragment of a stream, from its `#` on.
pub(crate) fn write(mut stream: Vec<u8>) -> String {
    let mut payload = payload(&stream);
    // Programs that make text clickable leave punctuation at the end of a link out of it.
    if payload.ends_with(['-', '_']) {
        stream.push(0);
        payload = self::payload(&stream);
    }
    format!("#{VERSION}.{CODEC}.{payload}")
}

fn payload(stream: &[u8]) -> String {
    let checksum = crc32(stream).to_be_bytes();
    URL_SAFE_NO_PAD.encode([&checksum, stream].concat())
}

/// Version, codec and payload, if it looks as if there were any.
pub(crate) fn parts(link: &str) -> Option<(&str, &str, &str)> {
    let link = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let link = link.split_whitespace().next()?;
    let (version, rest) = link.split_once('.')?;
    let (codec, payload) = rest.split_once('.')?;
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    let is_codec = !codec.is_empty() && codec.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_version && is_codec).then_some((version, codec, payload))
}

/// Reads a link up to the bytes of its payload.
pub(crate) fn read(link: &str) -> Result<Fragment, LinkError> {
    let (version, codec, payload) = parts(link).ok_or(LinkError::NotALink)?;
    if version != VERSION {
        return Err(LinkError::UnknownVersion(version.to_owned()));
    }
    if codec != CODEC {
        return Err(LinkError::UnknownCodec(codec.to_owned()));
    }
    let alphabet = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    // Brackets, full stops and ellipses come along when a link is copied from a text.
    let payload = payload.trim_end_matches(|character| !alphabet(character));
    if let Some(character) = payload.chars().find(|character| !alphabet(*character)) {
        return Err(LinkError::Character(character));
    }
    if payload.len() > MOST_BYTES * 2 {
        return Err(LinkError::TooLarge);
    }
    // Of these characters only the length, or bits beyond the last byte, can be wrong.
    let bytes = URL_SAFE_NO_PAD
        .decode(payload)
        .map_err(|_| LinkError::CutOff)?;
    let (checksum, stream) = bytes.split_first_chunk().ok_or(LinkError::CutOff)?;
    Ok(Fragment {
        checksum: *checksum,
        stream: stream.to_vec(),
    })
}

impl Fragment {
    /// The text of its stream.
    pub(crate) fn inflate(&self, dictionary: &[u8]) -> Result<String, LinkError> {
        let bytes = inflate(dictionary, &self.stream, MOST_BYTES);
        if self.checksum != crc32(&self.stream).to_be_bytes() {
            return Err(match bytes {
                Err(InflateError::EndsEarly) => LinkError::CutOff,
                _ => LinkError::Damaged,
            });
        }
        let bytes = bytes.map_err(|error| match error {
            InflateError::TooLarge => LinkError::TooLarge,
            InflateError::EndsEarly | InflateError::Invalid => {
                LinkError::Content("its payload is not a stream of deflate".to_owned())
            }
        })?;
        String::from_utf8(bytes).map_err(|_| LinkError::Content("its text is not UTF-8".to_owned()))
    }
}
