/** What the bundler makes of the imports that are not JavaScript, and the core that is built beside us. */

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*/core/second_look.js" {
  export const checkPost: typeof import("./core.js").checkPost;
  export const guidance: typeof import("./core.js").guidance;
  const init: typeof import("./core.js").default;
  export default init;
}
