import { fen, formatYuan } from '../../kernel/index.ts';
import {
  BOARD_SUM_NAMES,
  BOARD_SUMS,
  type BoardAccounts,
  type BoardRow,
  type BoardSum,
} from '../accounts.ts';
import type { Place } from '../places.ts';
import { framed, table, type Visit } from './frame.ts';
import { html, type Html } from './html.ts';
import { type Say, sayer } from './look.ts';

export interface AccountsPage {
  readonly county: Place;
  readonly years: readonly number[];
  readonly accounts: BoardAccounts;
  readonly fewest: number;
  readonly telephone?: string | undefined;
}

/** The pool of a year: in, out, reserved, left; every sum opens its rows. */
export function accountsPage(visit: Visit, page: AccountsPage): string {
  const { county, years, accounts, fewest, telephone } = page;
  const say = sayer(visit.look);
  const title = say.say(
    `${accounts.year} 年防贫保险金收支`,
    `Accounts of the prevention pool, ${accounts.year}`,
  );
  const yuan = (amount: bigint): string => `¥ ${say.yuan(formatYuan(fen(amount)))}`;
  const main = html`<h1>${title}</h1>
    <p class="answer">
      ${say.say(`到 ${say.day(accounts.as_of)}，还剩 ${yuan(accounts.balance)}。`, `On ${say.day(accounts.as_of)}, ${yuan(accounts.balance)} are left.`)}
    </p>
    <dl class="figures">
      <div>
        <dt>${say.say('收入', 'In')}</dt>
        <dd>${yuan(accounts.in)}</dd>
      </div>
      <div>
        <dt>${say.say('支出', 'Out')}</dt>
        <dd>${yuan(accounts.out)}</dd>
      </div>
      <div>
        <dt>${say.say('结余', 'Left')}</dt>
        <dd>${yuan(accounts.balance)}</dd>
      </div>
      <div>
        <dt>${say.say('已定未付', 'Decided, not paid yet')}</dt>
        <dd>
          ${accounts.reserved === null ? say.say(`少于 ${fewest} 户，不单列`, `fewer than ${fewest} families: not shown`) : yuan(accounts.reserved)}
        </dd>
      </div>
    </dl>
    ${(['in', 'out'] as const).map((side) => sideTable(side, page, say))}
    <p class="check">
      <span aria-hidden="true">✓</span> ${say.say('收入 − 支出 = 结余', 'In − out = left')}:
      ${yuan(accounts.in)} − ${yuan(accounts.out)} = ${yuan(accounts.in - accounts.out)}
    </p>
    <p>
      ${say.say('付给农户的每一笔都经过村里评议、张榜、县里审定。', 'Each payment to a family went through the village’s review, a notice and the county’s approval.')}
      <a href="/public/${county.code}/amounts/${accounts.year}"
        >${say.say('金额按什么规则来，可以重算', 'By which rules: work it out again')}</a
      >
    </p>
    <h2>${say.say('其他年份', 'Other years')}</h2>
    <ul class="choices">
      ${years.map((year) => html`<li><a href="/public/${county.code}/accounts/${year}" ${year === accounts.year && html` aria-current="page"`}>${year}</a></li>`)}
    </ul>
    <h2>${say.say('下载数据', 'Download')}</h2>
    <p>
      <a href="/api/v1/public/counties/${county.code}/accounts/${accounts.year}/file?format=csv"
        >${say.say('全部明细（CSV）', 'All rows (CSV)')}</a
      >
    </p>`;
  return framed(visit, { title, county, telephone, main });
}

function sideTable(side: 'in' | 'out', { county, accounts }: AccountsPage, say: Say): Html {
  const names = BOARD_SUM_NAMES.filter((name) => BOARD_SUMS[name].side === side);
  const title =
    side === 'in' ? say.say('钱从哪里来', 'Where it came from') : say.say('钱到哪里去', 'Where it went');
  return html`<h2>${title}</h2>
    ${table(
      title,
      [
        {
          head: say.say('项目', 'What'),
          cell: (name: BoardSum) =>
            accounts.sums[name] === 0n
              ? say.of(BOARD_SUMS[name])
              : html`<a href="/public/${county.code}/accounts/${accounts.year}/${name}"
                  >${say.of(BOARD_SUMS[name])}</a
                >`,
        },
        {
          head: say.say('金额（元）', 'Amount (yuan)'),
          isNumber: true,
          cell: (name: BoardSum) => say.yuan(formatYuan(fen(accounts.sums[name]))),
        },
      ],
      names,
    )}`;
}

export interface RowsPage {
  readonly county: Place;
  readonly year: number;
  readonly sum: BoardSum;
  readonly rows: readonly BoardRow[];
  readonly total: bigint;
  readonly fewest: number;
}

/** The rows behind a sum: day, number of payments, amount, decision; nobody's name. */
export function rowsPage(visit: Visit, { county, year, sum, rows, total, fewest }: RowsPage): string {
  const say = sayer(visit.look);
  const name = say.of(BOARD_SUMS[sum]);
  const yuan = (amount: bigint): string => say.yuan(formatYuan(fen(amount)));
  const main = html`<p class="crumb">
      <a href="/public/${county.code}/accounts/${year}"
        >‹ ${say.say(`${year} 年收支`, `Accounts of ${year}`)}</a
      >
    </p>
    <h1>${name}</h1>
    <p class="answer">¥ ${yuan(total)}</p>
    ${
      sum === 'households' &&
      html`<p>
        ${say.say(
          `一行至少 ${fewest} 笔：付款少的日子并在一起，看不出哪一家领了多少。`,
          `A row holds at least ${fewest} payments: days with fewer are put together, so that nobody’s amount can be told.`,
        )}
      </p>`
    }
    ${table(
      name,
      [
        {
          head: say.say('日期', 'Day'),
          cell: ({ from, to }: BoardRow) =>
            from === to ? from : say.say(`${from} 至 ${to}`, `${from} to ${to}`),
        },
        { head: say.say('笔数', 'Payments'), isNumber: true, cell: ({ payments }: BoardRow) => payments },
        {
          head: say.say('金额（元）', 'Amount (yuan)'),
          isNumber: true,
          cell: ({ amount }: BoardRow) => yuan(amount),
        },
        { head: say.say('依据', 'Decision'), cell: ({ decision }: BoardRow) => say.of(decision) },
      ],
      rows,
    )}
    <p class="check">
      ${say.say('合计', 'Total')} ${yuan(rows.reduce((all, { amount }) => all + amount, 0n))}
      ${rows.reduce((all, { amount }) => all + amount, 0n) === total ? '✓' : '✕'}
    </p>`;
  return framed(visit, { title: `${name} ${year}`, county, main });
}
