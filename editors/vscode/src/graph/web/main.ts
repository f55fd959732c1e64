// The page of a graph: puts bar, picture and list together, and talks to the extension.
import type { FromPage, ToPage } from '../messages';
import { Controls } from './controls';
import { firstGuess, startLayout } from './layout';
import { List } from './list';
import { Model } from './model';
import { Picture } from './picture';
import { isStill, onThemeChange, readTheme } from './theme';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const NO_PICTURE = 'There is no WebGL in this window, so the graph is a list.';
const REST = 4; // a redrawing is followed by a pause of so many times its own length

const host = acquireVsCodeApi();
const local = document.body.dataset.graph === 'local';
const place = document.createElement('main');
const message = document.createElement('p');
let model: Model | undefined;
let left: boolean[] = [];
let positions: Float32Array = new Float32Array();
let chosen: number | undefined;
let endLayout = (): void => undefined;

const open = (number: number): void => {
  const node = model?.nodes[number];
  if (node !== undefined) host.postMessage({ type: 'open', node: node.said });
};
const list = new List({
  open,
  choose: (number) => {
    choose(number, true);
  },
});
const controls = new Controls(local, {
  filter: () => {
    filter();
  },
  depth: (depth) => {
    host.postMessage({ type: 'depth', depth });
  },
  zoom: (factor) => picture?.zoom(factor),
  fit: () => picture?.fit(),
});
place.tabIndex = 0;
place.setAttribute('role', 'img');
message.hidden = true;
document.body.append(controls.element, place, list.element, message);
const picture = makePicture();

function makePicture(): Picture | undefined {
  try {
    const made = new Picture(place, readTheme(), {
      open,
      choose: (number) => {
        choose(number, false);
        list.mark(number);
      },
    });
    place.addEventListener('webglcontextlost', withoutPicture, { capture: true });
    return made;
  } catch {
    withoutPicture();
    return undefined;
  }
}

function withoutPicture(): void {
  document.body.classList.add('no-picture');
  message.textContent = NO_PICTURE;
  message.hidden = false;
}

function choose(number: number | undefined, look: boolean): void {
  chosen = number;
  picture?.choose(number, look);
  describe();
}

function filter(): void {
  if (model === undefined) return;
  left = model.left(controls.filter);
  picture?.filter(left);
  list.show(model, left, local ? 0 : undefined);
  describe();
}

/** Says in words what the picture shows. */
function describe(): void {
  if (model === undefined) return;
  const shown = left.filter(Boolean).length;
  const all = model.nodes.length;
  const links = (model.pairs.length / 2).toLocaleString();
  const lines = picture !== undefined && picture.lines < model.pairs.length / 2 ? ', one line each' : '';
  const counts = `${shown === all ? '' : `${shown.toLocaleString()} of `}${all.toLocaleString()} nodes, ${links} connections${lines}`;
  const node = chosen === undefined ? undefined : model.nodes[chosen];
  controls.say(node === undefined ? counts : `${node.label}: ${node.links.toLocaleString()} links`);
  place.setAttribute('aria-label', `Graph with ${counts}. The list behind it has them for the keyboard.`);
}

function show(said: Extract<ToPage, { type: 'graph' }>): void {
  endLayout();
  const known = new Map((model?.nodes ?? []).map(({ id }, i) => [id, [positions[2 * i] ?? 0, positions[2 * i + 1] ?? 0] as const]));
  const before = model;
  model = new Model(said.answer);
  chosen = undefined;
  controls.show(model, said.depth);
  left = model.left(controls.filter);
  positions = firstGuess(model, known);
  picture?.show(model, positions, left, local);
  list.show(model, left, local ? 0 : undefined);
  describe();
  host.postMessage({ type: 'drawn', nodes: model.nodes.length, lines: picture?.lines ?? 0, list: picture === undefined });
  if (picture === undefined || (before !== undefined && same(before, model))) return;
  let free = 0;
  document.body.classList.add('moving');
  endLayout = startLayout(model, positions, (now, done) => {
    positions = now;
    if (done) document.body.classList.remove('moving');
    if (!done && (isStill() || performance.now() < free)) return;
    const began = performance.now();
    picture.move(now);
    requestAnimationFrame(() => {
      free = performance.now() + REST * (performance.now() - began);
    });
  });
}

/** Whether nothing is new but counts and tags, so that all can stay in its place. */
function same(a: Model, b: Model): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.pairs.length === b.pairs.length &&
    a.nodes.every(({ id }, i) => id === b.nodes[i]?.id) &&
    a.pairs.every((end, i) => end === b.pairs[i])
  );
}

place.addEventListener('keydown', (event) => {
  const steps: Record<string, () => void> = {
    ArrowLeft: () => picture?.pan(-0.1, 0),
    ArrowRight: () => picture?.pan(0.1, 0),
    ArrowUp: () => picture?.pan(0, 0.1),
    ArrowDown: () => picture?.pan(0, -0.1),
    '+': () => picture?.zoom(1.5),
    '-': () => picture?.zoom(1 / 1.5),
    '0': () => picture?.fit(),
    Escape: () => {
      choose(undefined, false);
    },
  };
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  step();
  event.preventDefault();
});
onThemeChange(() => picture?.dress(readTheme()));
addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'graph') {
    document.body.classList.remove('nothing');
    if (picture !== undefined) message.hidden = true;
    show(data);
  } else {
    document.body.classList.add('nothing');
    message.textContent = data.why;
    message.hidden = false;
  }
});
host.postMessage({ type: 'ready' });
