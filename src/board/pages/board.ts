import { daysBetween, type PlainDate } from '../../kernel/index.ts';
import type { DisclosedDecision, EndedNotice, PublicNotice } from '../../governance/index.ts';
import type { Place } from '../places.ts';
import { HOTLINE } from '../hotline.ts';
import { framed, longTable, status, type Visit } from './frame.ts';
import { html, type Html } from './html.ts';
import { type Say, sayer } from './look.ts';

export interface BoardPage {
  readonly county: Place;
  /** The village or township; undefined: the whole county. */
  readonly place?: Place | undefined;
  readonly places: readonly Place[];
  readonly today: PlainDate;
  readonly running: readonly PublicNotice[];
  readonly ended: readonly EndedNotice[];
  readonly decisions: readonly DisclosedDecision[];
  readonly telephone?: string | undefined;
}

/** What hangs, what is over and what was decided, in one place. */
export function boardPage(visit: Visit, page: BoardPage): string {
  const { county, place, running, ended, decisions, telephone } = page;
  const say = sayer(visit.look);
  const name = place?.name ?? county.name;
  const main = html`<p class="crumb"><a href="/public">‹ ${say.say('换一个地方', 'Another area')}</a></p>
    <h1>${say.say(`${name}的公示`, `Notices of ${name}`)}</h1>
    ${
      running.length === 0
        ? html`<p class="answer">
            ${say.say(`${place ? (place.level === 'village' ? '本村' : '这里') : '全县'}目前没有公示。`, 'No notice hangs here now.')}
          </p>`
        : html`<p class="answer">
              ${say.say(`正在张贴 ${running.length} 份，都可以提意见。`, `${running.length === 1 ? 'One notice hangs' : `${running.length} notices hang`} now; anybody may object.`)}
            </p>
            <ul class="notices">
              ${running.map((notice) => runningLine(notice, page, say))}
            </ul>`
    }
    ${objectPart(say, county.code, telephone)}
    ${
      decisions.length > 0 &&
      html`<h2>${say.say('公开的决定', 'Decisions made public')}</h2>
        ${decisionTable(decisions, county, say)}`
    }
    <h2>${say.say('公示期满', 'Notices that are over')}</h2>
    ${
      ended.length === 0
        ? html`<p>${say.say('近一年没有。', 'None within a year.')}</p>`
        : html`<p class="soft">
              ${say.say('期满的公示不再显示姓名，只留文件指纹，和纸上的可以对照。', 'Names are gone when a notice is over; the hash stays, to compare with the paper.')}
            </p>
            ${endedTable(ended, page, say)}`
    }
    <h2>${say.say('下载数据', 'Download')}</h2>
    <p>
      <a
        href="/api/v1/public/counties/${county.code}/notices/file?format=csv${place ? `&area=${place.code}` : ''}"
        >${say.say('公示和决定（CSV）', 'Notices and decisions (CSV)')}</a
      >
    </p>`;
  return framed(visit, { title: say.say(`${name}的公示`, `Notices of ${name}`), county, telephone, main });
}

/** `剩 3 天（11月28日止）`: a day that ends today counts as one. */
export function daysLeft(last: PlainDate | null, today: PlainDate, say: Say): Html {
  if (last === null) return status('soon', say.say('还没有在每个地方张贴', 'not up at all its places yet'));
  const left = daysBetween(today, last);
  const words =
    left <= 0
      ? say.say('今天是最后一天', 'last day today')
      : say.say(
          `还剩 ${left} 天（${say.day(last)}止）`,
          `${left === 1 ? 'one day' : `${left} days`} left (until ${say.day(last)})`,
        );
  return status(left <= 1 ? 'soon' : 'running', words);
}

export const nameOf = (code: string, places: readonly Place[]): string =>
  places.find((place) => place.code === code)?.name ?? code;

const runningLine = (notice: PublicNotice, { county, places, today }: BoardPage, say: Say): Html =>
  html`<li>
    <a href="/public/${county.code}/notices/${notice.notice_no}"
      ><strong>${say.of(notice.content.title)}</strong>
      <span
        >${nameOf(notice.area_code, places)} · ${say.count(notice.content.rows.length, '项', 'line', 'lines')}
        · ${say.say('第', 'No.')} ${notice.notice_no}${say.say(' 号', '')}</span
      >
      ${daysLeft(notice.last_day, today, say)}</a
    >
  </li>`;

/** How and by when: the same words everywhere. */
export const objectPart = (say: Say, county: string, telephone: string | undefined): Html =>
  html`<section class="card">
    <h2>${say.say('怎么提意见', 'How to object')}</h2>
    <p>
      ${say.say(
        '公示期里谁都可以提，也可以不留名字。打开一份公示，点“提意见”，写几句就行；也可以打电话或当面说。没有参加评议的人来答复，什么时候答复，提交后马上告诉您。',
        'While a notice hangs anybody may object, also without a name. Open it and choose “I object”; a few words will do. You may also call or come. People who took no part in the decision answer; by when, you are told at once.',
      )}
    </p>
    <p>
      ${telephone !== undefined && html`${say.say('村（乡镇）办公电话', 'Office of the village or township')} <a href="tel:${telephone.replaceAll(/[^\d+]/g, '')}">${telephone}</a> · `}${say.say('热线', 'Hotline')}
      <a href="tel:${HOTLINE}">${HOTLINE}</a>
    </p>
    <p>
      <a href="/public/${county}/complaints"
        >${say.say('投诉（公示以外的事也可以）', 'Complain, also about what no notice says')}</a
      >
    </p>
  </section>`;

const decisionTable = (decisions: readonly DisclosedDecision[], county: Place, say: Say): Html =>
  longTable(
    say.say('公开的决定', 'Decisions made public'),
    [
      { head: say.say('日期', 'Day'), cell: ({ day }) => day },
      { head: say.say('谁开的会', 'Body'), cell: ({ body_name }) => body_name },
      {
        head: say.say('通过', 'Approved'),
        cell: ({ matters }) => say.count(matters, '项', 'matter', 'matters'),
      },
      {
        head: say.say('到会', 'Present'),
        cell: ({ present, members }) => say.say(`${members} 人中 ${present} 人`, `${present} of ${members}`),
      },
      {
        head: say.say('公示', 'Notice'),
        cell: ({ notice_no }) =>
          html`<a href="/public/${county.code}/notices/${notice_no}"
            >${say.say(`第 ${notice_no} 号`, `No. ${notice_no}`)}</a
          >`,
      },
    ],
    decisions,
    (count) => say.say(`更早的 ${count} 次`, `${count} earlier ones`),
  );

const endedTable = (ended: readonly EndedNotice[], { county, places }: BoardPage, say: Say): Html =>
  longTable(
    say.say('公示期满', 'Notices that are over'),
    [
      {
        head: say.say('公示', 'Notice'),
        cell: ({ notice_no, title }) =>
          html`<a href="/public/${county.code}/notices/${notice_no}"
            >${say.say(`第 ${notice_no} 号`, `No. ${notice_no}`)} ${say.of(title)}</a
          >`,
      },
      { head: say.say('地区', 'Area'), cell: ({ area_code }) => nameOf(area_code, places) },
      { head: say.say('项', 'Lines'), isNumber: true, cell: ({ lines }) => lines },
      { head: say.say('期满', 'Over'), cell: ({ last_day }) => last_day },
      { head: say.say('指纹', 'Hash'), cell: ({ sha256 }) => html`<code>${sha256.slice(0, 12)}</code>` },
    ],
    ended,
    (count) => say.say(`更早的 ${count} 份`, `${count} earlier ones`),
  );
