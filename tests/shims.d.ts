/**
 * What the tests use that has no types: the hooks of the composer pages, and what code finds that runs with Firefox's own rights.
 */

/** What an editor's own model tells of itself. The forms of `caret` differ between editors, and are only compared. */
interface EditorModel {
  text: string;
  caret: unknown;
  /** Depths of the history; null where the editor does not tell. */
  undo: number | null;
  redo: number | null;
}

interface Window {
  __editorState(editor?: string | number): EditorModel;
  __tick(): void;
  __heard: string[];
  /** Called before a key; `__latency` is then how long the first mark took after it, in milliseconds. */
  __markAfterKey(): void;
  __latency: Promise<number>;
  axe: typeof import('axe-core');
}

/** Chromium's ranges over the value of a text field. */
interface HTMLTextAreaElement {
  createValueRange?(start: number, end: number): { getClientRects(): DOMRectList };
}

interface FirefoxExtension {
  terminateBackground(options: { ignoreDevToolsAttached: boolean }): Promise<void>;
}

declare const Services: {
  console: { getMessageArray(): { flags: number; sourceName: string; lineNumber: number; errorMessage: string }[]; reset(): void };
  prefs: { setIntPref(name: string, value: number): void };
};
declare const Ci: { nsIScriptError: { new (): object; warningFlag: number } };
declare const ChromeUtils: { importESModule(address: string): any };
declare const WebExtensionPolicy: { getByID(id: string): { extension: FirefoxExtension } };
