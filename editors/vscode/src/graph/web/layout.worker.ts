// Runs the layout beside the page: takes nodes and edges as forceatlas2's matrices, and sends positions now and then.
import iterate from 'graphology-layout-forceatlas2/iterate.js';
import type { Job, Positions } from './layout';

const PAUSE = 150; // milliseconds between two positions

const page = self as unknown as { postMessage(message: Positions): void; onmessage: (event: { data: Job }) => void };

page.onmessage = ({ data: { nodes, edges, settings, rounds, limit } }) => {
  const began = performance.now();
  let sent = began;
  for (let round = 0; round < rounds && performance.now() - began < limit; round += 1) {
    iterate(settings, nodes, edges);
    if (performance.now() - sent < PAUSE) continue;
    page.postMessage({ positions: positions(nodes), done: false });
    sent = performance.now();
  }
  page.postMessage({ positions: positions(nodes), done: true });
};

function positions(nodes: Float32Array): Float32Array {
  const found = new Float32Array(nodes.length / 5);
  for (let i = 0; i < found.length; i += 2) found.set(nodes.subarray(5 * i, 5 * i + 2), i);
  return found;
}
