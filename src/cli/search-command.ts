import { search } from '../desk/index.ts';
import type { Context, Define } from './context.ts';
import { adder, COUNTY, type Options } from './register-options.ts';

const LIMIT = 20;

export const searchCommand: Define = (program, begin) =>
  adder(begin)(
    program,
    'search <text>',
    'households, cases, notices and areas by number, Chinese characters, pinyin or its initials',
    [COUNTY],
    runSearch,
  );

async function runSearch(context: Context, options: Options, text: string): Promise<void> {
  const order = { countyCode: options['county']!, text: text.trim(), limit: LIMIT };
  const found = await context.withStore('terrace search', ({ db, viewer }) => search(db, viewer, order));
  const { households, cases, notices, areas } = found;
  const line = (...parts: readonly (string | number | null)[]): string =>
    parts.filter((part) => part !== null && part !== '').join('  ');
  const lines = [
    ...households.map((row) =>
      line(
        context.words({ zh: '户', en: 'household' }),
        row.household_no,
        row.head_name,
        row.township_name,
        row.area_name,
      ),
    ),
    ...cases.map((row) =>
      line(
        context.words({ zh: '案件', en: 'case' }),
        row.case_no,
        row.household_no,
        row.head_name,
        row.policy_year,
      ),
    ),
    ...notices.map((row) =>
      line(context.words({ zh: '公示', en: 'notice' }), row.notice_no, row.area_name, row.first_day),
    ),
    ...areas.map((row) =>
      line(context.words({ zh: '地区', en: 'area' }), row.code, row.name, row.parent_name),
    ),
  ];
  context.answer(found, lines.join('\n') || context.words({ zh: '没有找到。', en: 'Nothing found.' }));
}
