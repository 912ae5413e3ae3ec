//! A picture for each of the first steps. They have no words, so they are the same in every language; their colours are
//! those of the panel, by class.

use yew::prelude::*;

/// A window with what is in it.
fn window(inside: Html) -> Html {
    html! {
        <svg class="picture" viewBox="0 0 136 84" aria-hidden="true">
            <rect class="sheet" x="1" y="1" width="134" height="82" rx="6" />
            <path class="line" d="M1 14h134" />
            <path class="dots" d="M114 7.5h.1M121 7.5h.1M128 7.5h.1" />
            { inside }
        </svg>
    }
}

/// Lines of text, each from `x`, `y`, as long as it says.
fn text(lines: &[(u32, u32, u32)]) -> Html {
    let path: String = lines.iter().map(|(x, y, length)| format!("M{x} {y}h{length}")).collect();
    html! { <path class="text" d={path} /> }
}

/// Developer Console: a credential with its key, and the button that downloads it.
pub(super) fn download() -> Html {
    window(html! {
        <>
            { text(&[(10, 26, 18), (10, 36, 14), (10, 46, 18), (10, 56, 12)]) }
            <rect class="sheet" x="38" y="22" width="88" height="52" rx="4" />
            <circle class="mark" cx="51" cy="35" r="5" />
            <path class="mark" d="M56 35h12m-4 0v4m4 -4v4" />
            { text(&[(46, 50, 44), (46, 58, 32), (46, 66, 38)]) }
            <rect class="accent" x="96" y="28" width="22" height="14" rx="7" />
            <path class="on-accent" d="M107 31v7m-3 -3l3 3 3 -3" />
            <path class="arrow" d="M107 46v18m-5 -5l5 5 5 -5" />
        </>
    })
}

/// AEM's list: cards, two of them with the mark, and the panel beside it.
pub(super) fn list() -> Html {
    let card = |x: u32, y: u32, marked: bool| {
        html! {
            <>
                <rect class="sheet" x={x.to_string()} y={y.to_string()} width="32" height="26" rx="3" />
                if marked {
                    <path class="wrong" d={format!("M{} {}h22", x + 5, y + 20)} />
                }
            </>
        }
    };
    let cards = [(8, 20, true), (46, 20, false), (8, 52, true), (46, 52, false)];
    window(html! {
        <>
            { for cards.into_iter().map(|(x, y, marked)| card(x, y, marked)) }
            { text(&[(13, 28, 16), (51, 28, 14), (13, 60, 12), (51, 60, 18)]) }
            { panel() }
            { text(&[(95, 46, 30), (95, 53, 24), (95, 60, 28)]) }
        </>
    })
}

/// The form: its fields filled and checked, and the panel with the button that was pressed.
pub(super) fn form() -> Html {
    let field = |y: u32| {
        html! {
            <>
                <rect class="sheet" x="10" y={y.to_string()} width="56" height="10" rx="2" />
                <path class="right" d={format!("M70 {}l2.5 2.5 4.5 -5", y + 5)} />
            </>
        }
    };
    window(html! {
        <>
            { for [21, 36, 51, 66].into_iter().map(field) }
            { text(&[(14, 26, 32), (14, 41, 40), (14, 56, 24), (14, 71, 36)]) }
            { panel() }
            { text(&[(95, 44, 30), (95, 51, 24)]) }
            <rect class="accent" x="95" y="60" width="30" height="10" rx="5" />
        </>
    })
}

/// The panel, with nothing in it yet.
fn panel() -> Html {
    html! {
        <>
            <rect class="panel" x="88" y="20" width="43" height="58" rx="5" />
            <rect class="accent" x="93" y="25" width="10" height="10" rx="3" />
            { text(&[(107, 30, 16)]) }
        </>
    }
}
