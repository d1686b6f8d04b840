/* tslint:disable */
/* eslint-disable */

/**
 * A language model that reads a post for its meaning.
 */
export class Encoder {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Loads an encoder; see [`Encoder::load`].
     *
     * # Errors
     *
     * A JavaScript `Error` if the weights or the vocabulary cannot be used.
     */
    constructor(weights: Uint8Array | number[], vocabulary: string);
    /**
     * Reads at most so many windows of a text that are not known yet, or all. It answers with what `checkRead` is to be given, once
     * the whole text is read; until then with `undefined`, and is to be called again.
     */
    read(text: string, windows?: number | null): Float32Array | undefined;
}

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_encoder_free: (a: number, b: number) => void;
    readonly encoder_new: (a: number, b: number, c: number, d: number) => [number, number, number];
    readonly encoder_read: (a: number, b: number, c: number, d: number) => [number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
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
