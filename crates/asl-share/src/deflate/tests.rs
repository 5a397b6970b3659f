//! Streams: what is written is read again, here and by another reader; what is no stream is refused.

use proptest::prelude::*;

use super::{InflateError, deflate, inflate};

const DICTIONARY: &[u8] = b"\"Type\":\"Task\",\"Next\":\"End\":true";

#[track_caller]
fn check(text: &[u8]) -> usize {
    let stream = deflate(DICTIONARY, text);
    assert_eq!(
        inflate(DICTIONARY, &stream, text.len()).as_deref(),
        Ok(text)
    );
    if let Some(less) = text.len().checked_sub(1) {
        assert_eq!(
            inflate(DICTIONARY, &stream, less),
            Err(InflateError::TooLarge)
        );
    }
    let mut padded = stream.clone();
    padded.push(0);
    assert_eq!(
        inflate(DICTIONARY, &padded, text.len()).as_deref(),
        Ok(text)
    );
    padded.push(0);
    assert_eq!(
        inflate(DICTIONARY, &padded, text.len()),
        Err(InflateError::Invalid)
    );
    for end in 0..stream.len().min(40) {
        assert_eq!(
            inflate(DICTIONARY, &stream[..end], text.len()),
            Err(InflateError::EndsEarly)
        );
    }
    // Without a dictionary it is the deflate that everyone reads.
    let plain = miniz_oxide::inflate::decompress_to_vec(&deflate(&[], text));
    assert_eq!(plain.ok().as_deref(), Some(text));
    stream.len()
}

#[test]
fn every_kind_of_text_comes_back() {
    assert!(check(b"") <= 2);
    assert!(check(DICTIONARY) <= 5);
    assert!(check(&[b'a'; 10_000]) < 40);
    check(b"a");
    check(&[0, 255, 0, 255, 1]);
    let bytes: Vec<u8> = (0..=255).cycle().take(3_000).collect();
    check(&bytes);
    let words = (0..1_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_string());
    check(words.collect::<Vec<_>>().join(" ").as_bytes());
}

#[test]
fn every_length_and_distance_has_its_symbol() {
    for distance in [1, 2, 3, 4, 5, 7, 9, 100, 4_097] {
        let mut text: Vec<u8> = (0..distance)
            .map(|n: u32| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        for len in [
            3, 4, 10, 11, 12, 18, 19, 34, 35, 66, 67, 130, 131, 227, 257, 258, 259,
        ] {
            let from = text.len() - distance as usize;
            text.extend_from_within(from..(from + len).min(text.len()));
            text.push(7);
        }
        check(&text);
    }
}

#[test]
fn streams_of_other_writers_are_read() {
    let words = (0..3_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11).to_string());
    let words = words.collect::<Vec<_>>().join(" ");
    for text in [&b""[..], b"a", &vec![7; 70_000], words.as_bytes()] {
        for level in 0..=10 {
            let stream = miniz_oxide::deflate::compress_to_vec(text, level);
            assert_eq!(
                inflate(b"", &stream, text.len()).as_deref(),
                Ok(text),
                "{level}"
            );
        }
    }
}

#[test]
fn codes_that_do_not_fit_are_refused() {
    // Blocks of type 2: too many codes of one bit, too few of any, and none that ends the block.
    let without_end = [5, 192, 129, 0, 0, 0, 0, 0, 16, 254, 175, 1, 0];
    for stream in [&[5, 0, 146, 0][..], &[5, 0, 4, 0], &without_end] {
        assert_eq!(inflate(b"", stream, 100), Err(InflateError::Invalid));
    }
    // A stored block whose length and its check differ, and a block of no type.
    assert_eq!(
        inflate(b"", &[1, 1, 0, 0xfe, 0xfe, 9], 100),
        Err(InflateError::Invalid)
    );
    assert_eq!(inflate(b"", &[7], 100), Err(InflateError::Invalid));
}

#[test]
fn what_is_no_stream_is_refused() {
    assert_eq!(
        inflate(DICTIONARY, &[0xff; 20], 100),
        Err(InflateError::Invalid)
    );
    // A match that reaches back beyond the dictionary.
    let reaching = deflate(&[b'x'; 400], &[b'x'; 300]);
    assert_eq!(inflate(b"", &reaching, 1_000), Err(InflateError::Invalid));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_comes_back(text in proptest::collection::vec(prop_oneof![Just(b'a'), Just(b'b'), any::<u8>()], 0..300)) {
        check(&text);
    }

    #[test]
    fn any_bytes_are_read_as_others_read_them(stream in proptest::collection::vec(any::<u8>(), 0..200)) {
        let others = miniz_oxide::inflate::decompress_to_vec(&stream);
        match inflate(b"", &stream, 100_000) {
            Ok(text) => prop_assert_eq!(others.ok(), Some(text)),
            Err(InflateError::EndsEarly) => prop_assert!(others.is_err()),
            Err(_) => {}
        }
    }
}
