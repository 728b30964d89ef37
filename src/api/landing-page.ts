import type { FastifyReply, FastifyRequest } from 'fastify';
import { SYNTHETIC_NOTICE } from '../demo/index.ts';
import { type Bilingual, escapeHtml, type Language } from '../kernel/index.ts';
import type { Store } from '../platform/index.ts';
import { readContent } from './content.ts';
import type { Content } from './model.ts';

/** A plain page that says what is loaded, until the web application takes its place. */
export const landingPage =
  (store: Store) =>
  async (
    request: FastifyRequest<{ Querystring: { lang?: string } }>,
    reply: FastifyReply,
  ): Promise<string> => {
    void reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'self' 'unsafe-inline'");
    return page(await readContent(store.db), store, languageOf(request));
  };

function languageOf(request: FastifyRequest<{ Querystring: { lang?: string } }>): Language {
  const { lang } = request.query;
  if (lang === 'zh' || lang === 'en') return lang;
  return /^zh/i.test(request.headers['accept-language'] ?? '') ? 'zh' : 'en';
}

const WORDS = {
  title: { zh: '梯田 · 精准防贫信息系统', en: 'Terrace · poverty prevention' },
  loaded: { zh: '已装入的数据', en: 'What is loaded' },
  empty: {
    zh: '还没有数据。请先导入地区与农户：npx terrace import areas 文件.csv',
    en: 'Nothing is loaded yet. Begin with the areas and households: npx terrace import areas FILE.csv',
  },
  areas: { zh: '地区', en: 'Areas' },
  households: { zh: '农户', en: 'Households' },
  persons: { zh: '人员', en: 'Persons' },
  expenses: { zh: '支出单据', en: 'Bills' },
  incomes: { zh: '收入项', en: 'Income items' },
  findings: { zh: '预警线索（含历次修订）', en: 'Findings, all revisions' },
  bills: { zh: '单据日期', en: 'Days of the bills' },
  counties: { zh: '县', en: 'Counties' },
  county: { zh: '名称', en: 'Name' },
  code: { zh: '代码', en: 'Code' },
  imports: { zh: '最近的导入', en: 'Latest imports' },
  file: { zh: '文件', en: 'File' },
  rows: { zh: '新增 / 更正 / 退回', en: 'New / corrected / rejected' },
  when: { zh: '时间', en: 'When' },
  store: { zh: '数据库', en: 'Store' },
  next: { zh: '接下来', en: 'Next' },
  health: { zh: '运行状况', en: 'Health' },
  api: { zh: '接口说明（OpenAPI）', en: 'Interface description (OpenAPI)' },
} satisfies Record<string, Bilingual>;

const COUNTS = ['areas', 'households', 'persons', 'expenses', 'incomes', 'findings'] as const;

function page(content: Content, store: Store, lang: Language): string {
  const word = (key: keyof typeof WORDS): string => escapeHtml(WORDS[key][lang]);
  const other =
    lang === 'zh' ? '<a href="?lang=en" lang="en">English</a>' : '<a href="?lang=zh" lang="zh">中文</a>';
  const number = (value: number): string => value.toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-US');
  const counts = COUNTS.map((key) => `<div><dt>${word(key)}</dt><dd>${number(content[key])}</dd></div>`).join(
    '',
  );
  const counties = content.counties
    .map(
      ({ county_code, name, households }) =>
        `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(county_code)}</td><td class="n">${number(households)}</td></tr>`,
    )
    .join('');
  const imports = content.imports
    .map(
      (run) =>
        `<tr><td>${escapeHtml(run.file)}</td><td class="n">${number(run.rows_new)} / ${number(run.rows_corrected)} / ${number(run.rows_rejected)}</td><td>${escapeHtml(run.recorded_at)}</td></tr>`,
    )
    .join('');
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${word('title')}</title><style>${STYLE}</style></head>
<body><header><h1>${word('title')}</h1><nav>${other}</nav></header><main>
${content.is_synthetic ? `<p class="notice" role="note">${escapeHtml(SYNTHETIC_NOTICE[lang])}</p>` : ''}
<h2>${word('loaded')}</h2>
${content.areas === 0 ? `<p>${word('empty')}</p>` : `<dl>${counts}</dl>`}
${content.first_bill === null ? '' : `<p>${word('bills')}: ${content.first_bill} – ${content.last_bill}</p>`}
${counties && `<h2>${word('counties')}</h2><div class="scroll"><table><thead><tr><th>${word('county')}</th><th>${word('code')}</th><th class="n">${word('households')}</th></tr></thead><tbody>${counties}</tbody></table></div>`}
${imports && `<h2>${word('imports')}</h2><div class="scroll"><table><thead><tr><th>${word('file')}</th><th class="n">${word('rows')}</th><th>${word('when')}</th></tr></thead><tbody>${imports}</tbody></table></div>`}
<h2>${word('next')}</h2><ul><li><a href="/api/health">${word('health')}</a></li><li><a href="/api/openapi.json">${word('api')}</a></li>
<li><code>npx terrace --help</code></li></ul>
<footer>${word('store')}: ${store.engine}</footer></main></body></html>`;
}

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881}
body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:60rem;padding:1rem}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;border-bottom:1px solid var(--line)}
nav{white-space:nowrap}h1{font-size:1.4rem;margin:.5rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.6rem;margin:0}
dl div{background:var(--soft);border-radius:.5rem;padding:.6rem .8rem}dt{font-size:.85rem}dd{margin:0;font-size:1.4rem;font-variant-numeric:tabular-nums}
.notice{border-left:.3rem solid #d97706;background:#d9770622;padding:.6rem .8rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap}
.n{text-align:right;font-variant-numeric:tabular-nums}footer{margin-top:2rem;font-size:.85rem;opacity:.75}a{color:#2563eb}
@media(prefers-color-scheme:dark){a{color:#93c5fd}}`;
