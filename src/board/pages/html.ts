import { escapeHtml } from '../../kernel/index.ts';

/** Markup that is ready; everything else is text and is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Part = string | number | Html | readonly Html[] | false | null | undefined;

/**
 * Markup with texts in it, escaped.
 *
 * @example
 * html`<p>${'a < b'}</p>`.text; // '<p>a &#60; b</p>'
 */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(pieces.reduce((text, piece, i) => `${text}${textOf(parts[i - 1])}${piece}`));

function textOf(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return (part as readonly Html[]).map(({ text }) => text).join('\n');
  return escapeHtml(typeof part === 'number' ? String(part) : (part as string));
}
