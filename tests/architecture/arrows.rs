//! Which source file uses which: read from the real paths in `src`, tests left out.
//!
//! A file *uses* another when it names something that is defined there, in a `use` or in the middle of an expression, by a
//! path that begins with `crate`, `super`, `self` or a module of its own. A name is followed through re-exports to the
//! file that defines it, so `use super::Key` leads to `snapshot.rs` and not to the `mod.rs` that passes it on; and a
//! `mod` or a re-export is no use by itself, unless the file uses the name too. What is not seen are methods: an
//! `impl` block in a second file adds to a type without anybody naming that file.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A path of names from the crate's root, such as `["page", "edit", "Edit"]`.
type Names = Vec<String>;

/// All source files that are compiled outside tests, and what each uses.
pub(crate) struct Sources {
    modules: BTreeMap<Names, Module>,
}

/// One file.
#[derive(Default)]
struct Module {
    file: PathBuf,
    children: BTreeSet<String>,
    imports: BTreeMap<String, Import>,
    /// Paths in the midst of code, as written.
    paths: BTreeSet<Names>,
    /// Every name that occurs outside `use`.
    words: BTreeSet<String>,
}

/// What a `use` makes of a name.
struct Import {
    path: Names,
    /// Whether others can take it from here.
    is_public: bool,
}

/// One use of a file by another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: PathBuf,
    pub(crate) to: PathBuf,
    /// The name, as a path from the crate's root.
    pub(crate) name: String,
}

impl Sources {
    /// Reads a crate from its `lib.rs`, by its `mod` declarations. `text_of` gives a file's text, if there is such a file.
    pub(crate) fn read(text_of: &dyn Fn(&Path) -> Option<String>) -> Self {
        let mut sources = Self { modules: BTreeMap::new() };
        let root = Path::new("lib.rs");
        sources.add(Vec::new(), root, &text_of(root).expect("lib.rs"), text_of);
        sources
    }

    fn add(&mut self, name: Names, file: &Path, text: &str, text_of: &dyn Fn(&Path) -> Option<String>) {
        let module = Module::parse(file, text);
        let is_folder = file.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs");
        let folder = if is_folder { file.with_file_name("") } else { file.with_extension("") };
        for child in &module.children {
            let places = [folder.join(format!("{child}.rs")), folder.join(child).join("mod.rs")];
            let found = places.iter().find_map(|place| Some((place, text_of(place)?)));
            let (place, text) =
                found.unwrap_or_else(|| panic!("{}: no file of `mod {child}`", file.display()));
            self.add([name.as_slice(), std::slice::from_ref(child)].concat(), place, &text, text_of);
        }
        self.modules.insert(name, module);
    }

    /// Every use of one file by another.
    pub(crate) fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for (name, module) in &self.modules {
            let mut used: Vec<Names> =
                module.paths.iter().filter_map(|path| self.absolute(name, path)).collect();
            for (alias, import) in &module.imports {
                let Some(path) = self.absolute(name, &import.path) else { continue };
                // Of an imported module what counts is what is named in it, which is among the paths.
                let is_module_in_use = self.modules.contains_key(&path)
                    && module.paths.iter().any(|path| path.first() == Some(alias));
                let is_passed_on = import.is_public && !module.words.contains(alias);
                if !is_module_in_use && !is_passed_on {
                    used.push(path);
                }
            }
            for path in used {
                let to = self.defining(&path);
                if to != name {
                    let file = |name: &Names| self.modules[name].file.clone();
                    arrows.insert(Arrow { from: file(name), to: file(to), name: path.join("::") });
                }
            }
        }
        arrows
    }

    /// A path as written in a module, from the crate's root. `None` if it leads to another crate, or to a type's own.
    fn absolute(&self, module: &Names, path: &Names) -> Option<Names> {
        let (first, rest) = path.split_first()?;
        let here = &self.modules[module];
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.clone(),
            "super" => module.split_last()?.1.to_vec(),
            name if here.children.contains(name) => [module.as_slice(), &[name.to_owned()]].concat(),
            name => {
                let import = here.imports.get(name).filter(|import| import.path.first() != Some(first))?;
                self.absolute(module, &import.path)?
            }
        };
        for name in rest {
            if name == "super" {
                base.pop();
            } else if name != "self" {
                base.push(name.clone());
            }
        }
        Some(base)
    }

    /// The module that defines what a path from the root leads to.
    fn defining(&self, path: &Names) -> &Names {
        let depth =
            (0..=path.len()).rev().find(|depth| self.modules.contains_key(&path[..*depth])).unwrap_or(0);
        let (module, rest) = path.split_at(depth);
        let (module, here) = self.modules.get_key_value(module).expect("a module");
        let passed_on = rest.split_first().and_then(|(name, rest)| {
            let import = here.imports.get(name)?;
            Some([self.absolute(module, &import.path)?, rest.to_vec()].concat())
        });
        match passed_on {
            Some(path) => self.defining(&path),
            None => module,
        }
    }
}

impl Module {
    fn parse(file: &Path, text: &str) -> Self {
        let tokens = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut module = Self { file: file.to_owned(), ..Self::default() };
        module.read(tokens);
        module
    }

    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if is_test_only(&tokens[at..]) {
                at += item_length(&tokens[at..]);
                continue;
            }
            match &tokens[at] {
                TokenTree::Ident(ident) if ident == "use" => {
                    let length = item_length(&tokens[at..]);
                    let is_public = at > 0 && is_visibility(&tokens[at - 1]);
                    self.read_use(&tokens[at + 1..at + length], &[], is_public);
                    at += length;
                }
                TokenTree::Ident(ident) if ident == "mod" => {
                    if let [_, TokenTree::Ident(name), TokenTree::Punct(end), ..] = &tokens[at..]
                        && end.as_char() == ';'
                    {
                        self.children.insert(name.to_string());
                    }
                    // Its name is no use of it.
                    at += 2;
                }
                TokenTree::Ident(ident) if ident == "pub" => {
                    // `pub(in crate::console)` is no use of the room.
                    at += if tokens.get(at + 1).is_some_and(is_visibility) { 2 } else { 1 };
                }
                TokenTree::Ident(_) => at += self.read_path(&tokens[at..]),
                TokenTree::Group(group) => {
                    self.read(group.stream());
                    at += 1;
                }
                TokenTree::Literal(literal) => {
                    // An attribute may name a function in a string.
                    let text = literal.to_string();
                    let text = text.trim_matches('"');
                    if text.starts_with("super::") || text.starts_with("crate::") {
                        self.read(text.parse().expect("a path in a string"));
                    }
                    at += 1;
                }
                TokenTree::Punct(_) => at += 1,
            }
        }
    }

    /// Reads a tree of `use`, behind `prefix`.
    fn read_use(&mut self, tokens: &[TokenTree], prefix: &[String], is_public: bool) {
        for tree in tokens.split(|token| is_punct(token, ',')) {
            let mut path = prefix.to_vec();
            let mut alias = None;
            let mut names = tree.iter().peekable();
            while let Some(token) = names.next() {
                match token {
                    TokenTree::Ident(ident) if ident == "as" => alias = names.next().map(ToString::to_string),
                    TokenTree::Ident(ident) => path.push(ident.to_string()),
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.read_use(&inside, &path, is_public);
                        path.clear();
                    }
                    token if is_punct(token, '*') => {
                        assert!(
                            is_foreign(&path),
                            "{}: `{}::*` hides what is used",
                            self.file.display(),
                            path.join("::")
                        );
                        path.clear();
                    }
                    _ => {}
                }
            }
            if path.last().is_some_and(|name| name == "self" && path.len() > 1) {
                path.pop();
            }
            if let Some(name) = path.last() {
                self.imports.insert(alias.unwrap_or_else(|| name.clone()), Import { path, is_public });
            }
        }
    }

    /// Reads a path, or a single name; says how many tokens that were.
    fn read_path(&mut self, tokens: &[TokenTree]) -> usize {
        let mut path = Vec::new();
        let mut at = 0;
        while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
            path.push(ident.to_string());
            at += 1;
            let is_separator = matches!(tokens.get(at), Some(TokenTree::Punct(first)) if first.as_char() == ':' && first.spacing() == Spacing::Joint)
                && tokens.get(at + 1).is_some_and(|token| is_punct(token, ':'));
            if !is_separator {
                break;
            }
            at += 2;
        }
        self.words.extend(path.first().cloned());
        if path.len() > 1 {
            self.paths.insert(path);
        }
        at
    }
}

/// The first circle of the graph, if it has one: each uses the next, and the last the first.
pub(crate) fn circle<T: Ord + Clone>(arrows: &BTreeSet<(T, T)>) -> Option<Vec<T>> {
    fn walk<T: Ord + Clone>(
        node: &T,
        arrows: &BTreeMap<&T, Vec<&T>>,
        path: &mut Vec<T>,
        done: &mut BTreeSet<T>,
    ) -> Option<Vec<T>> {
        if let Some(start) = path.iter().position(|passed| passed == node) {
            return Some(path[start..].to_vec());
        }
        if done.contains(node) {
            return None;
        }
        path.push(node.clone());
        let found =
            arrows.get(node).into_iter().flatten().find_map(|next| walk::<T>(next, arrows, path, done));
        path.pop();
        done.insert(node.clone());
        found
    }
    let mut next: BTreeMap<&T, Vec<&T>> = BTreeMap::new();
    for (from, to) in arrows {
        next.entry(from).or_default().push(to);
    }
    let mut done = BTreeSet::new();
    next.keys().copied().find_map(|node| walk(node, &next, &mut Vec::new(), &mut done))
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn is_visibility(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == "pub",
        TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
        _ => false,
    }
}

fn is_foreign(path: &[String]) -> bool {
    path.first().is_none_or(|first| first != "crate" && first != "super" && first != "self")
}

/// Whether an item begins here that exists in tests only.
fn is_test_only(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Punct(hash), TokenTree::Group(attribute), ..] = tokens else { return false };
    let text: String = attribute.stream().to_string().split_whitespace().collect();
    hash.as_char() == '#' && (text == "test" || text == "cfg(test)" || text.starts_with("cfg(all(test,"))
}

/// How many tokens the item that begins here has, its attributes included.
fn item_length(tokens: &[TokenTree]) -> usize {
    let mut words = tokens.iter().filter_map(|token| match token {
        TokenTree::Ident(ident) if ident != "pub" => Some(ident.to_string()),
        _ => None,
    });
    let is_use = words.next().is_some_and(|word| word == "use");
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !is_use,
        token => is_punct(token, ';'),
    };
    tokens.iter().position(ends).map_or(tokens.len(), |end| end + 1)
}

#[test]
fn a_name_leads_to_the_file_that_defines_it() {
    let files = [
        ("lib.rs", "mod a; mod b; pub use a::Passed;"),
        ("a/mod.rs", "mod inner; pub use inner::{Passed, Own as Renamed}; pub struct Here;"),
        ("a/inner.rs", "pub struct Passed; pub struct Own; fn f() { super::Here; }"),
        (
            "b.rs",
            r#"
            //! crate::a::Here
            use crate::a::{self, Renamed};
            #[serde(with = "crate::a::Passed")]
            fn f() { html! { <p>{ a::Here }</p> }; "text: crate::a::Unread" }
            pub(in crate::a) fn g() {}
            #[cfg(test)]
            mod tests { use crate::a::OnlyTested; }
            #[cfg(any(test, wasm))]
            fn h() -> crate::a::Also {}
            "#,
        ),
    ];
    let text_of = |wanted: &Path| {
        files.iter().find(|(path, _)| Path::new(path) == wanted).map(|(_, text)| (*text).to_owned())
    };
    let arrows = Sources::read(&text_of).arrows();
    let shown: Vec<String> = arrows
        .iter()
        .map(|arrow| format!("{} -> {} {}", arrow.from.display(), arrow.to.display(), arrow.name))
        .collect();
    assert_eq!(
        shown,
        [
            "a/inner.rs -> a/mod.rs a::Here",
            "b.rs -> a/inner.rs a::Passed",
            "b.rs -> a/inner.rs a::Renamed",
            "b.rs -> a/mod.rs a::Also",
            "b.rs -> a/mod.rs a::Here",
        ]
    );
}

#[test]
fn a_circle_is_found_behind_a_path_that_leads_into_it() {
    let arrows = |all: &[(char, char)]| all.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(circle(&arrows(&[('a', 'b'), ('a', 'c'), ('b', 'd'), ('c', 'd')])), None);
    let found = circle(&arrows(&[('a', 'b'), ('b', 'c'), ('c', 'd'), ('d', 'b')]));
    assert_eq!(found, Some(vec!['b', 'c', 'd']));
}
