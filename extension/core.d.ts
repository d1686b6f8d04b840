/* tslint:disable */
/* eslint-disable */

/**
 * Checks a post. It answers for any text; it throws only if `options` holds something unknown, and the message says
 * what, and what is known.
 */
export function checkPost(text: string, options?: Options): Report;
/** Checks a post at read depth; `meaning` is what the encoder's `read` answered for the same text. */
export function checkRead(text: string, options: Options, meaning: Float32Array): Report;
/** Every item of the guidance catalogue. */
export function guidance(): Guidance[];


/**
 * A run of the post, in UTF-16 code units, end exclusive. Both ends stand on character borders.
 */
export interface Passage {
    /**
     * Where the run begins.
     */
    start: number;
    /**
     * Where it ends.
     */
    end: number;
}

/**
 * How grave a finding is. Ordered: `High` is the greatest.
 */
export type Severity = "advisory" | "medium" | "high";

/**
 * How many people some details fit, to an order of magnitude, and how that was worked out.
 */
export interface Estimate {
    /**
     * The answer in one sentence.
     */
    summary: string;
    /**
     * The arithmetic, in order.
     */
    steps: Step[];
    /**
     * The details that were not counted, and why, each as a sentence.
     */
    uncounted: string[];
    /**
     * How far the number can be trusted.
     */
    caution: string;
}

/**
 * How readily the readers speak. What rules are certain of is found with either.
 */
export type Sensitivity = "usual" | "more";

/**
 * One clause of a guidance document, standard or act.
 */
export interface Guidance {
    /**
     * A stable id, also the anchor on the guidance page: `swe-g-conf`.
     */
    id: string;
    /**
     * The document's title.
     */
    title: string;
    /**
     * The clause or section.
     */
    clause: string;
    /**
     * Who publishes it.
     */
    publisher: string;
    /**
     * Where it applies.
     */
    jurisdiction: string;
    /**
     * Which edition, in words: `in force 2 December 2019`.
     */
    edition: string;
    /**
     * The publisher's page.
     */
    url: string;
    /**
     * Whether `text` quotes the document word for word.
     */
    verbatim: boolean;
    /**
     * The excerpt, or what it says in one sentence of our own.
     */
    text: string;
    /**
     * The month in which the publisher's page was last read: `2026-11`.
     */
    checked_on: string;
    /**
     * What a reader should know of this item, for instance that a newer edition may exist.
     */
    note?: string;
    /**
     * The concerns it bears on, by id.
     */
    labels: string[];
}

/**
 * One of the twelve things that a passage can touch.
 *
 * The order is the order in which the interface lists them.
 */
export type Concern = "identifier" | "jigsaw" | "service-user" | "case-material" | "proceedings" | "online-search" | "contact" | "abuse" | "public-confidence" | "colleague" | "employer" | "self-disclosure";

/**
 * One step of an estimate.
 */
export interface Step {
    /**
     * What it counts: `Aged 15`.
     */
    detail: string;
    /**
     * What is published of it: `about 1 in 90 people in England and Wales`.
     */
    says: string;
    /**
     * What is left after it: `leaves about 900 people`; of a place, how many live there.
     */
    leaves: string;
    /**
     * The publication: publisher, title, year.
     */
    source: string;
    /**
     * Its address.
     */
    url: string;
}

/**
 * One thing that deserves a second look.
 */
export interface Finding {
    /**
     * Sixteen hexadecimal digits, the same for the same rule and the same words, whatever stands around
     * them: what a person chose to ignore stays ignored while its words stay.
     */
    id: string;
    /**
     * What it touches.
     */
    concern: Concern;
    /**
     * The rule's id, which is the path of its file: `service-user/one-of-mine`.
     */
    rule: string;
    /**
     * How grave it is.
     */
    severity: Severity;
    /**
     * How sure the check is.
     */
    certainty: Certainty;
    /**
     * Where it stands: one passage, or several for `jigsaw`, in the order of the text.
     */
    passages: Passage[];
    /**
     * Why it was found, in plain words.
     */
    reason: string;
    /**
     * What the author could do instead, in plain words.
     */
    tip: string;
    /**
     * The ids of the guidance that it touches, the nearest first.
     */
    guidance: string[];
    /**
     * Only for `jigsaw`, and only where it can be defended: how many people the details fit.
     */
    estimate?: Estimate;
}

/**
 * The answer to a check.
 */
export interface Report {
    /**
     * What the whole post comes to.
     */
    verdict: Verdict;
    /**
     * What was found: worst first, then in the order of the text.
     */
    findings: Finding[];
    /**
     * Which check made this report.
     */
    depth: Depth;
}

/**
 * What the author is.
 */
export type Role = "social-worker" | "student" | "manager";

/**
 * What the caller wants of a check. `Options::default()` is a plain instant check.
 */
export interface Options {
    /**
     * Ids of findings that the person chose to ignore: they are left out of the report.
     */
    muted?: string[];
    /**
     * Ids of rules that the person chose to ignore, as findings name them: `self-disclosure/faith`. An id that no
     * rule has (any more) mutes nothing.
     */
    muted_rules?: string[];
    /**
     * Who will be able to read the post.
     */
    audience?: Audience;
    /**
     * Whether the author's profile shows where they work.
     */
    author_employer?: Shown;
    /**
     * Whether the author's profile shows what they do.
     */
    author_job?: Shown;
    /**
     * What the author is.
     */
    author_role?: Role;
    /**
     * How readily the readers speak.
     */
    sensitivity?: Sensitivity;
}

/**
 * What the whole post comes to: it follows from its gravest finding. Ordered by gravity.
 */
export type Verdict = "clear" | "advisory" | "check" | "stop";

/**
 * Whether the author's profile shows something.
 */
export type Shown = "yes" | "no" | "unknown";

/**
 * Whether the check is sure of a finding or only suspects it. Ordered: `Certain` is the greater.
 */
export type Certainty = "likely" | "certain";

/**
 * Which of the two checks made a report.
 */
export type Depth = "instant" | "read";

/**
 * Who will be able to read a post.
 */
export type Audience = "public" | "limited" | "private" | "unknown";


export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly checkPost: (a: number, b: number, c: any) => [number, number, number];
    readonly checkRead: (a: number, b: number, c: any, d: number, e: number) => [number, number, number];
    readonly guidance: () => [number, number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
