//! Going to the list, from whichever of the console's pages is there.
//!
//! By its address, and not by AEM's own *Cancel*: that differs from form to form, and a list that was reached by its address
//! is there with whatever view and filter it had. What stands in a form is left behind unsaved.

use crate::assistant::page::Page;
use crate::page::{Address, Edit, PageError};

/// Where the list is.
#[derive(Clone, Debug, PartialEq)]
pub struct ListOrder {
    /// Its path on this host, with its query.
    pub path: String,
}

/// Goes there. Nothing happens where the path is not that of a page of the console. The page that comes next may replace
/// this one before it can answer.
pub async fn to_list(page: &impl Page, order: &ListOrder) -> Result<(), PageError> {
    // A path by itself has no host, and the page puts it to its own.
    let is_console = Address::parse(&["https://host", &order.path].concat()).is_console();
    if !is_console {
        return Ok(());
    }
    match page.apply(&[Edit::Visit { path: order.path.clone() }]).await {
        Ok(_) | Err(PageError::Interrupted) => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fake::{Call, Event, Fake, run};
    use super::*;

    fn goes_to(fake: &Fake, path: &str) -> (Result<(), PageError>, Vec<String>) {
        let result = run(to_list(fake, &ListOrder { path: path.to_owned() }));
        (result, fake.visited())
    }

    const LIST: &str = "/cp/libs/cq/adobeims-configuration/content/configurations.html?view=card";

    #[test]
    fn the_list_is_gone_to_by_its_address() {
        assert_eq!(goes_to(&Fake::list(&[], &["a"]), LIST), (Ok(()), vec![LIST.to_owned()]));
    }

    #[test]
    fn a_path_that_is_not_the_consoles_is_not_gone_to() {
        for path in ["/content/site.html", "//evil.example/libs/cq/x", "", "/libs/cq/other"] {
            assert_eq!(goes_to(&Fake::list(&[], &["a"]), path), (Ok(()), vec![]), "{path}");
        }
    }

    #[test]
    fn the_page_goes_before_it_can_answer_and_that_is_no_failure() {
        let page = |error| Fake::list(&[], &["a"]).before(Call::Apply, 1, Event::AnswerLost(error));
        assert_eq!(goes_to(&page(PageError::Interrupted), LIST).0, Ok(()));
        assert_eq!(goes_to(&page(PageError::Silent), LIST).0, Err(PageError::Silent));
    }
}
