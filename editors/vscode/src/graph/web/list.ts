// The nodes as a list beside the picture, for the keyboard and for screen readers.
import type { Model } from './model';

const MOST = 200; // rows

/** What the keyboard and clicks do. */
export interface Hands {
  choose(number: number): void;
  open(number: number): void;
}

export class List {
  readonly element = document.createElement('ul');
  private shown: number[] = [];
  private at = -1;

  constructor(private readonly hands: Hands) {
    const { element } = this;
    element.id = 'list';
    element.tabIndex = 0;
    element.setAttribute('role', 'listbox');
    element.setAttribute('aria-label', 'Notes of the graph. Enter opens one.');
    element.addEventListener('keydown', (event) => {
      this.press(event);
    });
    element.addEventListener('focus', () => {
      if (this.at < 0) this.go(0);
    });
    const numberOf = (event: Event): number | undefined => {
      const said = (event.target as HTMLElement).closest('li')?.dataset.number;
      return said === undefined ? undefined : Number(said);
    };
    element.addEventListener('click', (event) => {
      const number = numberOf(event);
      if (number !== undefined) hands.open(number);
    });
  }

  /** Lists what filters leave, what has most links first; the center of a local graph before all. */
  show(model: Model, left: readonly boolean[], center: number | undefined): void {
    const all = model.nodes.map((_, number) => number).filter((number) => left[number]);
    const weight = (number: number): number => (number === center ? Infinity : (model.nodes[number]?.links ?? 0));
    all.sort((a, b) => weight(b) - weight(a) || (model.nodes[a]?.label ?? '').localeCompare(model.nodes[b]?.label ?? ''));
    this.shown = all.slice(0, MOST);
    this.at = -1;
    this.element.removeAttribute('aria-activedescendant');
    this.element.replaceChildren(...this.shown.map((number) => row(model, number)));
    if (all.length > MOST) {
      const more = document.createElement('li');
      more.className = 'more';
      more.setAttribute('role', 'presentation');
      more.textContent = `and ${(all.length - MOST).toLocaleString()} more: filter by name`;
      this.element.append(more);
    }
  }

  /** Marks the row of a node that was chosen in the picture. */
  mark(number: number | undefined): void {
    this.select(number === undefined ? -1 : this.shown.indexOf(number));
  }

  private press(event: KeyboardEvent): void {
    const last = this.shown.length - 1;
    const steps: Record<string, number> = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last, PageDown: this.at + 10, PageUp: this.at - 10 };
    const to = steps[event.key];
    const number = this.shown[this.at];
    if (to !== undefined) this.go(Math.max(0, Math.min(last, to)));
    else if (event.key === 'Enter' && number !== undefined) this.hands.open(number);
    else return;
    event.preventDefault();
  }

  private go(to: number): void {
    this.select(to);
    const number = this.shown[to];
    if (number !== undefined) this.hands.choose(number);
  }

  private select(to: number): void {
    this.element.querySelector('[aria-selected=true]')?.setAttribute('aria-selected', 'false');
    this.at = to;
    const now = this.element.children[to];
    if (to < 0 || !(now instanceof HTMLElement)) {
      this.element.removeAttribute('aria-activedescendant');
      return;
    }
    now.setAttribute('aria-selected', 'true');
    this.element.setAttribute('aria-activedescendant', now.id);
    now.scrollIntoView({ block: 'nearest' });
  }
}

function row(model: Model, number: number): HTMLLIElement {
  const element = document.createElement('li');
  const node = model.nodes[number];
  if (node === undefined) return element;
  element.id = `node${number}`;
  element.dataset.number = String(number);
  element.dataset.kind = node.kind;
  element.setAttribute('role', 'option');
  element.setAttribute('aria-selected', 'false');
  element.title = node.folder === '' ? node.label : `${node.folder}/${node.label}`;
  const name = document.createElement('span');
  name.textContent = node.label;
  const count = document.createElement('small');
  const links = node.links === 1 ? '1 link' : `${node.links.toLocaleString()} links`;
  count.textContent = node.kind === 'note' ? links : `${node.kind}, ${links}`;
  element.append(name, count);
  return element;
}
