import { defineWords } from '../../i18n/words.ts';

/** What a household reads of its shares, in plain words. */
export const shareWords = defineWords('my-shares', {
  title: { zh: '我家的股份和分红', en: 'My shares and dividends' },
  open: { zh: '我家的股份和分红', en: 'My shares and dividends' },
  none: { zh: '您家还没有登记股份。', en: 'No share is registered for your family yet.' },
  holding: { zh: '{share} {units} 份，全部共 {of} 份。', en: '{share}: {units} of {of} in all.' },
  dividends: { zh: '历次分红', en: 'Dividends' },
  noDividend: { zh: '还没有分过红。', en: 'Nothing has been shared yet.' },
  year: { zh: '{entity} · {year} 年', en: '{entity} · {year}' },
  why: {
    zh: '{column}一共分 {part}，您家 {weight} 份，全部 {weights} 份：{part} × {weight} ÷ {weights} = {whole}。',
    en: '{column} shares {part}; you have {weight} of {weights}: {part} × {weight} ÷ {weights} = {whole}.',
  },
  odd: { zh: '除不尽余下的一分也归您家。', en: 'One fen that did not divide is yours, too.' },
  line: { zh: '公布表上您家是 {line} 行。', en: 'On the public sheet your line is {line}.' },
  replay: { zh: '看公布表，在手机上重算', en: 'See the sheet and recompute it' },
});
