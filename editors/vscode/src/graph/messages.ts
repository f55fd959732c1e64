// What the two halves of a graph say to each other: the extension, and the page in the webview.

/** The server's answer to `vaultls.graph`, as docs/clients.md describes it. */
export interface Answer {
  root: string;
  tags: string[];
  nodes: { note?: string; attachment?: string; name?: string; in: number; out?: number; tags?: number[] }[];
  edges: number[];
}

export type ToPage =
  | { type: 'graph'; answer: Answer; /** How many links away from the first node; of a whole vault there is none. */ depth?: number }
  | { type: 'nothing'; why: string };

export type FromPage =
  | { type: 'ready' }
  | { type: 'drawn'; nodes: number; lines: number; list: boolean }
  | { type: 'open'; node: Answer['nodes'][number] }
  | { type: 'depth'; depth: number };
