import { escapeHtml, type Language } from '../../kernel/index.ts';
import type { NoticeContent } from './words.ts';

/** A notice as one page of plain HTML for A4 paper, Chinese above English. */
export const noticePage = (content: NoticeContent, noticeNo: number, hash: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeHtml(content.title.zh)} · ${escapeHtml(content.title.en)}</title>
<style>
@page { size: A4; margin: 20mm }
body { font: 14pt/1.6 "Songti SC", SimSun, "Noto Serif CJK SC", serif; max-width: 170mm; margin: 0 auto }
h1 { text-align: center; font-size: 22pt; margin: 0 0 6mm }
section[lang=en] { font-size: 11pt; margin-top: 10mm; border-top: 1px solid; padding-top: 6mm }
section[lang=en] h1 { font-size: 15pt }
table { border-collapse: collapse; width: 100%; margin: 4mm 0 }
th, td { border: 1px solid; padding: 1.5mm 2mm; text-align: left }
tr { break-inside: avoid }
.end { text-align: right }
footer { font-size: 8pt; margin-top: 8mm; word-break: break-all }
</style>
</head>
<body>
${sectionOf(content, 'zh', 'zh-CN')}
${sectionOf(content, 'en', 'en')}
<footer>No. ${noticeNo} · SHA-256 ${escapeHtml(hash)}</footer>
</body>
</html>
`;

function sectionOf(content: NoticeContent, language: Language, tag: string): string {
  const cells = (name: 'th' | 'td', row: NoticeContent['columns']): string =>
    `<tr>${row.map((cell) => `<${name}>${escapeHtml(cell[language])}</${name}>`).join('')}</tr>`;
  return `<section lang="${tag}">
<h1>${escapeHtml(content.title[language])}</h1>
${content.sentences.map((sentence) => `<p>${escapeHtml(sentence[language])}</p>`).join('\n')}
<table>
${cells('th', content.columns)}
${content.rows.map((row) => cells('td', row)).join('\n')}
</table>
<p class="end">${escapeHtml(content.footer[language])}</p>
</section>`;
}
