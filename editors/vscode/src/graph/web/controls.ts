// The bar above the picture: filters, depth, zoom, and what is shown in words.
import type { Filter, Model } from './model';

export interface Hands {
  filter(filter: Filter): void;
  depth(depth: number): void;
  zoom(factor: number): void;
  fit(): void;
}

const DEPTHS = [1, 2, 3, 4];

export class Controls {
  readonly element = document.createElement('header');
  private readonly name = field('search', 'Filter by name');
  private readonly tag = document.createElement('select');
  private readonly unwritten = field('checkbox', 'Unwritten');
  private readonly attachments = field('checkbox', 'Attachments');
  private readonly depth = document.createElement('select');
  private readonly status = document.createElement('output');

  constructor(local: boolean, hands: Hands) {
    this.name.placeholder = 'Filter by name';
    this.tag.setAttribute('aria-label', 'Filter by tag');
    this.unwritten.checked = true;
    this.depth.setAttribute('aria-label', 'How many links away');
    this.depth.append(...DEPTHS.map((depth) => new Option(depth === 1 ? '1 link away' : `${depth} links away`, String(depth))));
    const tell = (): void => {
      hands.filter(this.filter);
    };
    for (const part of [this.name, this.tag, this.unwritten, this.attachments]) part.addEventListener('input', tell);
    this.depth.addEventListener('input', () => {
      hands.depth(Number(this.depth.value));
    });
    const zoom = document.createElement('span');
    zoom.className = 'zoom';
    zoom.append(
      button('−', 'Zoom out', () => {
        hands.zoom(1 / 1.5);
      }),
      button('+', 'Zoom in', () => {
        hands.zoom(1.5);
      }),
      button('Fit', 'Show all', () => {
        hands.fit();
      }),
    );
    this.element.append(this.name, this.tag, ...(local ? [this.depth] : []), labelled(this.unwritten, 'unwritten'), labelled(this.attachments, 'attachment'), zoom, this.status);
    this.tags([]);
  }

  get filter(): Filter {
    return { name: this.name.value, tag: this.tag.value, unwritten: this.unwritten.checked, attachments: this.attachments.checked };
  }

  /** Offers the tags of a graph; the one that is chosen stays while the graph has it. */
  show(model: Model, depth: number | undefined): void {
    this.tags(model.tags());
    if (depth !== undefined) this.depth.value = String(depth);
  }

  /** Says what is shown, to readers too. */
  say(words: string): void {
    this.status.textContent = words;
  }

  private tags(tags: readonly string[]): void {
    const { value } = this.tag;
    this.tag.replaceChildren(new Option('All tags', ''), ...tags.map((tag) => new Option(`#${tag}`, tag)));
    this.tag.value = tags.includes(value) ? value : '';
  }
}

function field(type: string, name: string): HTMLInputElement {
  const input = document.createElement('input');
  input.type = type;
  input.setAttribute('aria-label', name);
  return input;
}

/** A box with its word, and the colour that such nodes have. */
function labelled(box: HTMLInputElement, kind: string): HTMLLabelElement {
  const label = document.createElement('label');
  label.dataset.kind = kind;
  label.append(box, box.getAttribute('aria-label') ?? '');
  return label;
}

function button(text: string, name: string, run: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.title = name;
  made.setAttribute('aria-label', name);
  made.addEventListener('click', run);
  return made;
}
