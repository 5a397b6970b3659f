//! Payload templates and other values that hold expressions: where they stand, and a walk over what is inside.

use asl_syntax::view::{QueryLanguage, StateType};
use asl_syntax::{Member, Node};

use crate::context::{Context, ObjectAt, Role, is_unknown};
use crate::fields::fields;

/// A field whose value holds expressions.
#[derive(Debug, Clone)]
pub(crate) struct Template<'a> {
    /// The field's name.
    pub(crate) field: &'a str,
    /// Its value.
    pub(crate) node: &'a Node,
    /// The place as AWS writes it.
    pub(crate) path: String,
    /// What the object with the field is for.
    pub(crate) role: Role,
    /// The state it belongs to, as an index into [`Context::states`].
    pub(crate) state: Option<usize>,
}

/// A property inside a template.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) object: &'a Node,
    pub(crate) member: &'a Member,
}

/// The payload templates of JSONPath: objects in which a key that ends in `.$` names a path or intrinsic function.
pub(crate) fn payload_templates<'a>(context: &Context<'a>) -> Vec<Template<'a>> {
    let mut found = Vec::new();
    for object in context
        .objects
        .iter()
        .filter(|o| o.language == QueryLanguage::JsonPath)
    {
        if object.role == Role::Credentials && !is_unknown(object.node) {
            found.push(Template {
                field: "Credentials",
                node: object.node,
                path: object.path.clone(),
                role: object.role,
                state: object.state,
            });
            continue;
        }
        let names: &[&str] = match object.role {
            Role::State(StateType::Map) => {
                &["Parameters", "ItemSelector", "ResultSelector", "Assign"]
            }
            Role::State(_) => &["Parameters", "ResultSelector", "Assign"],
            Role::ItemReader | Role::ResultWriter => &["Parameters"],
            Role::ItemBatcher => &["BatchInput"],
            Role::ChoiceRule | Role::Catcher => &["Assign"],
            _ => &[],
        };
        found.extend(names.iter().filter_map(|name| template(object, name)));
    }
    found
}

/// The values of JSONata states that may hold expressions, wherever a field takes them.
pub(crate) fn jsonata_templates<'a>(context: &Context<'a>) -> Vec<Template<'a>> {
    let mut found = Vec::new();
    for object in context
        .objects
        .iter()
        .filter(|o| o.language == QueryLanguage::Jsonata)
    {
        if object.role == Role::Credentials {
            found.extend(template(object, "RoleArn"));
        }
        for field in fields(object.role) {
            let holds = field.computed
                || matches!(
                    field.name,
                    "Arguments" | "Output" | "Items" | "ItemSelector" | "BatchInput"
                );
            let own = matches!(field.name, "Credentials" | "ReaderConfig" | "WriterConfig");
            if holds && !own {
                found.extend(template(object, field.name));
            }
        }
    }
    found
}

fn template<'a>(object: &ObjectAt<'a>, name: &str) -> Option<Template<'a>> {
    let member = object.node.member(name)?;
    (!is_unknown(&member.value) || member.value.as_str().is_some()).then(|| Template {
        field: &member.key,
        node: &member.value,
        path: object.field_path(name),
        role: object.role,
        state: object.state,
    })
}

impl<'a> Template<'a> {
    /// All properties inside, in order of the text.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        visit(self.node, |node| {
            entries.extend(node.members().iter().map(|member| Entry {
                object: node,
                member,
            }));
        });
        entries.sort_by_key(|entry| entry.member.span);
        entries
    }

    /// All strings inside, the value itself included, in order of the text. Keys are not among them.
    pub(crate) fn strings(&self) -> Vec<(&'a Node, &'a str)> {
        strings_in(self.node)
    }
}

/// All strings inside a value, itself included, in order of the text. Keys are not among them.
pub(crate) fn strings_in(node: &Node) -> Vec<(&Node, &str)> {
    let mut strings = Vec::new();
    visit(node, |node| {
        strings.extend(node.as_str().map(|text| (node, text)));
    });
    strings.sort_by_key(|(node, _)| node.span);
    strings
}

/// Visits every value inside. A loop, so depth costs no stack.
fn visit<'a>(node: &'a Node, mut see: impl FnMut(&'a Node)) {
    let mut todo = vec![node];
    while let Some(node) = todo.pop() {
        see(node);
        todo.extend(node.items());
        todo.extend(node.members().iter().map(|member| &member.value));
    }
}
