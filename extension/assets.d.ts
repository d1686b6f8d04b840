/** What the bundler makes of the imports that are not JavaScript, and the core that is built beside us. */

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*/core/second_look.js" {
  import type { Guidance, Report } from "./messages.js";
  export default function init(): Promise<unknown>;
  export function checkPost(text: string, options?: { muted?: string[] }): Report;
  export function guidance(): Guidance[];
}
