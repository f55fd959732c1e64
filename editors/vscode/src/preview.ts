// Wikilinks and embeds in VS Code's own Markdown preview, as a plugin of its markdown-it.
import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it/index.js';
import type * as vscode from 'vscode';
import type { Files } from './files';

const WIKILINK = /(!?)\[\[([^[\]|#\n]*)((?:#[^[\]|\n]*)?)(?:\|([^[\]\n]*))?\]\]/y;
const IMAGE = /\.(png|jpe?g|gif|svg|webp|avif|bmp)$/i;

const TOKEN = 'vaultls_wikilink';

/** What the preview passes along when it draws; when it reads there is nothing yet, and so paths are found late. */
interface Environment {
  currentDocument?: vscode.Uri;
}

/** Adds the rule. A link to no file of the workspace is shown as its text. */
export function wikilinks(md: MarkdownIt, files: Files): MarkdownIt {
  md.inline.ruler.before('link', TOKEN, (state, silent) => {
    WIKILINK.lastIndex = state.pos;
    const match = WIKILINK.exec(state.src);
    if (match === null) return false;
    if (!silent) state.push(TOKEN, '', 0).meta = [...match];
    state.pos += match[0].length;
    return true;
  });
  md.renderer.rules[TOKEN] = (tokens, index, options, env: Environment, renderer) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const drawn = draw(token, env.currentDocument?.path ?? '', files);
    return typeof drawn === 'string' ? md.utils.escapeHtml(drawn) : renderer.render(drawn, options, env);
  };
  return md;
}

/** A wikilink or embed as text, or as what markdown-it makes of Markdown's own links and images. */
function draw(wikilink: Token, from: string, files: Files): string | Token[] {
  const [, embeds = '', path = '', subpath = '', display = ''] = wikilink.meta as string[];
  const target = path === '' ? from : files.find(path.replace(/\\$/, ''), from);
  const shown = display || (path === '' ? subpath.slice(1) : path + subpath.replaceAll('#', ' › '));
  if (target === undefined) return shown;
  const make = (type: string, tag: string, nesting: -1 | 0 | 1): Token => {
    const token = Object.assign(Object.create(Object.getPrototypeOf(wikilink) as object) as Token, wikilink);
    return Object.assign(token, { type, tag, nesting, attrs: null, children: null, meta: null, content: '' });
  };
  const text = Object.assign(make('text', '', 0), { content: shown });
  if (embeds !== '' && IMAGE.test(target)) {
    const image = Object.assign(make('image', 'img', 0), { children: [text] });
    image.attrs = [['src', relative(from, target)], ['alt', '']];
    if (/^\d+$/.test(display)) image.attrs.push(['width', display]);
    return [image];
  }
  const anchor = subpath.startsWith('#^') ? '' : slug(subpath.slice(subpath.lastIndexOf('#') + 1));
  const open = make('link_open', 'a', 1);
  open.attrs = [['href', relative(from, target) + (anchor === '' ? '' : `#${anchor}`)]];
  return [open, text, make('link_close', 'a', -1)];
}

/** A path as the note `from` says it in a URL. */
function relative(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same += 1;
  return [...here.slice(same).map(() => '..'), ...there.slice(same).map(encodeURIComponent)].join('/');
}

/** The fragment of a heading, as the preview makes it. */
function slug(heading: string): string {
  const kept = heading.trim().toLowerCase().replace(/\s+/g, '-').replace(/[^\p{L}\p{N}\p{M}_-]/gu, '');
  return encodeURIComponent(kept);
}
