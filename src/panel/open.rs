//! Opening a configuration's properties the way a person does: select its card, press AEM's own *Properties*.

use super::{fill, words};
use crate::console;
use crate::locale::Message;
use crate::page::{Edit, Key, LinkError, PageLink};
use std::time::Duration;
use yew::platform::time::sleep;

/// How many looks, 50 ms apart, the selection bar gets to appear: 3 seconds.
const LOOKS: usize = 60;

/// Selects the item alone and presses *Properties*. `title` is for the words, should it fail.
pub(super) async fn open(link: &PageLink, key: Key, title: String) -> Result<(), Message> {
    let by_hand = || Message::OpenByHand { title: title.clone() };
    let in_words = |error: LinkError| words::link_error(&error);
    let view = console::read(&link.snapshot().await.map_err(in_words)?);
    // Whatever else is selected would be opened too; pressing a selected card deselects it.
    let presses: Vec<Edit> = view
        .configurations
        .iter()
        .filter(|configuration| configuration.selected != (configuration.key == key))
        .map(|configuration| Edit::Press { key: configuration.key.clone() })
        .collect();
    if !fill::pressed(&link.apply(&presses).await.map_err(in_words)?) {
        return Err(by_hand());
    }
    for _ in 0..LOOKS {
        let view = console::read(&link.snapshot().await.map_err(in_words)?);
        let selected: Vec<&Key> = view.configurations.iter().filter(|c| c.selected).map(|c| &c.key).collect();
        if let (Some(properties), [only]) = (view.open_properties, selected.as_slice())
            && **only == key
        {
            return match link.apply(&[Edit::Press { key: properties }]).await {
                Ok(_) | Err(LinkError::Interrupted) => Ok(()),
                Err(error) => Err(in_words(error)),
            };
        }
        sleep(Duration::from_millis(50)).await;
    }
    Err(by_hand())
}
