// What the build puts beside these scripts: the JavaScript that wasm-bindgen writes around the app (src/surfaces,
// src/reader.rs), and the widget under the name that it is shipped by.

declare module "*/assistant.js" {
  /** Loads the panel's WebAssembly. */
  export default function init(options: { module_or_path: URL }): Promise<unknown>;
  export function start_extension_panel(nonce: string, language: string, folded: boolean, reader: Reader): void;
  /** `chosen` is the language that was chosen for good, empty where none was; `kept` for how many minutes a paste is to be kept. */
  export function start_home(
    language: string,
    chosen: string,
    kept: number | undefined,
    asksFor: string,
    reader: Reader,
  ): void;
  export function start_standalone(language: string, reader: Reader): void;
  /** Returns the function that unmounts it. */
  export function mount_widget(mountPoint: Element, surroundings: WidgetSurroundings): () => void;
}

declare module "*/credentials.js" {
  /** Loads the reader's WebAssembly. */
  export default function init(options: { module_or_path: URL }): Promise<unknown>;
  export function read(text: Uint8Array): Uint8Array;
  export function report(snapshot: PageSnapshot, structure: string): string;
}

declare module "*/ims-oauth-assistant.js" {}
