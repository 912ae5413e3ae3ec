// The shapes that the scripts of this folder share, besides the contract of page.js (page/page.d.ts).

/** What the parts of page.js need of each other. The last part takes it away. */
interface PageParts {
  OURS: string;
  /** The document, and the open shadow trees that are there by now, outside the items. */
  allTrees(): (ParentNode & Node)[];
  /** As `Element.closest`, out of shadow trees too. */
  closest(element: Element, selector: string): Element | null;
  dialogKeyOf(element: Element): Key;
  flag(element: Element, name: string): boolean;
  fold(text: string | null | undefined): string;
  formOf(element: Element): Key;
  /** The host of the shadow tree that an element is in. */
  hostOf(element: Element): Element | null;
  /** Whether an element is still what it was when it was last told by `keyAs`; also of one that never was. */
  isAsTold(element: Element): boolean;
  /** A key for an element as it is now: once it is something else, it gets another one, and this one stands for nothing. */
  keyAs(element: Element, natureOf: (element: Element) => string, nature?: string): Key;
  keyOf(element: Element): Key;
  newKey(): Key;
  /** Which page this is: its address, and its heading. */
  placeNow(): string;
  resolve(key: Key): Element | undefined;
  seen(element: Element, known?: Map<Element, Surroundings>): boolean;
  textOf(element: Element | null | undefined): string;
  /** A tree, and the open shadow trees within it, as far as they are known. */
  treesOf(tree: ParentNode & Node): (ParentNode & Node)[];
  visible(element: Element): boolean;
  watchers: Set<Watcher>;

  // From fields.js.
  FIELDS: string;
  LABEL: string;
  WRAPPER: string;
  choicesOf(element: Element): Element[];
  componentOf(element: Element): Element | undefined;
  disabled(element: Element): boolean;
  fieldOrShownOf(
    element: Element,
    surroundings: Map<Element, Surroundings>,
    sent: Map<Element, Sending>,
  ): Field | ShownText | undefined;
  fieldsWithin(tree: ParentNode & Node): Element[];
  formElementOf(element: Element): Element | null;
  isChoice(element: Element): boolean;
  isRadio(element: Element): boolean;
  kindOf(element: Element): FieldKind;
  know(element: Element, value: string): void;
  nameOf(element: Element): string;
  radiosOf(radio: Element): HTMLInputElement[];
  treeOf(element: Element): Document | ShadowRoot;
  valueOf(element: Element): string;

  // From labels.js.
  labelText(label: Element | null | undefined): string;
  labelsOf(element: Element): string[];
  ownLabelsOf(element: Element): string[];

  items: PageItems;
}

interface AemPage {
  parts?: PageParts;
}

/** What watches the page, and how a shadow tree is watched as well. */
interface Watcher {
  observer: MutationObserver;
  join(tree: Document | ShadowRoot): void;
}

/** What is known of how a form sends, as far as one look has asked. */
interface Sending {
  /** What it would send. */
  data?: FormData;
  /** Whether others than AEM would get it, or could read it. */
  strays?: boolean;
}

/** What an element and all its ancestors do to what is inside them. */
interface Surroundings {
  /** Whether any of them is clipped. */
  clips: boolean;
  /** How far they are scrolled, in CSS pixels. */
  left: number;
  top: number;
  /** The most that they can show, in CSS pixels. */
  width: number;
  height: number;
}

/** What items.js offers to the other parts. */
interface PageItems {
  CELL: string;
  ROW: string;
  WAITING: string;
  collectionOf(items: Element[], found: string | undefined, waiting: boolean): Collection | undefined;
  forget(changes: MutationRecord[]): void;
  forgetAll(): void;
  itemSelectorNow(): string | undefined;
  read(): Promise<ItemsRead>;
  withKey(key: Key): Element | undefined;
}

/** One reading of the items. */
interface ItemsRead {
  /** The selector that found them. */
  found: string | undefined;
  elements: Element[];
  /** As `PageSnapshot.items`. */
  rows: string;
  /** Whether an element holds the items and nothing else. */
  isList(element: Element): boolean;
  /** Whether an element is one of the items. */
  has(element: Element): boolean;
}

/** What the extension's background offers to its other files. */
declare var AssistantBroker: Readonly<{ summon(tabId: number): boolean }>;

/** The hosts of one's own (extension/hosts.js). */
declare var AemHosts: Readonly<{
  patternOfConsole(address: string | undefined): string | undefined;
  ask(pattern: string): Promise<boolean>;
  isAllowed(origin: string): Promise<boolean>;
  inject(tabId: number): Promise<void>;
}>;

/** Whether the content scripts are in this page. */
declare var AssistantContent: true | undefined;

/** What the panel asks of its surroundings. Lengths are CSS pixels. */
interface DockWish {
  height?: number;
  folded?: boolean;
  /** Dragged by so much. */
  move?: { x: number; y: number };
  /** A drag has ended. */
  moved?: boolean;
  /** The focus goes back to AEM. */
  leave?: boolean;
}

/** Where the panel stands: `x` is the distance from the window's right edge, `y` from its top. */
interface DockPlace {
  x: number;
  y: number;
  folded: boolean;
}

/** Where the place is kept between pages. */
interface DockMemory {
  load(): Promise<Partial<DockPlace> | undefined>;
  store(place: DockPlace): void;
}

interface Dock {
  show(name: string, content: Element): Promise<void>;
  adopt(element: HTMLElement): Promise<void>;
  arrange(): void;
  change(wish: DockWish): void;
  readonly folded: boolean;
  leave(): void;
  remove(): void;
}

declare var AssistantDock: Readonly<{ create(memory: DockMemory, frame?: HTMLIFrameElement | null): Dock }>;

/** Reads what is pasted (src/reader.rs), and makes structure reports. */
interface Reader {
  read(text: Uint8Array): Promise<Uint8Array>;
  report(snapshot: PageSnapshot, structure: string): Promise<string>;
}

/** What the widget gives to its panel. */
interface WidgetSurroundings {
  page(): Promise<AemPage>;
  reader: Reader;
  frame: HTMLIFrameElement | null;
  dock(wish: DockWish): void;
  folded: boolean;
  /** The address of the folder with the word lists. */
  words: string;
  language: string;
  /** The address of a text to try. */
  sample: string | undefined;
}

/** What the worker (panel/reader.js) is asked. */
type ReaderQuestion =
  | { id: number; call: "read"; given: [text: Uint8Array] }
  | { id: number; call: "report"; given: [snapshot: PageSnapshot, structure: string] };

/** What it answers; without an id, it says that it is ready. */
interface ReaderAnswer {
  id?: number;
  made?: Uint8Array | string;
  error?: string;
}
