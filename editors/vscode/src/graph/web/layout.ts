// Where nodes stand: a first guess here, then ForceAtlas2 in a worker, so that the page never waits.
import text from 'worker:layout';
import type { Model } from './model';

export interface Job {
  nodes: Float32Array;
  edges: Float32Array;
  settings: object;
  rounds: number;
  /** Milliseconds after which it is left as it is. */
  limit: number;
}

export interface Positions {
  /** x and y of each node. */
  positions: Float32Array;
  done: boolean;
}

const LIMIT = 30_000;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Positions on a spiral, what has most links in the middle; nodes of which `known` has a place keep it. */
export function firstGuess(model: Model, known: ReadonlyMap<string, readonly [number, number]>): Float32Array {
  const order = model.nodes.map((_, number) => number).sort((a, b) => (model.nodes[b]?.links ?? 0) - (model.nodes[a]?.links ?? 0));
  const found = new Float32Array(2 * model.nodes.length);
  order.forEach((number, i) => {
    const radius = 10 * Math.sqrt(i + 0.5);
    found.set(known.get(model.nodes[number]?.id ?? '') ?? [radius * Math.cos(i * GOLDEN), radius * Math.sin(i * GOLDEN)], 2 * number);
  });
  return found;
}

/** Improves positions; `move` hears of them, `done` with the last. The answer ends it. */
export function startLayout(model: Model, first: Float32Array, move: (positions: Float32Array, done: boolean) => void): () => void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  worker.onmessage = ({ data }: MessageEvent<Positions>) => {
    if (data.done) worker.terminate();
    move(data.positions, data.done);
  };
  const job = prepared(model, first);
  worker.postMessage(job, [job.nodes.buffer, job.edges.buffer]);
  return () => {
    worker.terminate();
  };
}

/** The matrices that forceatlas2 works on. */
function prepared(model: Model, first: Float32Array): Job {
  const count = model.nodes.length;
  const nodes = new Float32Array(10 * count);
  for (let i = 0; i < count; i += 1) {
    nodes.set(first.subarray(2 * i, 2 * i + 2), 10 * i);
    nodes.set([1 + model.neighbours(i).length, 1, 1], 10 * i + 6); // mass, convergence, size
  }
  const edges = new Float32Array((3 * model.pairs.length) / 2);
  for (let i = 0; i < model.pairs.length; i += 2) {
    edges.set([10 * (model.pairs[i] ?? 0), 10 * (model.pairs[i + 1] ?? 0), 1], (3 * i) / 2);
  }
  const many = count > 1000;
  const settings = {
    linLogMode: false,
    outboundAttractionDistribution: many, // keeps a vault's hubs from drawing all into one clot
    adjustSizes: false,
    edgeWeightInfluence: 0,
    scalingRatio: 10,
    strongGravityMode: many,
    gravity: many ? 0.02 : 1,
    slowDown: 1 + Math.log(count + 1),
    barnesHutOptimize: count > 300,
    barnesHutTheta: 1.2,
  };
  return { nodes, edges, settings, rounds: many ? 200 : 500, limit: LIMIT };
}
