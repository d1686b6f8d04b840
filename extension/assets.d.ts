/** What the bundler makes of the imports that are not JavaScript, and the core that is built beside us. */

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*/core/second_look.js" {
  export const checkRead: typeof import("./core.js").checkRead;
  export const checkPost: typeof import("./core.js").checkPost;
  export const guidance: typeof import("./core.js").guidance;
  const init: typeof import("./core.js").default;
  export default init;
}

declare module "*/core/second_look_encoder.js" {
  export const Encoder: typeof import("./encoder.js").Encoder;
  const init: typeof import("./encoder.js").default;
  export default init;
}
