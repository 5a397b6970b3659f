//! Reading the types and structures of the table of output shapes.

/// A type of the table.
pub(super) enum Type {
    Text(Bounds),
    Number(Bounds),
    Flag,
    Anything,
    List(Box<Type>, Bounds),
    Map(Box<Type>),
    Reference(usize),
}

/// Least and most.
#[derive(Clone, Copy, Default)]
pub(super) struct Bounds(pub(super) Option<f64>, pub(super) Option<f64>);

/// A member of a structure.
pub(super) struct Member<'t> {
    pub(super) name: &'t str,
    pub(super) required: bool,
    /// Its type, not read yet.
    pub(super) kind: &'t str,
}

/// The members of `{name:type,!name:type}`. Types hold no commas.
pub(super) fn members(shape: &str) -> Vec<Member<'_>> {
    let inner = shape.trim_start_matches('{').trim_end_matches('}');
    let member = |text| {
        let (name, kind) = str::split_once(text, ':')?;
        Some(Member {
            name: name.trim_start_matches('!'),
            required: name.starts_with('!'),
            kind,
        })
    };
    inner.split(',').filter_map(member).collect()
}

/// Reads a type. The table, not the user, bounds how deep types nest.
pub(super) fn read_type(text: &str) -> Type {
    let bounds = |text: &str| {
        let (least, most) = text.split_once("..").unwrap_or_default();
        Bounds(least.parse().ok(), most.parse().ok())
    };
    let rest = text.get(1..).unwrap_or_default();
    match text.chars().next() {
        Some('s' | 't' | 'B') => Type::Text(bounds(rest)),
        Some('n' | 'f') => Type::Number(bounds(rest)),
        Some('b') => Type::Flag,
        Some('[') => match rest.rsplit_once(']') {
            Some((inner, range)) => Type::List(Box::new(read_type(inner)), bounds(range)),
            None => Type::Anything,
        },
        Some('<') => Type::Map(Box::new(read_type(rest.trim_end_matches('>')))),
        Some('#') => rest.parse().map_or(Type::Anything, Type::Reference),
        _ => Type::Anything,
    }
}
