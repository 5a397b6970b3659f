//! How Step Functions spells the members of a service's answer.

/// Whether a key of a result is a service's member: with an upper-case first letter, or in the
/// words of the Java SDK (`DBInstances` is `DbInstances` there).
pub(super) fn names(key: &str, member: &str) -> bool {
    key == upper_first(member) || key == java(member)
}

/// The text with an upper-case first letter.
pub(super) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

/// The Java SDK's spelling: each word has one upper-case letter. A word begins behind a digit,
/// behind two lower-case letters, and with the last of several upper-case letters.
fn java(member: &str) -> String {
    let chars: Vec<char> = member.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or(' ');
    let starts = |index: usize| {
        if index == 0 {
            return true;
        }
        let (before, here, after) = (at(index - 1), at(index), at(index + 1));
        let behind_digit = before.is_ascii_digit() && here.is_alphabetic();
        let behind_lower = before.is_lowercase() && here.is_uppercase();
        let last_upper = before.is_uppercase() && here.is_uppercase() && after.is_lowercase();
        behind_digit || behind_lower || last_upper
    };
    let spell = |(index, c): (usize, &char)| {
        if starts(index) {
            c.to_ascii_uppercase()
        } else {
            c.to_ascii_lowercase()
        }
    };
    chars.iter().enumerate().map(spell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(member: &str, spellings: &[&str]) {
        for key in spellings {
            assert!(
                names(key, member),
                "{member} as {key}, not {}",
                java(member)
            );
        }
        assert!(!names(&member.to_lowercase(), member) || member.is_empty());
    }

    #[test]
    fn members_have_two_spellings() {
        check("executionArn", &["ExecutionArn"]);
        check("DBInstances", &["DBInstances", "DbInstances"]);
        check("ETag", &["ETag"]);
        check("SSEKMSKeyId", &["SSEKMSKeyId", "SsekmsKeyId"]);
        check(
            "MD5OfMessageBody",
            &["MD5OfMessageBody", "Md5OfMessageBody"],
        );
        check("VpcId", &["VpcId"]);
    }
}
