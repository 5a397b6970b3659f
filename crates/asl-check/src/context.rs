//! What the rules look at: the document, its states, and every object with its role.

use asl_syntax::view::{Machine, MachineAt, QueryLanguage, StateAt, StateType};
use asl_syntax::{Document, Node, Span};

use crate::Options;
use crate::suggest::Budget;
use crate::templates::jsonata_templates;
use std::collections::BTreeMap;

use asl_query::jsonata::{Jsonata, JsonataSyntaxError};

/// A document, taken apart once for all rules.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) options: Options,
    /// The definition.
    pub(crate) root: Machine<'a>,
    /// All machines, outer ones first; [`StateAt::machine_index`] points here.
    pub(crate) machines: Vec<MachineAt<'a>>,
    /// All states, outer ones first.
    pub(crate) states: Vec<StateAt<'a>>,
    /// Every object whose fields the language defines.
    pub(crate) objects: Vec<ObjectAt<'a>>,
    /// For "did you mean" over names of the definition.
    pub(crate) suggestions: Budget,
    /// States by machine and name; of a repeated name the last.
    by_name: BTreeMap<(usize, &'a str), usize>,
    /// The first state of each name, wherever it is.
    first_of_name: BTreeMap<&'a str, usize>,
    /// Every JSONata expression, compiled once for all rules.
    pub(crate) jsonata: Vec<JsonataAt<'a>>,
}

/// A JSONata expression with its place.
#[derive(Debug)]
pub(crate) struct JsonataAt<'a> {
    /// The string with its delimiters.
    pub(crate) node: &'a Node,
    /// What stands between the delimiters.
    pub(crate) text: &'a str,
    /// Where that begins in the string.
    pub(crate) offset: usize,
    /// The place of the field as AWS writes it.
    pub(crate) path: String,
    /// The state, as an index into [`Context::states`].
    pub(crate) state: Option<usize>,
    pub(crate) compiled: Result<Jsonata, JsonataSyntaxError>,
}

/// An object whose fields the language defines.
#[derive(Debug, Clone)]
pub(crate) struct ObjectAt<'a> {
    pub(crate) role: Role,
    pub(crate) node: &'a Node,
    /// The place as AWS writes it; empty for the definition.
    pub(crate) path: String,
    /// The language of the expressions in it.
    pub(crate) language: QueryLanguage,
    /// The state that it is or belongs to, as an index into [`Context::states`].
    pub(crate) state: Option<usize>,
}

/// What an object is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Definition,
    Branch,
    ItemProcessor,
    Iterator,
    State(StateType),
    /// A state whose `Type` is absent or not one of the eight.
    UntypedState,
    /// A rule of `Choices`.
    ChoiceRule,
    /// A rule inside And, Or, Not.
    NestedRule,
    Retrier,
    Catcher,
    ProcessorConfig,
    ItemReader,
    ReaderConfig,
    ItemBatcher,
    ResultWriter,
    WriterConfig,
    Credentials,
}

impl Role {
    /// The object in words: `a Task state`, `a catcher`.
    pub(crate) fn with_article(self) -> String {
        match self {
            Role::Definition => "the definition".to_owned(),
            Role::Branch => "a branch".to_owned(),
            Role::ItemProcessor => "an ItemProcessor".to_owned(),
            Role::Iterator => "an Iterator".to_owned(),
            Role::State(state_type) => format!("a {} state", state_type.as_str()),
            Role::UntypedState => "a state".to_owned(),
            Role::ChoiceRule => "a choice rule".to_owned(),
            Role::NestedRule => "a rule inside And, Or or Not".to_owned(),
            Role::Retrier => "a retrier".to_owned(),
            Role::Catcher => "a catcher".to_owned(),
            Role::ProcessorConfig => "a ProcessorConfig".to_owned(),
            Role::ItemReader => "an ItemReader".to_owned(),
            Role::ReaderConfig => "a ReaderConfig".to_owned(),
            Role::ItemBatcher => "an ItemBatcher".to_owned(),
            Role::ResultWriter => "a ResultWriter".to_owned(),
            Role::WriterConfig => "a WriterConfig".to_owned(),
            Role::Credentials => "Credentials".to_owned(),
        }
    }
}

impl Role {
    /// [`Role::with_article`] as the beginning of a sentence.
    pub(crate) fn at_start(self) -> String {
        let text = self.with_article();
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(chars).collect()
        })
    }
}

impl ObjectAt<'_> {
    /// The place for a diagnostic: `/` for the definition.
    pub(crate) fn location(&self) -> String {
        if self.path.is_empty() {
            "/".to_owned()
        } else {
            self.path.clone()
        }
    }

    /// The place of a field of this object.
    pub(crate) fn field_path(&self, field: &str) -> String {
        format!("{}/{field}", self.path)
    }
}

impl<'a> Context<'a> {
    pub(crate) fn new(document: &'a Document, options: Options) -> Context<'a> {
        let root = Machine::new(document);
        let (machines, states) = root.walk();
        let names = || (0..).zip(&states);
        let by_name = names()
            .map(|(index, at)| ((at.machine_index, at.state.name), index))
            .collect();
        let mut first_of_name = BTreeMap::new();
        for (index, at) in names() {
            first_of_name.entry(at.state.name).or_insert(index);
        }
        let mut context = Context {
            document,
            options,
            root,
            machines,
            states,
            objects: Vec::new(),
            suggestions: Budget::new(),
            by_name,
            first_of_name,
            jsonata: Vec::new(),
        };
        context.objects = Collector::new(&context).objects;
        context.jsonata = jsonata(&context);
        context
    }

    /// Where a value begins, to point at it without underlining all of it: the opening bracket, or in block YAML the
    /// first property.
    pub(crate) fn opening(&self, node: &Node) -> Span {
        let Span { start, .. } = node.span;
        let text = node.span.text(&self.document.text);
        if text.starts_with(['{', '[']) {
            return Span::new(start, start + 1);
        }
        node.members()
            .first()
            .map_or(node.span, |member| member.key_span)
    }

    /// The place of a byte inside of a string value up to its end, if the string is written without escapes; else the
    /// whole value.
    pub(crate) fn inside(&self, node: &Node, offset: usize) -> Span {
        let content = node.as_str().unwrap_or("");
        let text = node.span.text(&self.document.text);
        let quoted = text.get(1..text.len().saturating_sub(1)) == Some(content);
        let lead = usize::from(quoted);
        let exact = (quoted || text == content)
            && offset < content.len()
            && content.is_char_boundary(offset);
        match u32::try_from(lead + offset) {
            Ok(offset) if exact => {
                Span::new(node.span.start + offset, node.span.end - u32::from(quoted))
            }
            _ => node.span,
        }
    }

    /// The index of the state of this name in the machine of this index.
    pub(crate) fn index_of(&self, machine: usize, name: &str) -> Option<usize> {
        self.by_name.get(&(machine, name)).copied()
    }

    /// The first state of this name in any machine.
    pub(crate) fn anywhere(&self, name: &str) -> Option<&StateAt<'a>> {
        self.states.get(*self.first_of_name.get(name)?)
    }

    /// The language of a state's expressions.
    pub(crate) fn language(&self, state: &StateAt<'a>) -> QueryLanguage {
        state.state.language(self.root.language())
    }
}

fn jsonata<'a>(context: &Context<'a>) -> Vec<JsonataAt<'a>> {
    let mut found = Vec::new();
    for template in jsonata_templates(context) {
        for (node, whole) in template.strings() {
            let Some(text) = Jsonata::delimited(whole).filter(|_| !has_placeholder(whole)) else {
                continue;
            };
            let offset = whole.len() - whole.get(2..).unwrap_or("").trim_start().len();
            let (path, state) = (template.path.clone(), template.state);
            found.push(JsonataAt {
                node,
                text,
                offset,
                path,
                state,
                compiled: Jsonata::compile(text),
            });
        }
    }
    found
}

/// Whether nothing can be said about a value: it is not written yet, or a template or CloudFormation puts it in.
pub(crate) fn is_unknown(node: &Node) -> bool {
    let by_function = |key: &str| key == "Ref" || key.starts_with("Fn::");
    match node.members() {
        [only] if by_function(&only.key) => true,
        _ => node.is_missing() || node.as_str().is_some_and(has_placeholder),
    }
}

/// Whether a template puts something into this string: `${Name}`.
pub(crate) fn has_placeholder(text: &str) -> bool {
    text.split_once("${")
        .is_some_and(|(_, rest)| rest.contains('}'))
}

/// Walks the objects inside states. Choice rules nest; the walk is a loop, so depth costs no stack.
struct Collector<'c, 'a> {
    context: &'c Context<'a>,
    objects: Vec<ObjectAt<'a>>,
}

impl<'c, 'a> Collector<'c, 'a> {
    fn new(context: &'c Context<'a>) -> Collector<'c, 'a> {
        let mut collector = Collector {
            context,
            objects: Vec::new(),
        };
        for at in &context.machines {
            collector.machine(at);
        }
        for (index, at) in context.states.iter().enumerate() {
            collector.state(index, at);
        }
        collector
    }

    fn machine(&mut self, at: &MachineAt<'a>) {
        let role = match &at.owner {
            None => Role::Definition,
            Some(_) if at.path.ends_with("/ItemProcessor") => Role::ItemProcessor,
            Some(_) if at.path.ends_with("/Iterator") => Role::Iterator,
            Some(_) => Role::Branch,
        };
        let language = self.context.root.language();
        self.push(role, at.machine.node, at.path.clone(), language, at.owner);
        if let Some(config) = at.machine.node.get("ProcessorConfig") {
            let path = format!("{}/ProcessorConfig", at.path);
            self.push(Role::ProcessorConfig, config, path, language, at.owner);
        }
    }

    fn state(&mut self, index: usize, at: &StateAt<'a>) {
        let language = self.context.language(at);
        let role = at.state.state_type.map_or(Role::UntypedState, Role::State);
        self.push(role, at.state.node, at.path.clone(), language, Some(index));
        for retrier in at.state.retriers() {
            let path = format!("{}/Retry[{}]", at.path, retrier.index);
            self.push(Role::Retrier, retrier.node, path, language, Some(index));
        }
        for catcher in at.state.catchers() {
            let path = format!("{}/Catch[{}]", at.path, catcher.index);
            self.push(Role::Catcher, catcher.node, path, language, Some(index));
        }
        for choice in at.state.choices() {
            let path = format!("{}/Choices[{}]", at.path, choice.index);
            self.choice_rule(choice.node, path, language, index);
        }
        self.part(
            index,
            at,
            "ItemReader",
            Role::ItemReader,
            Some(("ReaderConfig", Role::ReaderConfig)),
        );
        self.part(index, at, "ItemBatcher", Role::ItemBatcher, None);
        self.part(
            index,
            at,
            "ResultWriter",
            Role::ResultWriter,
            Some(("WriterConfig", Role::WriterConfig)),
        );
        self.part(index, at, "Credentials", Role::Credentials, None);
    }

    /// A field of a state whose value is an object of its own, and the object inside that.
    fn part(
        &mut self,
        index: usize,
        at: &StateAt<'a>,
        field: &str,
        role: Role,
        inner: Option<(&str, Role)>,
    ) {
        let Some(node) = at.state.field(field) else {
            return;
        };
        let language = self.context.language(at);
        let path = format!("{}/{field}", at.path);
        self.push(role, node, path.clone(), language, Some(index));
        if let Some((field, role)) = inner
            && let Some(node) = node.get(field)
        {
            self.push(role, node, format!("{path}/{field}"), language, Some(index));
        }
    }

    fn choice_rule(&mut self, node: &'a Node, path: String, language: QueryLanguage, state: usize) {
        let mut todo = vec![(Role::ChoiceRule, node, path)];
        while let Some((role, node, path)) = todo.pop() {
            for operator in ["Not", "Or", "And"] {
                let Some(operand) = node.get(operator) else {
                    continue;
                };
                if operator == "Not" {
                    todo.push((Role::NestedRule, operand, format!("{path}/Not")));
                    continue;
                }
                for (index, item) in operand.items().iter().enumerate().rev() {
                    todo.push((
                        Role::NestedRule,
                        item,
                        format!("{path}/{operator}[{index}]"),
                    ));
                }
            }
            self.push(role, node, path, language, Some(state));
        }
    }

    fn push(
        &mut self,
        role: Role,
        node: &'a Node,
        path: String,
        language: QueryLanguage,
        state: Option<usize>,
    ) {
        self.objects.push(ObjectAt {
            role,
            node,
            path,
            language,
            state,
        });
    }
}
