import QRCode from 'qrcode';
import { type Bilingual, dayInWords, escapeHtml, type Language, type PlainDate } from '../../kernel/index.ts';
import {
  CELL_PADDING,
  columnWidths,
  END_HEIGHT,
  MEASURES,
  NUMBER_WIDTH,
  type Sheet,
  sheetsOf,
} from './sheets.ts';
import type { NoticeContent } from './words.ts';

/** A notice as it is hung: the frozen words, and where they can be read and objected to. */
export interface NoticePaper {
  readonly content: NoticeContent;
  readonly firstDay: PlainDate;
  readonly countyCode: string;
  readonly noticeNo: number;
  readonly sha256: string;
  /** Where the server is found, such as `https://terrace.example`. */
  readonly address: string;
  readonly language: Language;
  /** Of the village's office. */
  readonly telephone?: string | undefined;
  /** A preview, which must not hang; or it was printed before. */
  readonly mark?: 'draft' | { readonly reprintedOn: PlainDate } | undefined;
}

/** The address on paper: short, so that it can be typed and its QR code is coarse. */
const noticeAddress = ({
  address,
  countyCode,
  noticeNo,
}: Pick<NoticePaper, 'address' | 'countyCode' | 'noticeNo'>): string =>
  `${address}/n/${countyCode}/${noticeNo}`;

const WORDS = {
  no: { zh: '序号', en: 'No.' },
  page: { zh: '第 {n} 页 / 共 {of} 页', en: 'Page {n} of {of}' },
  scan: { zh: '扫码看原文、提意见', en: 'Scan to read it and to object' },
  call: { zh: '电话', en: 'Telephone' },
  hash: { zh: '文件指纹', en: 'Document hash' },
  number: { zh: '公示第 {no} 号', en: 'Notice {no}' },
  continued: { zh: '（续）', en: '(continued)' },
  draft: { zh: '草稿，不得张贴', en: 'Draft, not to be hung' },
  reprint: { zh: '重印 {day}', en: 'Reprint {day}' },
  stamp: { zh: '（盖章处）', en: '(stamp)' },
} as const satisfies Record<string, Bilingual>;

/** The sheets of a notice for A4 paper, black on white. The organ stamps by hand: no seal is ever drawn. */
export async function noticePage(paper: NoticePaper): Promise<string> {
  const { content, language, mark } = paper;
  const sheets = sheetsOf(content, language);
  const url = noticeAddress(paper);
  const qr = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  const say = (name: keyof typeof WORDS, details: Readonly<Record<string, string>> = {}): string =>
    escapeHtml(WORDS[name][language].replace(/\{(\w+)\}/g, (_, key: string) => details[key]!));
  const stamp =
    mark === 'draft'
      ? `<p class="draft">${say('draft')}</p>`
      : mark
        ? `<p class="reprint">${say('reprint', { day: dayInWords(mark.reprintedOn)[language] })}</p>`
        : '';
  const pages = sheets.map(
    (sheet, i) => `<section class="page">
${stamp}
${sheet.isFirst ? opening(paper) : `<p class="again">${escapeHtml(content.title[language])}${say('continued')}</p>`}
${sheet.rows.length > 0 ? tableOf(paper, sheet, say('no')) : ''}
${sheet.isLast ? ending(paper, { qr, url, say }) : ''}
<footer><span>${say('number', { no: `${paper.countyCode}-${paper.noticeNo}` })} · ${say('hash')} ${paper.sha256.slice(0, 12)}</span>
<span>— ${say('page', { n: String(i + 1), of: String(sheets.length) })} —</span></footer>
</section>`,
  );
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(content.title[language])}</title>
<style>
${styleFor(language)}</style>
</head>
<body>
${pages.join('\n')}
</body>
</html>
`;
}

const opening = ({
  content,
  language,
}: NoticePaper): string => `<h1>${escapeHtml(content.title[language])}</h1>
${content.sentences.map((sentence) => `<p>${escapeHtml(sentence[language])}</p>`).join('\n')}`;

function tableOf({ content, language }: NoticePaper, { rows }: Sheet, no: string): string {
  const widths = columnWidths(content, language);
  const columns = [NUMBER_WIDTH, ...widths].map((width) => `<col style="width:${width.toFixed(1)}mm">`);
  const head = content.columns.map((column) => `<th scope="col">${escapeHtml(column[language])}</th>`);
  const body = rows.map(
    (row) => `<tr><td>${row.no}</td>${row.cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><colgroup>${columns.join('')}</colgroup>
<thead><tr><th scope="col">${no}</th>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table>`;
}

function ending(
  { content, language, firstDay, telephone }: NoticePaper,
  { qr, url, say }: { qr: string; url: string; say: (name: 'scan' | 'call' | 'stamp') => string },
): string {
  const call = telephone === undefined ? '12317' : `${escapeHtml(telephone)} · 12317`;
  return `<div class="end">
<div class="scan">${qr}<p>${say('scan')}</p><p class="url">${escapeHtml(url.replace(/^https?:\/\//, ''))}</p></div>
<div class="organ"><p class="telephone">${say('call')} ${call}</p>
<p class="stamp">${say('stamp')}</p>
<p>${escapeHtml(content.footer[language])}</p><p>${dayInWords(firstDay)[language]}</p></div>
</div>`;
}

/** Official papers: title in a heavy Song, text in FangSong; whatever of these shapes the machine has. */
const SONG = '"FZXiaoBiaoSong-B05S", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif';
const FANGSONG =
  'FangSong_GB2312, FangSong, STFangsong, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif';
const HEI = 'SimHei, "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

function styleFor(language: Language): string {
  const m = MEASURES[language];
  const [title, text, table] = language === 'zh' ? [26, 16, 16] : [20, 14, 13];
  return `@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; color: #000; background: #fff; font: ${text}pt/${m.line.toFixed(3)}mm ${FANGSONG} }
.page { position: relative; width: 210mm; height: 296.9mm; padding: 37mm 26mm 0 28mm; margin: 0 auto; break-after: page; overflow: hidden }
.page:last-child { break-after: auto }
h1 { font: 700 ${title}pt/${(m.title - 6).toFixed(1)}mm ${SONG}; text-align: center; margin: 0 0 6mm; white-space: nowrap; letter-spacing: 0 }
.page > p { margin: 0; text-indent: 2em }
.page > p.again { text-indent: 0; font-family: ${HEI} }
table { width: 156mm; border-collapse: collapse; table-layout: fixed; margin: 4mm 0 0; font-size: ${table}pt; line-height: ${m.tableLine.toFixed(3)}mm }
.again + table { margin-top: 0 }
th, td { border: 0.3mm solid #000; padding: ${CELL_PADDING.block}mm ${CELL_PADDING.inline}mm; text-align: left; vertical-align: middle; height: 10mm; overflow-wrap: anywhere }
th { font-family: ${HEI}; font-weight: 500 }
th:first-child, td:first-child { text-align: center; padding-inline: 0; white-space: nowrap }
.end { display: flex; justify-content: space-between; height: ${END_HEIGHT}mm; padding-top: 6mm }
.scan { width: 74mm; font-size: 12pt; line-height: 6mm }
.scan svg { width: 40mm; height: 40mm; display: block; margin-left: -2mm }
.scan p { margin: 0 }
.url { font-family: ${HEI}; overflow-wrap: anywhere; font-size: 12pt }
.organ { width: 78mm; display: flex; flex-direction: column; justify-content: flex-end; text-align: right; padding-right: 4em }
.organ p { margin: 0 }
.organ .telephone { margin: 0 -4em auto 0; font-size: 14pt }
.organ .stamp { font-size: 10pt; color: #666; line-height: 24mm; height: 24mm }
footer { position: absolute; left: 28mm; right: 26mm; bottom: 20mm; display: flex; justify-content: space-between; font-size: 10.5pt; line-height: 5mm }
footer span:last-child { font-size: 14pt }
.page > p.draft { position: absolute; left: 0; top: 120mm; width: 210mm; text-align: center; text-indent: 0; font: 700 56pt/1 ${HEI}; color: #999; transform: rotate(-30deg); opacity: 0.5 }
.page > p.reprint { position: absolute; right: 26mm; top: 24mm; text-indent: 0; font: 12pt/1 ${HEI}; border: 0.3mm solid #000; padding: 1.5mm 3mm }
`;
}
