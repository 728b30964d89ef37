import type { Place } from '../places.ts';
import type { Sheet, SheetRule } from '../sheets/model.ts';
import { framed, table, type Visit } from './frame.ts';
import { html, type Html } from './html.ts';
import { type Say, sayer } from './look.ts';

export interface AmountsPage {
  readonly county: Place;
  readonly years: readonly number[];
  readonly sheet: Sheet;
  readonly fewest: number;
  readonly script: string;
}

/** All amounts of a year by rule and step, with the button that works them out again in the reader's browser. */
export function amountsPage(visit: Visit, { county, years, sheet, fewest, script }: AmountsPage): string {
  const say = sayer(visit.look);
  const title = say.say(
    `${sheet.year} 年定下的金额，怎么算出来的`,
    `How the amounts of ${sheet.year} were worked out`,
  );
  const file = `/api/v1/public/counties/${county.code}/sheets/${sheet.year}`;
  const main = html`<h1>${title}</h1>
    ${
      sheet.amounts === 0
        ? html`<p class="answer">
            ${say.say('这一年还没有定下金额。', 'Nothing has been decided in this year yet.')}
          </p>`
        : html`<p class="answer">
              ${say.say(`县里审定 ${sheet.amounts} 笔，共 ¥ ${say.yuan(sheet.total_yuan)}。`, `The county approved ${sheet.amounts} amounts, ¥ ${say.yuan(sheet.total_yuan)} in all.`)}
            </p>
            <p>
              ${say.say(
                `一家的花费不公开。同一条规则下所有人家的花费加在一起，落在每一档里的钱乘以这一档的比例，就是这一档该补的钱——加起来照样能算。少于 ${fewest} 户的不分档，并在“其他”里。`,
                `What one family paid is not public. Added up over all families under one rule, the money in each step times the rate of the step is what the step pays: the sums can be worked out like a single bill. Where fewer than ${fewest} families stand, the steps are left out and the amounts are under “others”.`,
              )}
            </p>
            <section class="card" id="recompute" data-sheet="${file}" data-lang="${say.language}">
              <p>
                <button type="button" class="button primary" disabled>
                  ${say.say('在我的手机上重算', 'Work it out again on this device')}
                </button>
              </p>
              <noscript
                ><p>
                  ${say.say('这个按钮要用 JavaScript；不用它，表里的数也可以自己用计算器算。', 'The button needs JavaScript; the figures below can be worked out by hand as well.')}
                </p></noscript
              >
              <div role="status" aria-live="polite"></div>
            </section>
            ${sheet.rules.map((rule) => ruleSection(rule, say))}
            ${
              sheet.others &&
              html`<h2>${say.say('其他', 'Others')}</h2>
                <p>
                  ${say.say(`${sheet.others.amounts} 笔，共 ¥ ${say.yuan(sheet.others.pays_yuan)}。`, `${sheet.others.amounts} amounts, ¥ ${say.yuan(sheet.others.pays_yuan)} in all.`)}
                </p>`
            }
            <h2>${say.say('自己核对', 'Check it yourself')}</h2>
            <p>
              <a href="${file}" download="sheet-${county.code}-${sheet.year}.json"
                >${say.say('下载这张表（JSON）', 'Download this sheet (JSON)')}</a
              >
              ${say.say('，在电脑上用同样的规则重算：', ', and work it out by the same rules on a computer:')}
            </p>
            <pre><code>npx terrace board check sheet-${county.code}-${sheet.year}.json</code></pre>
            <p>
              ${say.say('自己家的一笔，凭卡可以看到全部算法并重算。', 'Your own amount you see and work out in full with your card.')}
              <a href="/my">${say.say('凭卡查看', 'With your card')}</a>
            </p>`
    }
    <h2>${say.say('其他年份', 'Other years')}</h2>
    <ul class="choices">
      ${years.map((year) => html`<li><a href="/public/${county.code}/amounts/${year}" ${year === sheet.year && html` aria-current="page"`}>${year}</a></li>`)}
    </ul>`;
  return framed(visit, { title, county, main, script });
}

function ruleSection(rule: SheetRule, say: Say): Html {
  const title = say.say(
    `规则 ${rule.rule_no}：先由自家承担 ${say.yuan(rule.deductible_yuan)} 元`,
    `Rule ${rule.rule_no}: the first ${say.yuan(rule.deductible_yuan)} yuan are the family’s`,
  );
  const upTo = (to: string | null): string =>
    to === null ? say.say('以上', 'and more') : `– ${say.yuan(to)}`;
  return html`<h2>${title}</h2>
    <p>
      ${say.count(rule.amounts, '笔', 'amount', 'amounts')} · ${say.say('规则版本', 'rule version')}
      <code>${rule.policy_version}</code>
    </p>
    ${table(
      title,
      [
        {
          head: say.say('其余部分（元）', 'The rest (yuan)'),
          cell: ({ from_yuan, to_yuan }) => `${say.yuan(from_yuan)} ${upTo(to_yuan)}`,
        },
        { head: say.say('户次', 'Families'), isNumber: true, cell: ({ families }) => families },
        {
          head: say.say('这一档的钱（元）', 'Money in the step (yuan)'),
          isNumber: true,
          cell: ({ yuan }) => say.yuan(yuan),
        },
        {
          head: say.say('比例', 'Rate'),
          isNumber: true,
          cell: ({ rate_percent }) => `${Number(rate_percent)}%`,
        },
        {
          head: say.say('该补（元）', 'Pays (yuan)'),
          isNumber: true,
          cell: ({ pays_exact_yuan }) => exact(pays_exact_yuan, say),
        },
      ],
      rule.slices,
    )}
    <p>
      ${say.say('取整到分', 'Rounding to whole fen')} ${exact(rule.rounding_yuan, say)}
      ${rule.over_limit_yuan !== '0.00' && html`· ${say.say('超过封顶', 'over the yearly limit')} −${say.yuan(rule.over_limit_yuan)}`}
      · <strong>${say.say('共补', 'pays in all')} ${say.yuan(rule.pays_yuan)}</strong>
    </p>`;
}

/** Up to six decimals, without zeros at the end beyond the fen. */
function exact(yuan: string, say: Say): string {
  const [whole = '0', rest = ''] = yuan.split('.');
  const decimals = rest.replace(/0+$/, '').padEnd(2, '0');
  return `${say.yuan(`${whole}.00`).replace(/\.00$/, '')}.${decimals}`;
}
