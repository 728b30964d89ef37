import QRCode from 'qrcode';
import { codeText } from '../access/index.ts';
import { escapeHtml, type PlainDate } from '../kernel/index.ts';

export interface CardPage {
  readonly maskedName: string;
  readonly village: string;
  readonly code: string;
  readonly pin: string;
  readonly cardNo: number;
  readonly day: PlainDate;
  /** Of the village's office. */
  readonly telephone?: string | undefined;
  /** A sheet of A4 with how to use it, or the card alone on A6. */
  readonly paper: 'a4' | 'a6';
  /** Where the server is found, such as `https://terrace.example`. */
  readonly address: string;
}

/** Where a household signs in; the number stands behind `#`, so that it is in no server's log. */
const cardAddress = (address: string, code: string): string => `${address}/card#${code}`;

/**
 * The card to cut out and fold, front and back of the size of a bank card; on A4 with how to use it in large type under
 * it. Nothing on the front says what it is for.
 */
export async function cardPage(page: CardPage): Promise<string> {
  const url = cardAddress(page.address, page.code);
  const qr = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  const [village, name, host] = [page.village, page.maskedName, page.address.replace(/^https?:\/\//, '')].map(
    escapeHtml,
  );
  const phone = page.telephone === undefined ? '' : ` ${escapeHtml(page.telephone)}`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${village} · ${name}</title>
<style>
${STYLE}${page.paper === 'a6' ? A6 : A4}</style>
</head>
<body>
<div class="card">
<div class="side">
<div class="qr">${qr}</div>
<p>${village}</p>
<p class="big">${name}</p>
<div class="foot">
<p class="small">卡号 Number</p>
<p class="big">${codeText(page.code)}</p>
<p class="small">${host}/card</p>
</div>
</div>
<div class="side">
<p class="small">密码 PIN</p>
<p class="big">${page.pin}</p>
<div class="foot small">
<p>不要告诉别人。丢了请打村委会电话${phone}，换一张新卡。</p>
<p lang="en">Tell nobody. If it is lost, call the village office${phone} for a new one.</p>
<p>${page.day} · ${page.cardNo}</p>
</div>
</div>
</div>
${page.paper === 'a4' ? howTo(host!) : ''}
</body>
</html>
`;
}

const A4 = '@page { size: A4; margin: 20mm }\n';
/** Front above back: folded along the middle it is the same card. */
const A6 = `@page { size: A6; margin: 8mm }
body { max-width: 89mm }
.card { display: block; width: 85.6mm }
.side + .side { border-left: 0; border-top: 1px dashed }
`;
const STYLE = `body { font: 16pt/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #000; max-width: 172mm; margin: 0 auto }
.card { display: flex; width: 171.2mm; margin: 0 auto 10mm; border: 1px dashed; box-sizing: border-box }
.side { position: relative; width: 85.6mm; height: 54mm; box-sizing: border-box; padding: 4mm; overflow: hidden; line-height: 1.35 }
.side + .side { border-left: 1px dashed }
.side p { margin: 0 }
.qr { position: absolute; right: 3mm; top: 3mm; width: 34mm; height: 34mm }
.qr svg { width: 100%; height: 100%; display: block }
.big { font-size: 20pt; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap }
.foot { position: absolute; left: 4mm; bottom: 3mm; right: 4mm }
.small { font-size: 10pt }
ol { padding-left: 1.4em; margin: 0 0 6mm }
h1 { font-size: 22pt; margin: 0 0 4mm }
section[lang=en] { font-size: 12pt; border-top: 1px solid; padding-top: 5mm }
section[lang=en] h1 { font-size: 15pt }
`;

const howTo = (host: string): string => `<section>
<h1>怎么用这张卡</h1>
<ol>
<li>沿外边的虚线剪下，沿中间的虚线对折，密码就在背面。</li>
<li>用手机扫一扫正面的方块，或在手机上打开 ${host}/card，输入卡号。</li>
<li>输入背面的 6 个数字。</li>
<li>看完点“退出”。别人的手机也可以用，退出以后不留下东西。</li>
</ol>
<p>看不清、不会用，请村里的人念给您听，或打村委会电话。收到新卡，旧卡就不能用了。</p>
</section>
<section lang="en">
<h1>How to use this card</h1>
<ol>
<li>Cut along the outer dashed line and fold along the middle one; the PIN is on the back.</li>
<li>Scan the square on the front with a phone, or open ${host}/card and type the number.</li>
<li>Type the 6 digits on the back.</li>
<li>When you have seen enough, press “Leave”. It works on a phone of somebody else, too; nothing stays on it.</li>
</ol>
<p>If it is hard to read, have somebody of the village read it to you, or call the village office. With a new card the old one ends.</p>
</section>`;
