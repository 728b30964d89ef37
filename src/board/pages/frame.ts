import { html, Html } from './html.ts';
import { type Look, type Say, sayer } from './look.ts';
import { HOTLINE } from '../hotline.ts';

/** What a page of the board is given by whoever serves it. */
export interface Visit {
  readonly look: Look;
  /** Of this page, without what only chooses the look. */
  readonly path: string;
  /** Style sheet and script of the board, by addresses that change with their content. */
  readonly style: string;
  readonly isDemonstration: boolean;
}

export interface Framed {
  readonly title: string;
  readonly county?: { readonly code: string; readonly name: string } | undefined;
  /** Of the office that answers, before the hotline. */
  readonly telephone?: string | undefined;
  readonly main: Html;
  readonly script?: string;
}

/** A whole page: it needs no script to be read, and fetches nothing but its style. */
export function framed({ look, path, style, isDemonstration }: Visit, page: Framed): string {
  const say = sayer(look);
  const { title, county, telephone, main, script } = page;
  return html`<!doctype html>
    <html lang="${say.say('zh-CN', 'en')}" data-size="${look.isLarge ? 'large' : 'standard'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${say.say('公开栏', 'Public board')} · 梯田 Terrace</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="${style}" />
        ${script !== undefined && html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        <a class="skip" href="#main">${say.say('跳到正文', 'Skip to the content')}</a>
        <header class="top">
          <a class="brand" href="/public">${say.say('公开栏', 'Public board')}</a>
          ${switches(look, path, say)}
        </header>
        ${county !== undefined && nav(county, path, say)}
        ${isDemonstration && html`<p class="synthetic">${say.say('合成数据：人物和金额都是编造的，只供试用。', 'Synthetic data: people and amounts are made up, for trying out.')}</p>`}
        <main id="main">${main}</main>
        <footer>
          ${telephone !== undefined && html`<a class="button" href="tel:${telephone.replaceAll(/[^\d+]/g, '')}">${say.say('打电话', 'Call')} ${telephone}</a>`}
          <a class="button" href="tel:${HOTLINE}">${say.say('打热线', 'Hotline')} ${HOTLINE}</a>
          <a href="/my">${say.say('凭卡看自己家的情况', 'Your own file, with your card')}</a>
          <a href="/sign-in">${say.say('工作人员登录', 'Staff sign in')}</a>
        </footer>
      </body>
    </html> `.text;
}

/** The same addresses in another look: no second site. */
function switches(look: Look, path: string, say: Say): Html {
  const other = look.language === 'zh' ? 'en' : 'zh';
  const address = (choice: string): string => `${path}${path.includes('?') ? '&' : '?'}${choice}`;
  return html`<nav class="switches" aria-label="${say.say('显示方式', 'How it looks')}">
    <a href="${address(`lang=${other}`)}" lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other}"
      >${other === 'zh' ? '中文' : 'English'}</a
    >
    <a href="${address(`large=${look.isLarge ? 0 : 1}`)}"
      >${look.isLarge ? say.say('标准版', 'Standard type') : say.say('长辈版', 'Large type')}</a
    >
  </nav>`;
}

function nav(county: { readonly code: string }, path: string, say: Say): Html {
  const entries = [
    [`/public/${county.code}`, say.say('公示', 'Notices')],
    [`/public/${county.code}/accounts`, say.say('资金公开', 'Open accounts')],
    [`/public/${county.code}/amounts`, say.say('金额复算', 'Check the amounts')],
  ] as const;
  const here = path.split('?')[0]!;
  const isHere = (to: string): boolean =>
    to === entries[0][0]
      ? here === to || here.startsWith(`${to}/places`) || here.startsWith(`${to}/notices`)
      : here.startsWith(to);
  return html`<nav class="places" aria-label="${say.say('栏目', 'Sections')}">
    ${entries.map(([to, name]) => (isHere(to) ? html`<a href="${to}" aria-current="page">${name}</a>` : html`<a href="${to}">${name}</a>`))}
  </nav>`;
}

/** Columns of a table that becomes cards on a phone. */
export interface Column<Row> {
  readonly head: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => string | number | Html;
}

export const table = <Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html =>
  html`<table class="list">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map(({ head, isNumber }) => html`<th scope="col" ${new Html(isNumber ? ' class="number"' : '')}>${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${columns.map(({ head, isNumber, cell }) => html`<td data-head="${head}" ${new Html(isNumber ? ' class="number"' : '')}><span>${cell(row)}</span></td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;

const SHOWN_FIRST = 5;

/** The first rows, and the others for whoever opens them. */
export function longTable<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  more: (count: number) => string,
): Html {
  const rest = rows.slice(SHOWN_FIRST);
  return html`${table(caption, columns, rows.slice(0, SHOWN_FIRST))}
  ${
    rest.length > 0 &&
    html`<details>
      <summary>${more(rest.length)}</summary>
      ${table(caption, columns, rest)}
    </details>`
  }`;
}

export const status = (kind: 'running' | 'soon' | 'over' | 'good', words: string): Html =>
  html`<span class="status ${kind}"
    ><span aria-hidden="true">${{ running: '◐', soon: '△', over: '✓', good: '✓' }[kind]}</span> ${words}</span
  >`;
