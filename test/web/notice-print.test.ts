import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticePage, type NoticePaper } from '../../src/governance/index.ts';
import { plainDate } from '../../src/kernel/index.ts';
import { openBrowser } from '../browser.ts';

/** The sheets of a notice in a real browser: they are what is hung, so that nothing may be cut, missing or added. */

const MM = 96 / 25.4;
const same = (text: string) => ({ zh: text, en: text });
const both = (zh: string, en: string) => ({ zh, en });

const COLUMNS = [
  both('村', 'Village'),
  both('户主', 'Head of household'),
  both('人口', 'People'),
  both('事项', 'Matter'),
  both('金额档次', 'Class of the amount'),
];
const row = (i: number, isLong = false) => [
  same(isLong ? '德政镇东北小寨前街居民委员会' : '北寺庄'),
  same(['张**', '欧阳*', '李*'][i % 3]!),
  same(String(1 + (i % 7))),
  isLong
    ? both(
        '防贫保险金（第二次评议后的差额部分，补发）',
        'prevention insurance, what was added after the second review',
      )
    : both('防贫保险金', 'prevention insurance'),
  both('5000元至不足10000元', '5000 to below 10000 yuan'),
];
const paper = (
  rows: number,
  more: Partial<NoticePaper> & { readonly isLong?: boolean } = {},
): NoticePaper => ({
  content: {
    title: both('帮扶事项评议结果公示', 'Public notice: support that was decided'),
    sentences: [
      both(
        '经合成·北寺庄村级评议小组2026年11月20日会议讨论通过，现予公示。',
        'Decided by the review group of Beisizhuang at its meeting of 20 November 2026; made public herewith.',
      ),
      both(
        '公示期：2026年11月22日至2026年11月26日，共5天。中途撤下的，补足天数。',
        'On display from 22 November 2026 to 26 November 2026, 5 days. Days on which it does not hang are added.',
      ),
      both(
        '如有异议，可向村里、乡镇或拨打12317提出，可以匿名。自收到之日起5个工作日内由未参与评议的人员答复。',
        'Anybody may object to the village, the township or hotline 12317, also without a name. People who took no part in the decision answer within 5 working days.',
      ),
    ],
    columns: COLUMNS,
    rows: Array.from({ length: rows }, (_, i) => row(i, more.isLong)),
    footer: same('北寺庄村民委员会'),
  },
  firstDay: plainDate('2026-11-21'),
  countyCode: '130434',
  noticeNo: 12,
  sha256: 'ab12cd34ef56'.padEnd(64, '0'),
  address: 'https://terrace.example',
  language: 'zh',
  telephone: '0310-0000001',
  ...more,
});

describe('a notice on paper', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
  }, 60_000);
  afterAll(() => browser.close());
  const show = async (given: NoticePaper): Promise<void> => page.setContent(await noticePage(given));

  it.each([
    ['one line', 1, {}],
    ['as many as on one sheet', 15, {}],
    ['more than one sheet', 40, {}],
    ['long words', 23, { isLong: true }],
    ['English', 40, { language: 'en' as const }],
    ['English, long words', 17, { language: 'en' as const, isLong: true }],
  ])('%s: whole rows, at most fifteen a sheet, nothing cut, pages counted', async (_, rows, more) => {
    const given = paper(rows, more);
    await show(given);
    const sheets = await page.locator('.page').evaluateAll((all) =>
      all.map((sheet) => {
        const box = sheet.getBoundingClientRect();
        const inside = [...sheet.querySelectorAll('h1, p:not(.draft), table, .end, td, th, svg')];
        return {
          rows: sheet.querySelectorAll('tbody tr').length,
          heads: sheet.querySelectorAll('thead tr').length,
          foot: sheet.querySelector('footer span:last-child')!.textContent,
          lowest: Math.max(...inside.map((each) => each.getBoundingClientRect().bottom - box.top)),
          left: Math.min(...inside.map((each) => each.getBoundingClientRect().left - box.left)),
          right: Math.max(...inside.map((each) => each.getBoundingClientRect().right - box.left)),
          cut: inside.filter((each) => each.scrollWidth > each.clientWidth + 1 && each.tagName !== 'svg')
            .length,
        };
      }),
    );
    expect(sheets.reduce((sum, sheet) => sum + sheet.rows, 0)).toBe(rows);
    sheets.forEach((sheet, i) => {
      expect(sheet.rows).toBeLessThanOrEqual(15);
      expect(sheet.heads).toBe(sheet.rows > 0 ? 1 : 0);
      expect(sheet.foot).toMatch(
        given.language === 'zh'
          ? `第 ${i + 1} 页 / 共 ${sheets.length} 页`
          : `Page ${i + 1} of ${sheets.length}`,
      );
      expect(sheet.cut).toBe(0);
      expect(sheet.lowest / MM).toBeLessThanOrEqual(297 - 28);
      expect(sheet.left / MM).toBeGreaterThanOrEqual(25);
      expect(sheet.right / MM).toBeLessThanOrEqual(210 - 25.6);
    });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(sheets.length);
  });

  it('says what is frozen and nothing else', async () => {
    const given = paper(3);
    await show(given);
    const { content } = given;
    const allowed = [
      content.title,
      ...content.sentences,
      ...content.columns,
      ...content.rows.flat(),
      content.footer,
    ].map(({ zh }) => zh);
    const texts = (await page.evaluate(`(() => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walk.nextNode()) found.push(walk.currentNode.textContent.trim());
      return found.filter(Boolean);
    })()`)) as string[];
    const rest = texts.filter((text) => !allowed.includes(text) && !/^\d{1,2}$/.test(text));
    expect(rest).toEqual([
      '序号',
      '扫码看原文、提意见',
      'terrace.example/n/130434/12',
      '电话 0310-0000001 · 12317',
      '（盖章处）',
      '2026年11月21日',
      '公示第 130434-12 号 · 文件指纹 ab12cd34ef56',
      '— 第 1 页 / 共 1 页 —',
    ]);
    for (const text of allowed) expect(texts).toContain(text);
  });

  it('carries a code of at least 30 mm that leads to the public page', async () => {
    await show(paper(3));
    const { size, modules } = (await page.evaluate(`(async () => {
      const svg = document.querySelector('.scan svg');
      const image = new Image();
      image.src = 'data:image/svg+xml;utf8,' + encodeURIComponent(new XMLSerializer().serializeToString(svg));
      await image.decode();
      const count = svg.viewBox.baseVal.width;
      const canvas = Object.assign(document.createElement('canvas'), { width: count * 8, height: count * 8 });
      const draw = canvas.getContext('2d');
      draw.drawImage(image, 0, 0, count * 8, count * 8);
      let modules = '';
      for (let y = 4; y < count - 4; y++)
        for (let x = 4; x < count - 4; x++) modules += draw.getImageData(x * 8 + 4, y * 8 + 4, 1, 1).data[0] < 128 ? '1' : '0';
      return { size: svg.getBoundingClientRect().width * (count - 8) / count, modules };
    })()`)) as { size: number; modules: string };
    expect(size / MM).toBeGreaterThanOrEqual(30);
    const wanted = QRCode.create('https://terrace.example/n/130434/12', { errorCorrectionLevel: 'M' });
    expect(modules).toBe([...wanted.modules.data].map((dark) => (dark ? '1' : '0')).join(''));
  });

  it('a draft says so on every sheet, a reprint by its day, and neither hides a word', async () => {
    await show(paper(40, { mark: 'draft' }));
    expect(await page.locator('.draft').count()).toBe(await page.locator('.page').count());
    await show(paper(3, { mark: { reprintedOn: plainDate('2026-11-26') } }));
    expect(await page.locator('.reprint').innerText()).toBe('重印 2026年11月26日');
    expect(await page.locator('.draft').count()).toBe(0);
  });
});
