// Generated from src/page: UPDATE_EXPECTATIONS=1 cargo test --lib page. Do not edit.

/** One look at the page. */
type PageSnapshot = {
  /** The frame's address (`location.href`). */
  url: string;
  /** `html[lang]`, such as `en` or `fr-FR`; empty where the page does not say. */
  lang: string;
  /** `document.title`. */
  title: string;
  /** The page's own heading, such as the configuration's title on its properties page. */
  heading: string;
  /** The HTTP status that the server answered the page with; undefined where the browser does not tell. */
  http_status?: number;
  /** The collection's items, in document order, as rows: one line an item, its cells separated by tabs. The cells are
   * key, id, `1` where the item is selected, title, and then for every text of the item a mark and its cells: `L` and
   * a line, `R` and a line below a rule, `S` and a status's tag, variant and text. */
  items: string;
  /** How much of the collection is on the page; undefined where there is neither a collection nor an item. */
  collection?: Collection;
  /** The form controls, and the texts that stand where one would, in document order. */
  fields: Array<Field | ShownText>;
  /** Buttons outside items and fields. */
  actions: Array<Action>;
  /** Dialogs that are open. */
  dialogs: Array<Dialog>;
  /** Alerts, tags and statuses outside items and dialogs, as far as they can be seen. */
  notices: Array<Status>;
  /** A wizard's steps. */
  steps: Array<Step>;
  /** Whether the page is in a frame, and whose. */
  framed: Framed;
};

/** The handle of one element. It means something to the `page.js` that gave it out, and to nobody else. */
type Key = string;

/** Where a page stands in its window. */
type Framed = "top" | "same" | "other";

/** How much of a collection is on the page, as far as the page shows it. */
type Collection = {
  /** The selector that found the items; empty where there are none. */
  found: string;
  /** How many items there are. */
  count: number;
  /** How many items the page loads at a time (`limit` of `data-foundation-layout`). */
  limit?: number;
  /** What a column says of itself (`data-foundation-layout-columnview-hasmore`). */
  has_more?: boolean;
  /** Whether everything that scrolls around the items is at its end. */
  at_end: boolean;
  /** Whether the page shows that it is loading. */
  waiting: boolean;
  /** Whether the end was waited at, with as many items as now, and nothing came. */
  stopped: boolean;
};

/** One form control. */
type Field = {
  /** The element's handle. */
  key: Key;
  /** What sort of control it is. */
  kind: FieldKind;
  /** Its `name`; empty where it has none. */
  name: string;
  /** Every text that labels it, the strongest binding first. */
  labels: Array<string>;
  /** Its value; undefined for a password. */
  value?: string;
  /** Whether it holds anything, which is all that is told of a password. */
  filled: boolean;
  /** A select's options. */
  options: Array<FieldOption>;
  /** Whether the form demands it. */
  required: boolean;
  /** Whether it is disabled. */
  disabled: boolean;
  /** Whether it is read-only. */
  read_only: boolean;
  /** Whether it is rendered and visible. */
  visible: boolean;
  /** Whether the page marks it invalid. */
  invalid: boolean;
  /** The form that it belongs to; empty where it is in none. */
  form: Key;
  /** How many UTF-16 units it takes (`maxlength`); undefined where it does not say. */
  max_length?: number;
  /** Whether several elements carry an id that ties it to its label, so that the label may be another field's. */
  shared_id: boolean;
  /** Whether its form, or a button of it, would send what is typed otherwise than by a POST to the page's origin, in the
   * same window. */
  sent_elsewhere: boolean;
  /** Whether its value differs from what it was first seen with, or from what an edit last left in it. */
  edited: boolean;
  /** Whether it is one of several fields that hold a list together, so that it takes one entry and no more. */
  of_list: boolean;
  /** Whether the form would not send its value, or would send another one under its name as well. */
  not_sent: boolean;
  /** The open dialog that it is in; empty where it is in none. */
  dialog: Key;
  /** Whether it is on a step of a wizard, or on a tab, that is not the one that is shown. */
  on_other_panel: boolean;
};

/** What sort of control a field is. */
type FieldKind = "text" | "password" | "multiline" | "select" | "checkbox" | "shown" | "other";

/** One option of a select. */
type FieldOption = {
  /** What the form would send. */
  value: string;
  /** What a person reads. */
  text: string;
};

/** A button. */
type Action = {
  /** The element's handle. */
  key: Key;
  /** Its text, or its accessible name. */
  text: string;
  /** Coral's `icon`, which is the same in every language. */
  icon: string;
  /** The element's `id`. */
  id: string;
  /** Coral's `variant`: `cta`, `primary`, `quiet` … */
  variant: string;
  /** `data-foundation-collection-action`, as the page wrote it (JSON); empty where there is none. */
  action: string;
  /** `data-foundation-wizard-control-action`: `next`, `prev`, `cancel`; empty where there is none. */
  control: string;
  /** The path that it leads to, where it is a link; empty where it is none. */
  leads_to: string;
  /** Whether it is rendered and visible. */
  visible: boolean;
  /** Whether it is disabled. */
  disabled: boolean;
  /** The form that it belongs to; empty where it belongs to none. */
  form: Key;
  /** The open dialog that it is in; empty where it is in none. */
  dialog: Key;
};

/** A dialog that is open. */
type Dialog = {
  /** The element's handle. Its buttons are among the actions, which tell it. */
  key: Key;
  /** Its heading. */
  title: string;
  /** Its content's text. */
  text: string;
  /** Coral's `variant`: `error`, `success`, `info` … */
  variant: string;
  /** The texts of its buttons. */
  buttons: Array<string>;
};

/** A badge or an alert. */
type Status = {
  /** The element's tag, lower case: `coral-alert`, `coral-tag` … */
  tag: string;
  /** Coral's `variant`: `error`, `warning`, `success` …; empty where there is none. */
  variant: string;
  /** The text, its white space folded. */
  text: string;
};

/** One step of a wizard. */
type Step = {
  /** Its title. */
  text: string;
  /** Whether it is the one that is shown. */
  active: boolean;
};

/** What came of scrolling the collection to its end, so that the page loads more of it. */
type Loaded = {
  /** How many items there were. */
  before: number;
  /** How many there are. */
  count: number;
  /** Whether the page shows that it is still loading. */
  waiting: boolean;
};

/** One thing to do on the page. */
type Edit = {
  do: "setText";
  /** The field. */
  key: Key;
  /** The whole new value. */
  value: string;
} | {
  do: "choose";
  /** The select. */
  key: Key;
  /** The option's `value`. */
  option: string;
} | {
  do: "restore";
  /** The field, by the handle that it was edited with. */
  key: Key;
} | {
  do: "awaitFields";
  /** How long to wait at most, in milliseconds. */
  atMost: number;
} | {
  do: "visit";
  /** Its path, with its query. */
  path: string;
} | {
  do: "press";
  /** The button or the item. */
  key: Key;
};

/** What became of one [`Edit`]; outcomes come in the order of the edits. */
type Outcome = {
  /** What stopped it; undefined when the page took it. */
  problem?: Problem;
  /** What the field held once the page had settled; undefined for a password, a press, or a field that is gone. */
  read_back?: string;
  /** Whether what was read back equals what was set. `page.js` compares passwords itself, and tells only this. */
  equal: boolean;
  /** Whether a component of the page took the focus for the edit. Nothing on the page has the focus then. */
  took_focus?: boolean;
};

/** Why an edit was not carried out, or did not last. */
type Problem = "gone" | "hidden" | "disabled" | "no-such-option" | "wrong-kind" | "not-accepted" | "not-equal" | "changed" | "nothing-happened";

/** A text in the place of a field: it has no other members. */
type ShownText = Pick<Field, "key" | "kind" | "labels" | "value" | "form" | "visible">;

/** What page.js offers once all its parts have run. */
interface AemPage {
  /** One look at the page. */
  snapshot(): Promise<PageSnapshot>;
  /** Applies edits in order, lets the page settle, and tells what every field then held. */
  apply(edits: Edit[]): Promise<Outcome[]>;
  /** Scrolls the collection to its end, so that the page loads more of it by itself, and waits until it has. */
  loadMore(): Promise<Loaded>;
  /** The page's tags, attribute names and labels, one line an element. */
  structure(): string;
  /** Calls `changed` after the page has changed. Returns the function that ends it. */
  watch(changed: () => void): () => void;
}

declare var AemPage: AemPage;

/** What is known of addresses before anything is loaded. */
interface AemAddress {
  /** Whether a path is that of one of the console's pages. */
  isConsole(pathname: string): boolean;
  /** The context path that AEM is deployed behind, of the path of a console's page; empty where there is none. */
  contextPath(pathname: string): string;
  /** Whether the extension supports AEM on this host, if it may work there at all. */
  isSupportedHost(hostname: string): boolean;
}

declare var AemAddress: Readonly<AemAddress>;
