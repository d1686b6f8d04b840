/**
 * A session: everything that happens on one page, from finding composers to marks and cards.
 *
 * The content script and the playground page start the same session. They differ in who checks the
 * text (a port to the background, or the core in the page itself) and in which adapters find composers.
 *
 *     import { startSession } from "../extension/session.js";
 *     import { generic } from "../extension/composers/generic.js";
 *
 *     const session = startSession({
 *       checker: { check: async ({ text, audience }) => { … return { report, guidance: citedBy(report, catalogue) }; } },
 *       adapters: [generic],
 *       openGuidance: (id) => location.assign(`guidance.html#${id}`),
 *     });
 *
 * `citedBy` and `byId` stand in guidance.js. Nothing else is needed: styles come with the layer.
 */

import { Card } from "./card.js";
import { keepCaret } from "./caret.js";
import { attachmentsOf, audienceOf, composerOf, composersIn, wholeOf } from "./composers/index.js";
import { Draft } from "./draft.js";
import { drawn, make, say } from "./elements.js";
import { frameDocument, frameOf, isShadow } from "./geometry.js";
import { Layer } from "./layer.js";
import { Panel } from "./panel.js";
import { Rest } from "./rest.js";
import { View } from "./view.js";
import { TOO_LONG } from "./words.js";

/** @import { Audience, Depth, DraftSummary, GuidanceById, Report } from "./messages.js" */
/** @import { Judgement } from "./choices.js" */
/** @import { Adapter } from "./composers/adapter.js" */
/** @import { Composer } from "./composers/index.js" */
/** @import { Finding } from "./messages.js" */

/**
 * @typedef {object} CheckRequest
 * @property {number} seq counts up for each composer
 * @property {string} composer an id within this session
 * @property {string} text the whole draft, as the person sees it
 * @property {Audience} audience who will be able to read it, as far as the composer says
 * @property {Depth} depth whether the reader is asked too
 */

/**
 * Who judges a text. It answers, or rejects with an Error whose message is a sentence for the person. A question at read
 * depth that a newer one of its composer has overtaken may be answered with undefined.
 * @typedef {object} Checker
 * @property {(request: CheckRequest) => Promise<{ report: Report, guidance: GuidanceById } | undefined>} check
 */

/**
 * @typedef {object} Setup
 * @property {Checker} checker
 * @property {Adapter[]} adapters the first that matches a box has it
 * @property {(id: string) => void} openGuidance opens the guidance at this clause
 * @property {string} [site] the host that is written on; this page's own where it is not said
 * @property {(rule: string, ignored: boolean) => void} [keepIgnored] keeps that a kind is ignored on this site; without it,
 *   kinds cannot be ignored
 * @property {() => void} [openSettings]
 * @property {(note: { concern: string, clause: string, passage: string }) => void} [noteDecision] opens the decision record, where there is one
 * @property {(count: number) => void} [onTally] told the number of findings on the page when it changes
 */

/**
 * @typedef {object} Session
 * @property {() => Promise<{ drafts: DraftSummary[], failed?: string }>} summarise looks for composers, and tells what is known of each
 * @property {(composer: string, finding: string) => boolean} show scrolls to a passage and opens its card
 * @property {(rules: string[]) => void} ignoreKinds leaves out what these rules find, as the person chose for this site
 * @property {() => void} openPanel opens the list of findings of the composer at hand, and gives it focus
 * @property {() => void} stop takes everything away: layer, listeners, observers
 */

/** How long a summary waits for the drafts that were only just found. */
const PATIENCE = 1500;

/** A screen reader is told what the badge says once the person pauses. */
const SPOKEN_AFTER = 1000;

/**
 * @param {Setup} setup
 * @returns {Session}
 */
export function startSession({ checker, adapters, openGuidance, site = location.hostname, keepIgnored, openSettings, noteDecision, onTally = () => {} }) {
  const listening = new AbortController();
  const { signal } = listening;
  listenToEscape(window); // before the layer, whose gate would stop a press that is aimed at a sheet of ours
  const layer = new Layer(paintSoon);
  const spoken = drawn();
  const status = make("div", { className: "unseen", role: "status" }, spoken);
  /** @type {Map<HTMLElement, View>} */
  const views = new Map();
  /** @type {View | undefined} the composer that last had the focus */
  let current;
  /** @type {{ element: HTMLElement, restore: () => void } | undefined} where the focus was before it came to our layer */
  let origin;
  let composers = 0;
  let tally = 0;
  /** @type {Set<string>} rules whose findings the person ignores on this site */
  let ignored = new Set();

  // ---- composers ----

  /** @param {Composer} composer @returns {View} */
  function viewOf({ element, label }) {
    let view = views.get(element);
    if (!view) {
      composers += 1;
      const draft = new Draft({
        element,
        label,
        id: `c${composers}`,
        checker,
        surroundings: {
          audience: () => audienceOf(element, adapters),
          attachments: () => attachmentsOf(element, adapters),
          whole: () => wholeOf(element, adapters),
        },
        isIgnored: (rule) => ignored.has(rule),
        onChange: paintSoon,
        mirrorHome: () => layer.root,
      });
      view = new View(draft, layer, { onPress: () => openPanel(draft), onMove: paintSoon });
      views.set(element, view);
    }
    return view;
  }

  /** The person is in this box, if it is a composer. @param {EventTarget[]} path */
  function meet(path) {
    const composer = composerOf(path, adapters);
    if (!composer) return undefined;
    const view = viewOf(composer);
    if (current !== view) {
      current = view;
      layer.raise();
    }
    view.draft.watch();
    return view;
  }

  /** @param {View} view */
  function drop(view) {
    if (panel.draft === view.draft || card.shown?.draft === view.draft) closeSheets();
    view.stop();
    views.delete(view.draft.element);
    if (current === view) current = undefined;
  }

  // ---- the person's judgement ----

  /** @param {Iterable<string>} rules */
  function ignoreKinds(rules) {
    ignored = new Set(rules);
    for (const { draft } of views.values()) draft.sift();
    paintSoon();
  }

  /** @type {Judgement} */
  const judgement = {
    site,
    setAside(draft, finding, reach) {
      const pressed = draft.setAside(finding, reach);
      return { count: pressed.findings.length, undo: () => draft.takeBack(pressed) };
    },
    ...(keepIgnored && {
      ignoreKind(rule, isIgnored) {
        ignoreKinds(isIgnored ? [...ignored, rule] : [...ignored].filter((other) => other !== rule));
        keepIgnored(rule, isIgnored);
      },
    }),
  };

  // ---- sheets ----

  /** @type {Rest<{ key: string, open?: () => void }>} */
  const rest = new Rest(
    (spot) => spot.open?.(),
    () => {
      if (!card.isHeld && !card.isDecided) closeCard();
    },
  );

  const panel = new Panel({
    onOpen: (draft, finding) => {
      panel.close();
      openCard(draft, finding, { hold: true, from: "panel" });
    },
    onClose: () => closeSheets(),
    openSettings,
    judgement,
  });

  const card = new Card({
    onReview: openGuidance,
    judgement,
    onUndone: (draft, finding) => openCard(draft, finding, { hold: card.isHeld, from: cameFrom }),
    onNote: noteDecision && ((draft, finding) =>
      noteDecision({ concern: finding.concern, clause: finding.guidance[0] ?? "", passage: draft.passagesOf(finding).join(" · ") })),
    onOther: (draft, finding) => openCard(draft, finding, { hold: card.isHeld, from: cameFrom }),
    onClose: () => closeCard(),
  });
  /** @type {"panel" | undefined} where to go back to when the card closes */
  let cameFrom;

  layer.root.append(panel.element, card.element, status);

  function rememberFocus() {
    const element = layer.hasFocus ? undefined : focusedElement(document);
    if (element) origin = { element, restore: keepCaret(element) };
  }

  function returnFocus() {
    if (origin?.element.isConnected) {
      origin.element.focus({ preventScroll: true });
      origin.restore();
    }
    origin = undefined;
  }

  /** @param {Draft} draft @param {string} [id] */
  function openPanel(draft, id) {
    const view = views.get(draft.element);
    if (!view) return;
    closeCard();
    rememberFocus();
    layer.show(draft.element);
    panel.element.dataset.theme = view.theme;
    panel.open(draft, view.place, id);
    paintSoon();
  }

  /**
   * @param {Draft} draft
   * @param {Finding} finding
   * @param {{ hold: boolean, from?: "panel", at?: { x: number, y: number } }} how
   */
  function openCard(draft, finding, { hold, from, at }) {
    const view = views.get(draft.element);
    if (!view) return;
    if (hold) rememberFocus();
    if (hold && view.marks.boxesOf(finding.id).length === 0) {
      draft.reading.reveal(finding.passages[0].start, finding.passages[0].end);
      view.paint(true);
    }
    cameFrom = from;
    const boxes = view.marks.boxesOf(finding.id);
    const anchor = (at && boxes.find((box) => at.y <= box.bottom + 4)) ?? boxes[0] ?? view.place;
    const others = view.marks.at((anchor.left + anchor.right) / 2, anchor.bottom - 1).filter(({ id }) => id !== finding.id);
    card.element.dataset.theme = view.theme;
    card.open(draft, finding, { anchor, others, hold });
    light(draft, finding.id);
  }

  /** @param {Draft | undefined} draft @param {string} [id] */
  function light(draft, id) {
    for (const view of views.values()) view.marks.light(view.draft === draft ? id : undefined);
  }

  function closeCard() {
    const { shown } = card;
    if (!shown) return;
    const back = cameFrom === "panel";
    const hadFocus = card.isHeld && layer.hasFocus;
    card.close();
    rest.forget();
    cameFrom = undefined;
    light(undefined);
    if (back && hadFocus) openPanel(shown.draft, shown.finding.id);
    else if (hadFocus) returnFocus();
  }

  function closeSheets() {
    const hadFocus = layer.hasFocus;
    cameFrom = undefined;
    closeCard();
    panel.close();
    if (hadFocus) returnFocus();
    origin = undefined;
    paintSoon();
  }

  // ---- painting ----

  let frame = 0;

  function paintSoon() {
    if (frame === 0 && !signal.aborted) frame = requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    for (const view of views.values()) {
      if (!view.draft.element.isConnected) drop(view);
      else if (view.draft.isStale) view.draft.refresh();
    }
    const shown = [...views.values()].filter((view) => view.isWanted(panel.draft));
    const leading = current && shown.includes(current) ? current : shown[0];
    const above = leading?.draft ?? panel.draft ?? card.shown?.draft;
    if (above) layer.show(above.element);
    else if (!current?.hasFocus) layer.hide();
    for (const view of views.values()) view.paint(shown.includes(view));

    panel.update();
    const { shown: open } = card;
    if (open && !card.isDecided && !open.draft.findings.some(({ id }) => id === open.finding.id)) closeCard();
    hover(shown.some(({ marks }) => marks.lines.length > 0));

    const count = [...views.values()].reduce((sum, { draft }) => sum + draft.findings.length, 0);
    if (count !== tally) onTally((tally = count));
    if (leading) speak(leading);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  let toSpeak = "";

  /** @param {View} view */
  function speak({ draft, badge }) {
    const words = draft.settled && !badge.button.hidden ? badge.words : toSpeak;
    if (words === toSpeak) return;
    const isFirst = toSpeak === "";
    toSpeak = words;
    // That there is nothing to look at is news only to somebody who was told of something.
    if (isFirst && draft.verdict === "clear" && draft.reminders.length === 0 && !draft.failed && !draft.tooLong) return;
    speakOncePaused();
  }

  function speakOncePaused() {
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      speaking = undefined;
      say(spoken, toSpeak);
    }, SPOKEN_AFTER);
  }

  // ---- listening ----

  /** @type {WeakSet<EventTarget>} documents and shadow roots that are listened to */
  const heard = new WeakSet();
  /** @type {Set<Document>} this page and the frames of the same origin that had the focus */
  const pages = new Set();

  /** @param {FocusEvent} event */
  function onFocusIn(event) {
    const path = event.composedPath();
    // Focus that moves within a shadow root is heard only there.
    for (const target of path) {
      if (isShadow(target) && !heard.has(target)) {
        heard.add(target);
        target.addEventListener("focusin", (inner) => onFocusIn(/** @type {FocusEvent} */ (inner)), { capture: true, signal });
      }
    }
    meet(path);
    paintSoon();
  }

  /** @param {Window} view the window of the page or of a frame of the same origin */
  function listenTo(view) {
    if (heard.has(view.document)) return;
    heard.add(view.document);
    pages.add(view.document);
    hover(false); // the next painting follows the pointer here too
    const options = { capture: true, passive: true, signal };
    view.addEventListener("focusin", onFocusIn, options);
    view.addEventListener("focusout", paintSoon, options);
    view.addEventListener("blur", (event) => event.target === view && requestAnimationFrame(() => enterFrame(view)), options);
    view.addEventListener(
      "input",
      (event) => {
        rest.forget();
        if (speaking !== undefined) speakOncePaused();
        if (!card.isHeld || card.isDecided) closeCard();
        const typedIn = meet(event.composedPath());
        if (typedIn?.draft.isStale) typedIn.draft.refresh(); // a field; other boxes are observed
      },
      options,
    );
    view.addEventListener("compositionstart", (event) => meet(event.composedPath())?.draft.compositionStarts(), options);
    view.addEventListener("compositionend", (event) => meet(event.composedPath())?.draft.compositionEnds(), options);
    view.addEventListener(
      "click",
      (event) => {
        const view = meet(event.composedPath());
        if (view || views.size > 0) paintSoon(); // a click can send or clear a draft
      },
      options,
    );
    view.addEventListener(
      "pointerdown",
      () => {
        rest.forget();
        if (!card.isOpen && !panel.isOpen) return;
        origin = undefined; // the focus goes where the person pressed
        closeSheets();
      },
      options,
    );
    if (view !== window) listenToEscape(view);
    const focused = focusedElement(view.document);
    if (focused) meet(pathFrom(focused));
  }

  /**
   * Focus that goes into a frame is told to the window only by its loss, in Firefox before it has arrived.
   * @param {Window} view
   */
  function enterFrame(view) {
    if (signal.aborted) return;
    const { activeElement } = view.document;
    const inner = activeElement && frameDocument(activeElement)?.defaultView;
    if (!inner) return;
    listenTo(inner);
    enterFrame(inner);
  }

  /**
   * Escape closes what we opened, and only that: not the dialog that holds the composer as well. The
   * focus goes back to where it was.
   * @param {Window} view
   */
  function listenToEscape(view) {
    let isOurs = false; // whether a press was ours, so that its release is too
    /** @param {KeyboardEvent} event */
    const listener = (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      if (event.type === "keydown") {
        isOurs = card.isOpen || panel.isOpen;
        if (card.isOpen) closeCard();
        else if (panel.isOpen) closeSheets();
      }
      if (!isOurs) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    view.addEventListener("keydown", listener, { capture: true, signal });
    view.addEventListener("keyup", listener, { capture: true, signal });
  }

  // ---- the pointer ----

  /** @type {AbortController | undefined} */
  let hovering;

  /** The pointer is followed only while there are marks. @param {boolean} on */
  function hover(on) {
    if (on === Boolean(hovering)) return;
    if (!on) {
      hovering?.abort();
      hovering = undefined;
      rest.at(undefined);
      return;
    }
    hovering = new AbortController();
    const options = { capture: true, passive: true, signal: hovering.signal };
    for (const page of pages) {
      if (page.defaultView) page.addEventListener("pointermove", onPointer, options);
      else pages.delete(page); // its frame is gone
    }
  }

  /** @type {{ target: EventTarget, x: number, y: number, isDragging: boolean } | undefined} */
  let pointer;

  /** @param {PointerEvent} event */
  function onPointer(event) {
    if (!pointer) requestAnimationFrame(followPointer);
    // An event forgets its path once it is over.
    pointer = { target: event.composedPath()[0], x: event.clientX, y: event.clientY, isDragging: event.buttons !== 0 };
  }

  function followPointer() {
    if (!pointer || signal.aborted) return;
    const { target, x, y, isDragging } = pointer;
    pointer = undefined;
    if (target === layer.host) return rest.at({ key: "sheet" });
    if (isDragging || panel.isOpen || card.isHeld || card.isDecided) return;
    if (!("getBoundingClientRect" in target)) return; // no element under it, at the edge of the page
    const { offset } = frameOf(/** @type {Element} */ (target));
    const at = { x: x + offset.x, y: y + offset.y };
    for (const { draft, marks } of views.values()) {
      if (draft.isStale) paintSoon();
      const [finding] = marks.at(at.x, at.y);
      if (!finding) continue;
      if (!card.isOpen) light(draft, finding.id);
      return rest.at({ key: `${draft.id} ${finding.id}`, open: () => openCard(draft, finding, { hold: false, at }) });
    }
    if (!card.isOpen) light(undefined);
    rest.at(undefined);
  }

  // ---- for the popup and the shortcut ----

  /** Boxes that the person has not been in yet. */
  function discover() {
    for (const composer of composersIn(document, adapters)) {
      const { draft } = viewOf(composer);
      draft.look();
      draft.refresh();
    }
  }

  async function summarise() {
    discover();
    const written = [...views.values()].map(({ draft }) => draft).filter(({ element, text }) => element.isConnected && text.trim() !== "");
    const found = inOrder(written); // a box that nobody wrote in is no draft
    await Promise.race([
      Promise.all(found.map((draft) => draft.whenSettled())),
      new Promise((resolve) => setTimeout(resolve, PATIENCE)),
    ]);
    const failed = found.find((draft) => draft.failed)?.failed ?? (found.some(({ tooLong }) => tooLong) ? TOO_LONG : undefined);
    const labels = numbered(found.map(({ label }) => label));
    return { drafts: found.map((draft, at) => draft.summary(labels[at])), ...(failed && { failed }) };
  }

  listenTo(window);

  return {
    summarise,
    ignoreKinds,
    show(composer, id) {
      const draft = [...views.values()].find((view) => view.draft.id === composer)?.draft;
      const finding = draft?.findings.find((one) => one.id === id);
      if (!draft || !finding) return false;
      closeSheets();
      layer.show(draft.element);
      draft.reading.reveal(finding.passages[0].start, finding.passages[0].end);
      requestAnimationFrame(() => {
        views.get(draft.element)?.paint(true);
        openCard(draft, finding, { hold: true });
      });
      return true;
    },
    openPanel() {
      if (!current) discover();
      const view = current ?? [...views.values()].find(({ draft }) => draft.findings.length > 0) ?? views.values().next().value;
      if (view) openPanel(view.draft);
    },
    stop() {
      listening.abort();
      hovering?.abort();
      cancelAnimationFrame(frame);
      clearTimeout(speaking);
      rest.forget();
      for (const view of views.values()) view.stop();
      views.clear();
      layer.stop();
      if (tally > 0) onTally(0);
    },
  };
}

/**
 * The element with the focus, through open shadow roots and frames of the same origin.
 * @param {Document} page
 * @returns {HTMLElement | undefined}
 */
function focusedElement(page) {
  let element = page.activeElement;
  for (;;) {
    const inner = element && (element.shadowRoot ?? frameDocument(element))?.activeElement;
    if (!inner) break;
    element = inner;
  }
  return element && element !== element.ownerDocument.body ? /** @type {HTMLElement} */ (element) : undefined;
}

/** @param {HTMLElement} element @returns {EventTarget[]} the path that an event from it would take */
function pathFrom(element) {
  const path = [];
  /** @type {Node | null} */
  let at = element;
  for (; at; at = isShadow(at) ? at.host : at.parentNode) path.push(at);
  return path;
}

/** @param {Draft[]} drafts @returns {Draft[]} as they stand in the page */
const inOrder = (drafts) =>
  drafts.sort((a, b) => (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

/** @param {string[]} labels @returns {string[]} with numbers where several are alike: the parts of a thread */
function numbered(labels) {
  /** @type {Map<string, number>} */
  const used = new Map();
  return labels.map((label) => {
    if (labels.indexOf(label) === labels.lastIndexOf(label)) return label;
    const number = (used.get(label) ?? 0) + 1;
    used.set(label, number);
    return `${label} ${number}`;
  });
}
