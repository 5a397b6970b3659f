//! What the page's address says is open: an example, or what a link carries.

/// What can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The example with this id.
    Example(String),
    /// What this link carries.
    Link(String),
}

impl Target {
    /// What a fragment names: an example as in `#example/saga`, or a link, whole or broken.
    pub fn of(fragment: &str) -> Option<Self> {
        if let Some(id) = example_in(fragment) {
            return Some(Self::Example(id.to_owned()));
        }
        asl_share::is_link(fragment).then(|| Self::Link(fragment.to_owned()))
    }
}

/// The address of an example.
pub fn of_example(id: &str) -> String {
    format!("#example/{id}")
}

/// Only ids that can be a folder's name are taken.
fn example_in(fragment: &str) -> Option<&str> {
    let id = fragment.trim_start_matches('#').strip_prefix("example/")?;
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (!id.is_empty() && id.bytes().all(is_name)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_examples_and_links() {
        let example = |id: &str| Some(Target::Example(id.to_owned()));
        let link = |link: &str| Some(Target::Link(link.to_owned()));
        for (fragment, expected) in [
            ("#example/saga", example("saga")),
            ("example/glue-2", example("glue-2")),
            ("#example/", None),
            ("#example/../x", None),
            ("#example/%2e", None),
            ("#run/saga", None),
            ("", None),
            ("#1.d.AAAA", link("#1.d.AAAA")),
            ("#9.z.", link("#9.z.")),
            ("#section-2.1", None),
        ] {
            assert_eq!(Target::of(fragment), expected, "{fragment}");
        }
        assert_eq!(Target::of(&of_example("saga")), example("saga"));
    }
}
