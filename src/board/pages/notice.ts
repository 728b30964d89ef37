import { type Bilingual, type PlainDate } from '../../kernel/index.ts';
import type { EndedNotice, PublicNotice } from '../../governance/index.ts';
import type { Place } from '../places.ts';
import { daysLeft, nameOf, objectPart } from './board.ts';
import { HOTLINE } from '../hotline.ts';
import { framed, status, type Visit } from './frame.ts';
import { html, Html } from './html.ts';
import { type Say, sayer } from './look.ts';

interface OfNotice {
  readonly county: Place;
  readonly places: readonly Place[];
  readonly today: PlainDate;
  readonly telephone?: string | undefined;
}

/** What was typed and refused, so that nothing is typed twice. */
export interface Typed {
  readonly line?: string | undefined;
  readonly words?: string | undefined;
  readonly by?: string | undefined;
  readonly phone?: string | undefined;
}
export interface NoticePage extends OfNotice {
  readonly notice: PublicNotice;
  /** Under which the form's objection is kept once, however often it is sent. */
  readonly key: string;
  readonly refused?: { readonly sentence: Bilingual; readonly typed: Typed } | undefined;
}

/** A notice that hangs, and the form with which anybody objects. */
export function noticePage(visit: Visit, page: NoticePage): string {
  const { county, places, today, telephone, notice, refused } = page;
  const say = sayer(visit.look);
  const title = say.of(notice.content.title);
  const area = nameOf(notice.area_code, places);
  const main = html`<p class="crumb">
      <a href="/public/${county.code}/places/${notice.area_code}">‹ ${area}</a>
    </p>
    <h1>${title}</h1>
    <p class="answer">${daysLeft(notice.last_day, today, say)}</p>
    ${refused && html`<div class="failure" role="alert" tabindex="-1"><p>${say.of(refused.sentence)}</p></div>`}
    <article class="sheet">
      ${notice.content.sentences.map((sentence) => html`<p>${say.of(sentence)}</p>`)} ${linesOf(notice, say)}
      <p class="organ">${say.of(notice.content.footer)}<br />${say.day(notice.first_day)}</p>
    </article>
    ${amountHint(notice, county, say)} ${objectForm(page, say)} ${objectPart(say, county.code, telephone)}
    <p class="soft">
      ${say.say('公示编号', 'Notice')} ${county.code}-${notice.notice_no} ·
      ${say.say('文件指纹（和纸上页脚的一样）', 'Hash, the same as at the foot of the paper')}
      <code>${notice.sha256.slice(0, 12)}</code> ·
      <a href="/api/v1/public/counties/${county.code}/notices/${notice.notice_no}">JSON</a>
    </p>`;
  return framed(visit, {
    title: `${refused ? say.say('有误：', 'Error: ') : ''}${title} · ${area}`,
    county,
    telephone,
    main,
  });
}

/** A line number stands before each line: two masked names may be alike. */
const linesOf = ({ content }: PublicNotice, say: Say): Html =>
  html`<table class="list">
    <caption class="hidden">
      ${say.of(content.title)}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say.say('序号', 'No.')}</th>
        ${content.columns.map((column) => html`<th scope="col">${say.of(column)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${content.rows.map(
        (row, i) =>
          html`<tr>
            <td data-head="${say.say('序号', 'No.')}"><span>${i + 1}</span></td>
            ${row.map((cell, j) => html`<td data-head="${say.of(content.columns[j]!)}"><span>${say.of(cell)}</span></td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;

const amountHint = ({ kind }: PublicNotice, county: Place, say: Say): Html =>
  kind === 'household_support'
    ? html`<p>
        ${say.say(
          '金额只写档次：一家的花费是一家的事。',
          'Amounts are shown by class only: what a family paid is its own business.',
        )}
        <a href="/public/${county.code}/amounts"
          >${say.say('全县这样定下的金额，按规则合计，谁都可以重算', 'All such amounts of the county, added up by rule, can be worked out again by anybody')}</a
        >${say.say('；自己家的一行，', '. ')}<a href="/my"
          >${say.say('凭卡可以看全并重算', 'Your own line you see in full with your card')}</a
        >${say.say('。', '.')}
      </p>`
    : html``;

function objectForm({ county, notice, key, refused }: NoticePage, say: Say): Html {
  const typed = refused?.typed ?? {};
  const lines = notice.content.rows.map((_, i) => String(i + 1));
  return html`<section class="card" id="object">
    <h2>${say.say('提意见', 'I object')}</h2>
    <form method="post" action="/public/${county.code}/notices/${notice.notice_no}/objections">
      <input type="hidden" name="key" value="${key}" />
      <label for="line">${say.say('对哪一行？', 'About which line?')}</label>
      <select id="line" name="line">
        <option value="">${say.say('整份公示', 'The whole notice')}</option>
        ${lines.map((line) => new Html(`<option value="${line}"${typed.line === line ? ' selected' : ''}>${say.say(`第 ${line} 行`, `Line ${line}`)}</option>`))}
      </select>
      <label for="words"
        >${say.say('您的话（几句就行；写“请打电话给我”也可以）', 'Your words (a few will do; “please call me” as well)')}</label
      >
      <textarea id="words" name="words" rows="4" maxlength="500" required>${typed.words ?? ''}</textarea>
      <label for="by">${say.say('您的姓名（可以不写）', 'Your name (you need not say)')}</label>
      <input id="by" name="by" maxlength="60" value="${typed.by ?? ''}" autocomplete="name" />
      <label for="phone">${say.say('您的电话（可以不写）', 'Your telephone (you need not say)')}</label>
      <input
        id="phone"
        name="phone"
        maxlength="20"
        inputmode="tel"
        value="${typed.phone ?? ''}"
        autocomplete="tel"
      />
      <p class="soft">
        ${say.say('姓名、电话和您的话只给负责答复的人看，不公开。', 'Your name, telephone and words are seen by those who answer, and are never public.')}
      </p>
      <button class="button primary">${say.say('交给县里', 'Send it to the county')}</button>
    </form>
  </section>`;
}

export interface EndedPage extends OfNotice {
  readonly notice: EndedNotice;
}

/** What is left when the days are over. */
export function endedPage(visit: Visit, { county, places, telephone, notice }: EndedPage): string {
  const say = sayer(visit.look);
  const area = nameOf(notice.area_code, places);
  const main = html`<p class="crumb">
      <a href="/public/${county.code}/places/${notice.area_code}">‹ ${area}</a>
    </p>
    <h1>${say.of(notice.title)}</h1>
    <p class="answer">
      ${status('over', say.say(`公示期已满（${say.day(notice.last_day)}）`, `over since ${say.day(notice.last_day)}`))}
    </p>
    <p>
      ${say.say(
        `这份公示有 ${notice.lines} 行。期满以后不再显示内容，只留文件指纹，和纸上页脚的可以对照。`,
        `The notice had ${notice.lines === 1 ? 'one line' : `${notice.lines} lines`}. What it said is no longer shown; its hash stays, to compare with the foot of the paper.`,
      )}
    </p>
    <p><code>${notice.sha256}</code></p>
    <p>
      ${say.say('期满以后仍然可以提意见：打热线，或到村里、乡镇说。', 'One may still object: by the hotline, in the village or at the township.')}
      <a href="tel:${HOTLINE}">${HOTLINE}</a>
    </p>`;
  return framed(visit, { title: `${say.of(notice.title)} · ${area}`, county, telephone, main });
}

export interface ObjectedPage extends OfNotice {
  readonly noticeNo: number;
  readonly objection: { readonly objection_no: number; readonly answer_by: PlainDate };
}

/** The county has it: its number, and by when the answer comes. */
export function objectedPage(visit: Visit, { county, telephone, noticeNo, objection }: ObjectedPage): string {
  const say = sayer(visit.look);
  const { objection_no: no, answer_by } = objection;
  const main = html`<h1>${say.say('县里已收到您的意见', 'The county has your objection')}</h1>
    <p class="answer" role="status">
      ${say.say(`编号 ${no}。最晚 ${say.day(answer_by)} 答复。`, `Its number is ${no}. The answer comes by ${say.day(answer_by)}.`)}
    </p>
    <p>
      ${say.say('请记下编号。没有留电话的，到期可以在这里查，或打电话问。', 'Note the number. If you left no telephone, look here or call when the day has come.')}
    </p>
    <p>
      <a class="button" href="/public/${county.code}/objections/${no}"
        >${say.say('查这条意见', 'See this objection')}</a
      >
      <a class="button" href="/public/${county.code}/notices/${noticeNo}"
        >${say.say('回到公示', 'Back to the notice')}</a
      >
    </p>`;
  return framed(visit, { title: say.say('已收到', 'Received'), county, telephone, main });
}

export interface ObjectionPage {
  readonly county: Place;
  readonly objection: {
    readonly objection_no: number;
    readonly received_on: PlainDate;
    readonly answer_by: PlainDate;
    readonly answered_on: PlainDate | null;
  };
}

/** How far an objection is: not what it says, nor what was answered. */
export function objectionPage(visit: Visit, { county, objection }: ObjectionPage): string {
  const say = sayer(visit.look);
  const { objection_no: no, received_on, answer_by, answered_on } = objection;
  const main = html`<h1>${say.say(`第 ${no} 号意见`, `Objection ${no}`)}</h1>
    <p class="answer" role="status">
      ${
        answered_on === null
          ? status(
              'running',
              say.say(`最晚 ${say.day(answer_by)} 答复`, `to be answered by ${say.day(answer_by)}`),
            )
          : status('good', say.say(`${say.day(answered_on)}已答复`, `answered on ${say.day(answered_on)}`))
      }
    </p>
    <p>
      ${say.say(`${say.day(received_on)}收到。`, `Received on ${say.day(received_on)}.`)}
      ${say.say('答复的内容只告诉提意见的人：请打热线或到村里问，说出编号。', 'The answer is told to whoever objected only: call the hotline or ask in the village, and say the number.')}
      <a href="tel:${HOTLINE}">${HOTLINE}</a>
    </p>`;
  return framed(visit, { title: say.say(`第 ${no} 号意见`, `Objection ${no}`), county, main });
}
