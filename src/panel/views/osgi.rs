//! A credential as OSGi configuration, for those who keep it as code.

use super::{Choice, CopyButton, Message, Views};
use crate::assistant::Event;
use crate::assistant::screen::Card;
use crate::credentials::Secret;
use crate::locale;
use crate::migration::{OsgiFile, OsgiFiles};
use yew::prelude::*;

/// The two AEMs, as Adobe calls them in every language.
const PLATFORMS: [&str; 2] = ["AEM as a Cloud Service", "AEM 6.5"];

impl Views<'_> {
    /// What opens it, where a credential can be used.
    pub(super) fn osgi(&self, card: &Card) -> Html {
        let Some([cloud, aem65]) = &card.osgi else { return Html::default() };
        let explained = |files: &OsgiFiles, message: fn(String) -> locale::Message| {
            (files.clone(), AttrValue::from(self.say(&message(files.secret.clone()))))
        };
        let say = |message: locale::Message| AttrValue::from(self.say(&message));
        html! {
                <OsgiConfiguration open={say(locale::Message::OsgiOpen)}
                    choices={vec![
                        explained(cloud, |name| locale::Message::OsgiCloud { name }),
                        explained(aem65, |name| locale::Message::OsgiAem65 { name }),
                    ]}
                    platform={say(locale::Message::OsgiPlatform)}
                    copy={say(locale::Message::Copy)} copied={say(locale::Message::Copied)}
                    failed={say(locale::Message::CopyFailed)}
                    described={[cloud, aem65].map(|files| {
                        let say = |file: &OsgiFile| {
                            self.say(&locale::Message::CopyValue { label: file.name.clone() }).into()
                        };
                        [say(&files.provider), say(&files.customizer)]
                    }).to_vec()}
                    on_copied={self.send.callback(|copied| Message::Event(Event::Copied(copied)))} />
        }
    }
}

/// What it is made with.
#[derive(Clone, Properties, PartialEq)]
struct OsgiConfigurationProperties {
    /// The words that open it.
    open: AttrValue,
    /// For each AEM the files, and what to do with them.
    choices: Vec<(OsgiFiles, AttrValue)>,
    /// The label of the choice.
    platform: AttrValue,
    copy: AttrValue,
    copied: AttrValue,
    failed: AttrValue,
    /// For each AEM what the buttons of the two files are called.
    described: Vec<[AttrValue; 2]>,
    on_copied: Callback<bool>,
}

/// The files for one of the AEMs, drawn once somebody wants to see them. Which AEM it is, is local: nothing else depends on it.
#[function_component]
fn OsgiConfiguration(properties: &OsgiConfigurationProperties) -> Html {
    let is_wanted = use_state(|| false);
    let onclick = {
        let is_wanted = is_wanted.clone();
        Callback::from(move |_: MouseEvent| is_wanted.set(true))
    };
    html! {
        <details class="osgi">
            <summary {onclick}>{ &properties.open }</summary>
            if *is_wanted {
                <Files ..properties.clone() />
            }
        </details>
    }
}

#[function_component]
fn Files(properties: &OsgiConfigurationProperties) -> Html {
    let chosen = use_state(|| 0_usize);
    let Some((files, explained)) = properties.choices.get(*chosen) else { return Html::default() };
    let described = properties.described.get(*chosen).cloned().unwrap_or_default();
    let options: Vec<_> = PLATFORMS.iter().map(|name| (AttrValue::from(*name), None)).collect();
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |place| chosen.set(place))
    };
    let file = |(file, described): (&OsgiFile, AttrValue)| {
        html! {
            <figure key={file.name.clone()}>
                <figcaption><code>{ &file.name }</code></figcaption>
                <pre tabindex="0">{ &file.text }</pre>
                <CopyButton value={Secret::new(file.text.as_str())} {described} copy={properties.copy.clone()}
                    copied={properties.copied.clone()} failed={properties.failed.clone()}
                    on_copied={properties.on_copied.clone()} />
            </figure>
        }
    };
    html! {
        <>
            <label class="platform">
                { &properties.platform }
                <Choice {options} chosen={*chosen} {on_choose} />
            </label>
            <p>{ explained }</p>
            { for [&files.provider, &files.customizer].into_iter().zip(described).map(file) }
        </>
    }
}
