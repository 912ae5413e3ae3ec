//! A choice of one of a few.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What a choice is made of.
#[derive(Properties, PartialEq)]
pub(crate) struct ChoiceProperties {
    /// The options, each with the tag of the language that it is in, where that is another one than the page's.
    pub options: Vec<(AttrValue, Option<AttrValue>)>,
    /// The places of those that cannot be chosen.
    #[prop_or_default]
    pub closed: Vec<usize>,
    /// What it is called, where no label says so.
    #[prop_or_default]
    pub named: Option<AttrValue>,
    /// The place of the one that is chosen.
    pub chosen: usize,
    /// Whether nothing can be chosen now.
    #[prop_or_default]
    pub disabled: bool,
    /// Told the place of the one that a person chooses.
    pub on_choose: Callback<usize>,
}

/// The choice. An option's `selected` attribute counts only until a person has chosen something, so what is chosen is set
/// as the element's property whenever it is drawn.
#[function_component]
pub(crate) fn Choice(properties: &ChoiceProperties) -> Html {
    let select = use_node_ref();
    {
        let select = select.clone();
        use_effect_with((properties.chosen, properties.options.clone()), move |(chosen, _)| {
            let index = i32::try_from(*chosen).unwrap_or(-1);
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_selected_index(index);
            }
        });
    }
    let on_choose = properties.on_choose.clone();
    let onchange = Callback::from(move |event: Event| {
        let select: Option<HtmlSelectElement> = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(place) = select.and_then(|select| usize::try_from(select.selected_index()).ok()) {
            on_choose.emit(place);
        }
    });
    let option = |(place, (text, language)): (usize, &(AttrValue, Option<AttrValue>))| {
        html! { <option lang={language} disabled={properties.closed.contains(&place)}>{ text }</option> }
    };
    html! {
        <select ref={select} aria-label={properties.named.clone()} disabled={properties.disabled} {onchange}>
            { for properties.options.iter().enumerate().map(option) }
        </select>
    }
}
