import type { Bilingual } from '../../kernel/index.ts';
import { framed, type Visit } from './frame.ts';
import { html } from './html.ts';
import { sayer } from './look.ts';

/** A page that is not there, or something that was not done: what and why, and where to go on. */
export function refusedPage(visit: Visit, sentence: Bilingual): string {
  const say = sayer(visit.look);
  const title = say.say('这一页没有', 'There is nothing here');
  const main = html`<h1>${title}</h1>
    <p class="answer">${say.of(sentence)}</p>
    <p><a class="button primary" href="/public">${say.say('去公开栏', 'Go to the public board')}</a></p>`;
  return framed(visit, { title, main });
}
