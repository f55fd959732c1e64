// Modules without types of their own.
declare module 'graphology-layout-forceatlas2/iterate.js' {
  /** One round of the layout: changes `nodes`, ten numbers for each, by `edges`, three for each. */
  export default function iterate(settings: object, nodes: Float32Array, edges: Float32Array): void;
}

/** The bundled worker as text: a webview may start one from a blob alone. */
declare module 'worker:layout' {
  const text: string;
  export default text;
}
