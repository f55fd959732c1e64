// The colours of the editor's theme, as the picture needs them, and a call when they change.

export interface Theme {
  background: string;
  text: string;
  note: string;
  center: string;
  unwritten: string;
  attachment: string;
  line: string;
  chosen: string;
  dim: string;
  font: string;
}

const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** The theme as it is now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const background = opaque(style.getPropertyValue('--vscode-editor-background'), '#ffffff');
  const color = (names: string[], fallback: string): string => {
    const said = names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find((value) => value !== '');
    return opaque(said ?? '', fallback, background);
  };
  const text = color(['editor-foreground', 'foreground'], '#333333');
  const contrast = document.body.classList.contains('vscode-high-contrast') || document.body.classList.contains('vscode-high-contrast-light');
  return {
    background,
    text,
    note: contrast ? text : color(['charts-blue'], text),
    center: color([contrast ? 'focusBorder' : 'charts-red', 'focusBorder'], text),
    unwritten: color(['charts-orange'], text),
    attachment: color(['charts-green'], text),
    line: contrast ? color(['contrastBorder'], text) : mixed(text, background, 0.3),
    chosen: color(['focusBorder'], text),
    dim: mixed(text, background, contrast ? 0.4 : 0.15),
    font: style.getPropertyValue('--vscode-font-family') || 'sans-serif',
  };
}

/** Calls whenever the user chooses another theme. */
export function onThemeChange(call: () => void): void {
  const observer = new MutationObserver(call);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** Whether moving pictures are unwelcome, by the system's word or the editor's. */
export function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion');
}

/** A colour of any form as `#rrggbb`, laid on `under` where it is translucent. */
function opaque(color: string, fallback: string, under = '#ffffff'): string {
  if (brush === null || color === '') return fallback;
  brush.fillStyle = under;
  brush.fillRect(0, 0, 1, 1);
  brush.fillStyle = color;
  brush.fillRect(0, 0, 1, 1);
  return hex(brush.getImageData(0, 0, 1, 1).data);
}

function mixed(a: string, b: string, share: number): string {
  const part = (color: string, i: number): number => Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  return hex([0, 1, 2].map((i) => Math.round(part(a, i) * share + part(b, i) * (1 - share))));
}

const hex = (parts: ArrayLike<number>): string =>
  `#${[0, 1, 2].map((i) => (parts[i] ?? 0).toString(16).padStart(2, '0')).join('')}`;
