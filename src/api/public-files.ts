import type { Place } from '../board/index.ts';
import type { Bilingual } from '../kernel/index.ts';
import type { readBoard } from './public-board.ts';
import type { TableColumn } from './tables.ts';

/** A line of a notice as a row of a file. */
interface NoticeLine {
  readonly notice_no: number;
  readonly area: string;
  readonly title: Bilingual;
  readonly state: Bilingual;
  readonly last_day: string | null;
  readonly line_no: number | null;
  readonly line: Bilingual;
  readonly sha256: string;
}

export function noticeLines({ places, running, ended }: Awaited<ReturnType<typeof readBoard>>): NoticeLine[] {
  const nameOf = (code: string): string => places.find((place: Place) => place.code === code)?.name ?? code;
  const join = (cells: readonly Bilingual[], columns: readonly Bilingual[], of: 'zh' | 'en'): string =>
    cells.map((cell, i) => `${columns[i]![of]} ${cell[of]}`).join(of === 'zh' ? '；' : '; ');
  return [
    ...running.flatMap(({ notice_no, area_code, content, last_day, sha256 }) =>
      content.rows.map((cells, i) => ({
        notice_no,
        area: nameOf(area_code),
        title: content.title,
        state: { zh: '公示中', en: 'running' },
        last_day,
        line_no: i + 1,
        line: { zh: join(cells, content.columns, 'zh'), en: join(cells, content.columns, 'en') },
        sha256,
      })),
    ),
    ...ended.map(({ notice_no, area_code, title, last_day, sha256 }) => ({
      notice_no,
      area: nameOf(area_code),
      title,
      state: { zh: '已期满', en: 'over' },
      last_day,
      line_no: null,
      line: { zh: '', en: '' },
      sha256,
    })),
  ];
}

export const noticeColumns = (language: 'zh' | 'en'): TableColumn<NoticeLine>[] => {
  const column = (
    zh: string,
    en: string,
    cell: (row: NoticeLine) => string | number | null,
  ): TableColumn<NoticeLine> => ({ title: language === 'zh' ? zh : en, kind: 'text', cell });
  return [
    column('编号', 'notice_no', ({ notice_no }) => notice_no),
    column('地区', 'area', ({ area }) => area),
    column('公示', 'notice', ({ title }) => title[language]),
    column('状态', 'state', ({ state }) => state[language]),
    column('最后一天', 'last_day', ({ last_day }) => last_day),
    column('行', 'line_no', ({ line_no }) => line_no),
    column('内容', 'line', ({ line }) => line[language]),
    column('指纹', 'sha256', ({ sha256 }) => sha256),
  ];
};
