//! The forms in which a situation is shared: a link, texts around it, and a file. Whatever stands in a definition is
//! escaped by the rules of the form it goes into.

use asl_share::{LinkError, Situation};

/// A link beyond this many bytes is more than many chat tools and forums carry.
const LONG: usize = 8_000;

/// A situation to be shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The page's address, without its fragment.
    pub page: String,
    /// What is shared.
    pub situation: Situation,
    /// The fragment that carries it, or why there is none.
    pub fragment: Result<String, LinkError>,
    /// What it is, in a few words.
    pub title: String,
    /// The diagram as Mermaid text, where there is one.
    pub mermaid: Option<String>,
}

/// The forms that are copied as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The address alone.
    Link,
    /// A link in Markdown.
    MarkdownLink,
    /// The diagram and a link in Markdown.
    MarkdownDiagram,
    /// The player, for a page that allows scripts.
    Html,
    /// The player in a frame.
    Frame,
}

impl Form {
    /// Those beside the link itself.
    pub const OTHERS: [Self; 4] = [
        Self::MarkdownLink,
        Self::MarkdownDiagram,
        Self::Html,
        Self::Frame,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Link => "Link",
            Self::MarkdownLink => "Markdown link",
            Self::MarkdownDiagram => "Markdown with the diagram",
            Self::Html => "HTML embed",
            Self::Frame => "Frame",
        }
    }

    /// Where it is of use.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Link => "Opens everything as it is here",
            Self::MarkdownLink => "For an issue, a pull request, a chat",
            Self::MarkdownDiagram => "Mermaid, which GitHub and GitLab draw, and the link",
            Self::Html => "Plays within your page, which reads without it too",
            Self::Frame => "Plays within a page that allows no scripts of others",
        }
    }
}

impl Share {
    /// The whole link; nothing where there can be none.
    pub fn link(&self) -> String {
        match &self.fragment {
            Ok(fragment) => format!("{}{fragment}", self.page),
            Err(_) => String::new(),
        }
    }

    /// A form's text.
    pub fn text(&self, form: Form) -> String {
        let link = self.link();
        match form {
            Form::Link => link,
            Form::MarkdownLink => self.markdown_link(),
            Form::MarkdownDiagram => match &self.mermaid {
                Some(mermaid) => format!("{}\n\n{}\n", fenced(mermaid), self.markdown_link()),
                None => self.markdown_link(),
            },
            Form::Html => {
                let (folder, payload) = (html(self.folder()), html(self.payload()));
                let definition = html(&self.situation.definition);
                format!(
                    "<script type=\"module\" src=\"{folder}player.js\"></script>\n<asl-player link=\"{payload}\"><pre><code class=\"language-asl\">{definition}</code></pre></asl-player>\n"
                )
            }
            Form::Frame => {
                let (folder, payload) = (html(self.folder()), html(self.payload()));
                let title = html(&plain(&self.title));
                format!(
                    "<iframe src=\"{folder}embed.html#{payload}\" title=\"{title}\" loading=\"lazy\" width=\"100%\" height=\"480\"></iframe>\n"
                )
            }
        }
    }

    /// The text of a file that opens as the link would.
    pub fn file(&self) -> String {
        format!("{:#}\n", self.situation.to_json())
    }

    /// How long the link is, in words.
    pub fn size(&self) -> String {
        match self.link().len() {
            len if len < 1_000 => format!("{len} characters"),
            len => format!("{}.{} kB", len / 1_000, len % 1_000 / 100),
        }
    }

    /// Whether the link is longer than many tools carry.
    pub fn is_long(&self) -> bool {
        self.link().len() > LONG
    }

    /// The address of the folder that the page lies in.
    fn folder(&self) -> &str {
        let path = self.page.split('?').next().unwrap_or_default();
        path.rfind('/')
            .and_then(|end| path.get(..=end))
            .unwrap_or_default()
    }

    fn payload(&self) -> &str {
        let fragment = self.fragment.as_deref().unwrap_or_default();
        fragment.trim_start_matches('#')
    }

    fn markdown_link(&self) -> String {
        // A closing bracket would end the address.
        let address = self.link().replace('(', "%28").replace(')', "%29");
        format!("[{}]({address})", markdown(&self.title))
    }
}

/// A text on one line of Markdown, in which nothing means anything but itself.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::new();
    for character in plain(text).chars() {
        if "\\`*_[]()<>!~|#&$@".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    // An address in a text becomes a link by itself, and a link in a link is none.
    escaped.replace("://", ":\\//")
}

/// A text as the content of an element, or of an attribute between quotation marks.
pub fn html(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A block of Mermaid, in a fence that is longer than any in it.
fn fenced(mermaid: &str) -> String {
    let (mut run, mut longest) = (0, 2);
    for character in mermaid.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence}mermaid\n{}\n{fence}", mermaid.trim_end())
}

/// A text on one line, without characters that cannot be seen or that turn the order of others.
fn plain(text: &str) -> String {
    let is_hidden = |character: char| matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let seen = text.chars().filter(|character| !is_hidden(*character));
    seen.map(|character| {
        if character.is_control() {
            ' '
        } else {
            character
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(page: &str, title: &str, definition: &str) -> Share {
        let situation = Situation {
            definition: definition.to_owned(),
            ..Situation::default()
        };
        Share {
            page: page.to_owned(),
            fragment: Ok("#1.d.AbC-_".to_owned()),
            situation,
            title: title.to_owned(),
            mermaid: Some("stateDiagram-v2\n  a: ```` b\n".to_owned()),
        }
    }

    #[test]
    fn each_form_has_its_text() {
        let share = share(
            "https://example.com/play/?a=1",
            "Glue pipeline: Run, failed",
            "{\"<b>\"}",
        );
        let texts: Vec<String> = [Form::Link]
            .into_iter()
            .chain(Form::OTHERS)
            .map(|form| share.text(form))
            .collect();
        assert_eq!(
            texts,
            [
                "https://example.com/play/?a=1#1.d.AbC-_",
                "[Glue pipeline: Run, failed](https://example.com/play/?a=1#1.d.AbC-_)",
                "`````mermaid\nstateDiagram-v2\n  a: ```` b\n`````\n\n[Glue pipeline: Run, failed](https://example.com/play/?a=1#1.d.AbC-_)\n",
                "<script type=\"module\" src=\"https://example.com/play/player.js\"></script>\n<asl-player link=\"1.d.AbC-_\"><pre><code class=\"language-asl\">{&quot;&lt;b&gt;&quot;}</code></pre></asl-player>\n",
                "<iframe src=\"https://example.com/play/embed.html#1.d.AbC-_\" title=\"Glue pipeline: Run, failed\" loading=\"lazy\" width=\"100%\" height=\"480\"></iframe>\n",
            ]
        );
    }

    #[track_caller]
    fn check_markdown(text: &str, expected: &str) {
        assert_eq!(markdown(text), expected);
    }

    #[test]
    fn a_name_in_markdown_is_only_a_name() {
        check_markdown(
            "a](javascript:alert(1)) [b",
            r"a\]\(javascript:alert\(1\)\) \[b",
        );
        check_markdown(
            "<img src=x onerror=alert(1)>",
            r"\<img src=x onerror=alert\(1\)\>",
        );
        check_markdown(
            "`x` *y* _z_ \\ ![i](u)",
            r"\`x\` \*y\* \_z\_ \\ \!\[i\]\(u\)",
        );
        check_markdown("two\r\nlines\0\u{202e}evil", "two  lines evil");
        check_markdown("see https://evil.example", r"see https:\//evil.example");
    }

    #[test]
    fn a_page_with_brackets_in_its_address_and_a_hostile_title() {
        let share = share(
            "https://example.com/a(b)/index.html",
            "\"><svg onload=alert(1)>\u{202e}",
            "</code></pre><script>alert(1)</script>",
        );
        assert_eq!(
            share.text(Form::Frame),
            "<iframe src=\"https://example.com/a(b)/embed.html#1.d.AbC-_\" title=\"&quot;&gt;&lt;svg onload=alert(1)&gt;\" loading=\"lazy\" width=\"100%\" height=\"480\"></iframe>\n"
        );
        assert!(
            share
                .text(Form::MarkdownLink)
                .ends_with("](https://example.com/a%28b%29/index.html#1.d.AbC-_)")
        );
        assert!(!share.text(Form::Html).contains("</code></pre><script>"));
    }

    #[test]
    fn a_long_link_says_how_long() {
        let mut share = share("https://example.com/", "t", "{}");
        assert_eq!(
            (share.size().as_str(), share.is_long()),
            ("30 characters", false)
        );
        share.fragment = Ok(format!("#1.d.{}", "a".repeat(9_300)));
        assert_eq!((share.size().as_str(), share.is_long()), ("9.3 kB", true));
        share.fragment = Err(LinkError::TooLarge);
        assert_eq!((share.link().as_str(), share.is_long()), ("", false));
    }

    #[test]
    fn a_file_opens_as_the_link_would() {
        let share = share("https://example.com/", "t", "{ // typed\n}");
        let json = serde_json::from_str(&share.file()).unwrap();
        assert_eq!(Situation::from_json(json), Ok(share.situation));
    }
}
