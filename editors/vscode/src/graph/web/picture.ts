// The picture: sigma's, with the colours of the theme, what is chosen in front, and what filters hide left out.
import Graph from 'graphology';
import Sigma from 'sigma';
import { EdgeLineProgram } from 'sigma/rendering';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import type { Model } from './model';
import { isStill, type Theme } from './theme';

const MOVE = 250; // milliseconds of a movement of the camera

/** What a click and the pointer do. */
export interface Hands {
  choose(number: number | undefined): void;
  open(number: number): void;
}

export class Picture {
  private graph = new Graph({ type: 'undirected', multi: true });
  private readonly sigma: Sigma;
  private model: Model | undefined;
  private left: readonly boolean[] = [];
  private chosen: number | undefined;
  private near = new Set<number>();
  private hasCenter = false;

  /** Throws where there is no WebGL. */
  constructor(
    place: HTMLElement,
    private theme: Theme,
    hands: Hands,
  ) {
    this.sigma = new Sigma(this.graph, place, {
      allowInvalidContainer: true,
      defaultEdgeType: 'line',
      edgeProgramClasses: { line: EdgeLineProgram },
      defaultDrawNodeHover: (context, data) => {
        this.drawName(context, data);
      },
      nodeReducer: (key) => this.lookOf(Number(key)),
      edgeReducer: (key) => this.lookOfLine(key),
      zIndex: true,
      labelDensity: 0.7,
      labelRenderedSizeThreshold: 5,
      ...labels(theme),
    });
    const below: object = { beforeLayer: 'nodes' }; // which sigma takes, but its types don't say
    this.sigma.createCanvasContext('chosen', below);
    const layer = this.sigma.getCanvases().chosen?.getContext('2d') ?? null;
    this.sigma.resize(true); // which gives the new layer its size
    this.sigma.on('afterRender', () => {
      if (layer !== null) this.drawLines(layer);
    });
    this.sigma.on('clickNode', ({ node }) => {
      hands.open(Number(node));
    });
    this.sigma.on('enterNode', ({ node }) => {
      place.style.cursor = 'pointer';
      hands.choose(Number(node));
    });
    this.sigma.on('leaveNode', () => {
      place.style.cursor = '';
    });
    this.sigma.on('clickStage', () => {
      hands.choose(undefined);
    });
  }

  get lines(): number {
    return this.graph.size;
  }

  /** Shows another graph. */
  show(model: Model, positions: Float32Array, left: readonly boolean[], hasCenter: boolean): void {
    this.model = model;
    this.left = left;
    this.hasCenter = hasCenter;
    this.chosen = undefined;
    this.near = new Set();
    const graph = (this.graph = new Graph({ type: 'undirected', multi: true }));
    model.nodes.forEach(({ label }, i) => {
      graph.addNode(String(i), { x: positions[2 * i], y: positions[2 * i + 1], label });
    });
    model.lines().forEach(([a, b], i) => {
      graph.addEdgeWithKey(String(i), String(a), String(b));
    });
    this.sigma.setGraph(graph);
  }

  move(positions: Float32Array): void {
    this.graph.updateEachNodeAttributes(
      (key, attributes) => {
        attributes.x = positions[2 * Number(key)];
        attributes.y = positions[2 * Number(key) + 1];
        return attributes;
      },
      { attributes: ['x', 'y'] },
    );
  }

  filter(left: readonly boolean[]): void {
    this.left = left;
    this.sigma.refresh({ skipIndexation: false });
  }

  /** Puts a node and all its lines in front. `look`: the camera goes there. */
  choose(number: number | undefined, look: boolean): void {
    if (this.model === undefined) return;
    if (number !== this.chosen) {
      this.chosen = number;
      this.near = new Set(number === undefined ? [] : this.model.neighbours(number));
      this.sigma.refresh({ skipIndexation: true });
    }
    const there = number === undefined ? undefined : this.sigma.getNodeDisplayData(String(number));
    if (look && there) this.look({ x: there.x, y: there.y });
  }

  zoom(factor: number): void {
    this.look({ ratio: this.sigma.getCamera().ratio / factor });
  }

  pan(x: number, y: number): void {
    const camera = this.sigma.getCamera();
    this.look({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
  }

  fit(): void {
    this.look({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  dress(theme: Theme): void {
    this.theme = theme;
    this.sigma.setSettings(labels(theme));
    this.sigma.refresh({ skipIndexation: true });
  }

  private look(state: { x?: number; y?: number; ratio?: number; angle?: number }): void {
    const camera = this.sigma.getCamera();
    if (isStill()) camera.setState(state);
    else void camera.animate(state, { duration: MOVE });
  }

  private lookOf(number: number): Partial<NodeDisplayData> {
    const node = this.model?.nodes[number];
    const { x, y, label } = this.graph.getNodeAttributes(String(number)) as { x: number; y: number; label: string };
    const isChosen = number === this.chosen;
    const inFront = isChosen || this.near.has(number);
    const isDim = this.chosen !== undefined && !inFront;
    const isCenter = this.hasCenter && number === 0;
    const isMany = (this.model?.nodes.length ?? 0) > 1000;
    const size = (isMany ? 1.5 : 3) + Math.min(13, Math.sqrt(node?.links ?? 0) * (isMany ? 0.15 : 0.9));
    return {
      x,
      y,
      size: isCenter ? size + 3 : size,
      label: isDim ? null : label,
      color: isDim ? this.theme.dim : isCenter ? this.theme.center : this.theme[node?.kind ?? 'note'],
      hidden: this.left[number] === false,
      highlighted: isChosen,
      forceLabel: isChosen || isCenter,
      zIndex: inFront ? 1 : 0,
    };
  }

  /** The lines of the node that is chosen. Not in the graph, where each that comes or goes has all others drawn again. */
  private drawLines(context: CanvasRenderingContext2D): void {
    const { width, height } = this.sigma.getDimensions();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    const from = this.chosen === undefined ? undefined : this.sigma.getNodeDisplayData(String(this.chosen));
    if (from === undefined) return;
    const start = this.sigma.framedGraphToViewport(from);
    context.strokeStyle = this.theme.chosen;
    context.lineWidth = 1;
    context.beginPath();
    for (const number of this.near) {
      const to = this.sigma.getNodeDisplayData(String(number));
      if (to === undefined || to.hidden) continue;
      const end = this.sigma.framedGraphToViewport(to);
      context.moveTo(start.x, start.y);
      context.lineTo(end.x, end.y);
    }
    context.stroke();
  }

  private lookOfLine(key: string): { color: string; hidden: boolean; size: number } {
    const hidden = this.graph.extremities(key).some((end) => this.left[Number(end)] === false);
    return { color: this.chosen === undefined ? this.theme.line : this.theme.dim, hidden, size: 1 };
  }

  /** The name of a node that is chosen or under the pointer, legible over all others. */
  private drawName(context: CanvasRenderingContext2D, data: PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>): void {
    const { x, y, size, label } = data;
    context.beginPath();
    context.arc(x, y, size + 2, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = this.theme.chosen;
    context.stroke();
    if (label === null) return;
    context.font = `bold 13px ${this.theme.font}`;
    const width = context.measureText(label).width;
    context.fillStyle = this.theme.background;
    context.strokeStyle = this.theme.chosen;
    context.lineWidth = 1;
    context.beginPath();
    context.rect(x + size + 5, y - 11, width + 10, 22);
    context.fill();
    context.stroke();
    context.fillStyle = this.theme.text;
    context.fillText(label, x + size + 10, y + 5);
  }
}

const labels = ({ text, font }: Theme): { labelColor: { color: string }; labelFont: string; labelSize: number } => ({
  labelColor: { color: text },
  labelFont: font,
  labelSize: 12,
});
