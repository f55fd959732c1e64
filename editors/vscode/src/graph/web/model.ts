// The graph that is drawn: its nodes, who is next to whom, which lines are always shown, and what filters leave.
import type { Answer } from '../messages';

export type Kind = 'note' | 'attachment' | 'unwritten';

export interface Node {
  readonly id: string;
  readonly kind: Kind;
  readonly label: string;
  readonly folder: string;
  /** Links from and to it, in the whole vault. */
  readonly links: number;
  readonly tags: readonly string[];
  readonly said: Answer['nodes'][number];
}

export interface Filter {
  name: string;
  /** A tag, which stands for those nested in it too; empty for all. */
  tag: string;
  unwritten: boolean;
  attachments: boolean;
}

/** Lines up to which all are drawn. Of more, each node shows one, and all of its own while it is chosen. */
export const LINES = 8000;

export class Model {
  readonly nodes: readonly Node[];
  /** Pairs of nodes, each pair once, whichever links to the other. */
  readonly pairs: Uint32Array;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;

  constructor(answer: Answer) {
    this.nodes = answer.nodes.map((said) => node(said, answer.tags));
    this.pairs = pairs(answer.edges, answer.nodes.length);
    const { nodes } = this;
    const starts = (this.starts = new Uint32Array(nodes.length + 1));
    for (const end of this.pairs) starts[end + 1] = (starts[end + 1] ?? 0) + 1;
    for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    const next = starts.slice();
    this.ends = new Uint32Array(this.pairs.length);
    for (let i = 0; i < this.pairs.length; i += 2) {
      const [a = 0, b = 0] = [this.pairs[i], this.pairs[i + 1]];
      for (const [from, to] of [[a, b], [b, a]] as const) {
        const at = next[from] ?? 0;
        this.ends[at] = to;
        next[from] = at + 1;
      }
    }
  }

  neighbours(of: number): Uint32Array {
    return this.ends.subarray(this.starts[of], this.starts[of + 1]);
  }

  /** The pairs whose lines are always shown: of many, from each node to its neighbour with the fewest links. */
  lines(): [number, number][] {
    const found: [number, number][] = [];
    if (this.pairs.length <= 2 * LINES) {
      for (let i = 0; i < this.pairs.length; i += 2) found.push([this.pairs[i] ?? 0, this.pairs[i + 1] ?? 0]);
      return found;
    }
    for (let a = 0; a < this.nodes.length; a += 1) {
      let best = -1;
      for (const b of this.neighbours(a)) if (best < 0 || this.linksOf(b) < this.linksOf(best)) best = b;
      if (best >= 0) found.push([a, best]);
    }
    return found;
  }

  /** For each node whether a filter leaves it. */
  left(filter: Filter): boolean[] {
    const name = folded(filter.name.trim());
    const tag = folded(filter.tag);
    return this.nodes.map(
      ({ kind, label, tags }, number) =>
        (kind !== 'unwritten' || filter.unwritten) &&
        (kind !== 'attachment' || filter.attachments) &&
        (tag === '' || this.has(number, tag, tags)) &&
        (name === '' || folded(label).includes(name)),
    );
  }

  /** All tags, by name, with those that others are nested in. */
  tags(): string[] {
    const found = new Map<string, string>();
    for (const { tags } of this.nodes) {
      for (const tag of tags) {
        const parts = tag.split('/');
        parts.forEach((_, i) => found.set(folded(parts.slice(0, i + 1).join('/')), parts.slice(0, i + 1).join('/')));
      }
    }
    return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([, tag]) => tag);
  }

  /** Whether a node has a tag. What is no note counts as having those of a note that links to it. */
  private has(number: number, wanted: string, tags: readonly string[]): boolean {
    if (this.nodes[number]?.kind !== 'note') {
      return this.neighbours(number).some((other) => this.has(other, wanted, this.nodes[other]?.tags ?? []));
    }
    return tags.some((tag) => folded(tag) === wanted || folded(tag).startsWith(`${wanted}/`));
  }

  private linksOf(number: number): number {
    return (this.starts[number + 1] ?? 0) - (this.starts[number] ?? 0);
  }
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

function node(said: Answer['nodes'][number], tags: string[]): Node {
  const links = said.in + (said.out ?? 0);
  const path = said.note ?? said.attachment;
  if (path === undefined) {
    const label = said.name ?? '';
    return { id: `?${label}`, kind: 'unwritten', label, folder: '', links, tags: [], said };
  }
  const slash = path.lastIndexOf('/');
  const label = path.slice(slash + 1).replace(said.note === undefined ? /$^/ : /\.(md|markdown)$/i, '');
  const named = (said.tags ?? []).map((number) => tags[number] ?? '');
  const kind = said.note === undefined ? 'attachment' : 'note';
  return { id: `/${path}`, kind, label, folder: path.slice(0, Math.max(0, slash)), links, tags: named, said };
}

function pairs(edges: readonly number[], nodes: number): Uint32Array {
  const seen = new Set<number>();
  for (let i = 0; i < edges.length; i += 3) {
    const [a = 0, b = 0] = [edges[i], edges[i + 1]];
    seen.add(Math.min(a, b) * nodes + Math.max(a, b));
  }
  const found = new Uint32Array(2 * seen.size);
  let i = 0;
  for (const pair of seen) {
    found[i] = Math.floor(pair / nodes);
    found[i + 1] = pair % nodes;
    i += 2;
  }
  return found;
}
