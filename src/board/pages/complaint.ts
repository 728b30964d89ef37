import type { Bilingual, PlainDate } from '../../kernel/index.ts';
import { CATEGORIES } from '../../prevention/payout/index.ts';
import type { Place } from '../places.ts';
import { framed, type Visit } from './frame.ts';
import { html, Html } from './html.ts';
import { sayer } from './look.ts';

/** What was typed and refused, so that nothing is typed twice. */
export interface Complained {
  readonly area?: string | undefined;
  readonly category?: string | undefined;
  readonly words?: string | undefined;
  readonly by?: string | undefined;
  readonly phone?: string | undefined;
}
interface OfComplaint {
  readonly county: Place;
  readonly telephone?: string | undefined;
}
export interface ComplaintPage extends OfComplaint {
  readonly places: readonly Place[];
  /** Under which the form's complaint is kept once, however often it is sent. */
  readonly key: string;
  readonly refused?: { readonly sentence: Bilingual; readonly typed: Complained } | undefined;
}

const option = (value: string, label: string, chosen: string | undefined): Html =>
  html`<option value="${value}" ${chosen === value && new Html('selected')}>${label}</option>`;

/** The form with which anybody complains; nobody has to say who they are. */
export function complaintPage(visit: Visit, page: ComplaintPage): string {
  const { county, telephone, places, key, refused } = page;
  const say = sayer(visit.look);
  const typed = refused?.typed ?? {};
  const title = say.say('投诉', 'Complain');
  const main = html`<h1>${title}</h1>
    <p class="answer">
      ${say.say('钱没到、数不对、拖着不办、态度不好，都可以说。到什么时候答复，提交后马上告诉您。', 'Money that did not come, a wrong amount, delay, conduct: say it here. By when you are answered you are told at once.')}
    </p>
    ${refused && html`<div class="failure" role="alert" tabindex="-1"><p>${say.of(refused.sentence)}</p></div>`}
    <section class="card">
      <form method="post" action="/public/${county.code}/complaints">
        <input type="hidden" name="key" value="${key}" />
        <label for="area">${say.say('哪个村', 'Which village')}</label>
        <select id="area" name="area">
          ${option(county.code, say.say('全县、说不清', 'The county, or none in particular'), typed.area)}
          ${places.filter(({ code }) => code !== county.code).map(({ code, name }) => option(code, name, typed.area))}
        </select>
        <label for="category">${say.say('什么事', 'What about')}</label>
        <select id="category" name="category">
          ${Object.entries(CATEGORIES).map(([code, name]) => option(code, say.of(name), typed.category ?? 'not_paid'))}
        </select>
        <label for="words"
          >${say.say('您的话（几句就行；不要写身份证号和病情）', 'Your words (a few will do; no ID number and no illness)')}</label
        >
        <textarea id="words" name="words" rows="4" maxlength="400" required>${typed.words ?? ''}</textarea>
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
          ${say.say('姓名、电话和您的话只给负责答复的人看，不公开。被投诉的人不答复自己的事。', 'Your name, telephone and words are seen by those who answer, and are never public. Nobody answers a complaint about themselves.')}
        </p>
        <button class="button primary">${say.say('交给县里', 'Send it to the county')}</button>
      </form>
    </section>`;
  return framed(visit, {
    title: `${refused ? say.say('有误：', 'Error: ') : ''}${title}`,
    county,
    telephone,
    main,
  });
}

export interface ComplainedPage extends OfComplaint {
  readonly complaint: { readonly grievance_no: number; readonly answer_by: PlainDate };
}

/** It was taken down: its number, and by when it is answered. */
export function complainedPage(visit: Visit, { county, telephone, complaint }: ComplainedPage): string {
  const say = sayer(visit.look);
  const { grievance_no: no, answer_by } = complaint;
  const main = html`<h1>${say.say('县里已收到您的投诉', 'The county has your complaint')}</h1>
    <p class="answer" role="status">
      ${say.say(`编号 ${no}。最晚 ${say.day(answer_by)} 答复。`, `Its number is ${no}. The answer comes by ${say.day(answer_by)}.`)}
    </p>
    <p>
      ${say.say('请记下编号。没有留电话的，到期打热线或到村里问，说出编号。', 'Note the number. If you left no telephone, call the hotline or ask in the village when the day has come, and say the number.')}
    </p>`;
  return framed(visit, { title: say.say('已收到', 'Received'), county, telephone, main });
}
