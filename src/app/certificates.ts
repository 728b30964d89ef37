import QRCode from 'qrcode';
import { escapeHtml, formatYuan, type PlainDate } from '../kernel/index.ts';
import type { Tx } from '../platform/index.ts';
import type { PolicyVersion } from '../policy/index.ts';
import {
  type BookRow,
  type CharterOn,
  CLASS_NAMES,
  type EntryRow,
  getBook,
  type Holding,
  holdingsOn,
  listEntries,
  sha256,
  sharesFailure,
} from '../livelihood/shares/index.ts';

/** Certificates of shares to print: what a household holds on a day, and the register's hash. */

export interface CertificateOrder {
  readonly countyCode: string;
  readonly entityNo: number;
  readonly householdNo: string;
  readonly day: PlainDate;
  readonly charterOn: CharterOn;
  /** Where the server is found, such as `https://terrace.example`. */
  readonly address: string;
}

/** Fails with `shares.unknown` and `shares.household` where the household holds nothing. */
export async function certificateOf(tx: Tx, order: CertificateOrder): Promise<string> {
  const { countyCode, entityNo, householdNo, day } = order;
  const book = await getBook(tx, countyCode, entityNo, day);
  const held = await holdingsOn(tx, countyCode, entityNo, day);
  const own = held.filter(
    ({ holder_kind, holder_ref, units }) =>
      holder_kind === 'household' && holder_ref === householdNo && units > 0n,
  );
  if (own.length === 0) throw sharesFailure('shares.household', { household: householdNo });
  const entries = (await listEntries(tx, countyCode, entityNo)).filter((entry) => entry.day <= day);
  const charter = order.charterOn(book.charter_id, day);
  return page({ order, book, own, held, charter, hash: registerHash(entries) });
}

/** SHA-256 over all entries up to the day, as they stand: a register changed afterwards has another. */
const registerHash = (entries: readonly EntryRow[]): string =>
  sha256(
    entries
      .map((e) =>
        [
          e.entry_no,
          e.day,
          e.kind,
          e.share_kind,
          e.units,
          e.giver_ref,
          e.taker_ref,
          e.into_kind,
          e.into_units,
        ].join('\t'),
      )
      .join('\n'),
  );

interface Certificate {
  readonly order: CertificateOrder;
  readonly book: BookRow;
  readonly own: readonly Holding[];
  readonly held: readonly Holding[];
  readonly charter: PolicyVersion;
  readonly hash: string;
}

async function page({ order, book, own, held, charter, hash }: Certificate): Promise<string> {
  const address = `${order.address}/rounds/${order.countyCode}?entity=${order.entityNo}`;
  const qr = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  const [entity, name, no] = [book.entity_name, own[0]!.head_name ?? '', order.householdNo].map(escapeHtml);
  const rows = own.map(({ share_kind, units }) => {
    const total = held.reduce((sum, one) => (one.share_kind === share_kind ? sum + one.units : sum), 0n);
    const { zh, en } = CLASS_NAMES[share_kind];
    const percent = (Number((units * 1_000_000n) / total) / 10_000).toFixed(4);
    return `<tr><td>${zh}<br><span lang="en">${en}</span></td><td class="n">${formatYuan(units)}</td><td class="n">${formatYuan(total)}</td><td class="n">${percent} %</td></tr>`;
  });
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>股权证 ${no}</title>
<style>
${STYLE}</style>
</head>
<body>
<h1>股权证<br><span lang="en">Share certificate</span></h1>
<p class="entity">${entity}</p>
<dl>
<div><dt>持有农户 <span lang="en">Holder</span></dt><dd>${name}　${no}</dd></div>
<div><dt>登记日 <span lang="en">As of</span></dt><dd>${order.day}</dd></div>
<div><dt>章程 <span lang="en">Charter</span></dt><dd>${escapeHtml(charter.title.zh)}<br><span lang="en">${escapeHtml(charter.title.en)}</span><br><small>${escapeHtml(charter.version)}</small></dd></div>
</dl>
<table>
<thead><tr><th>类别 <span lang="en">Class</span></th><th class="n">份额 <span lang="en">Units</span></th><th class="n">全部 <span lang="en">Of all</span></th><th class="n">占比 <span lang="en">Part</span></th></tr></thead>
<tbody>${rows.join('')}</tbody>
</table>
<div class="foot">
<div class="qr">${qr}</div>
<div>
<p>登记簿指纹 <span lang="en">Hash of the register</span></p>
<p class="hash">${hash}</p>
<p>扫码查看历次分配，并在自己的手机上重算。<br><span lang="en">Scan to see the rounds and to recompute them on your own phone.</span></p>
<p>${escapeHtml(address)}</p>
</div>
</div>
<div class="sign"><p>主体（盖章）<br><span lang="en">Entity, seal</span></p><p>持有人（签字）<br><span lang="en">Holder, signature</span></p><p>日期<br><span lang="en">Date</span></p></div>
</body>
</html>
`;
}

const STYLE = `@page { size: A4; margin: 25mm 22mm }
body { font: 14pt/1.5 "Noto Serif CJK SC", SimSun, serif; color: #10181f; max-width: 166mm; margin: 0 auto }
@media screen { body { padding: 15mm 5mm } }
small { font-size: 9pt }
h1 { text-align: center; font-size: 28pt; line-height: 1.25; margin: 0 0 4mm }
h1 span { font-size: 16pt }
span[lang=en] { font-size: 11pt; color: #4a5560 }
.entity { text-align: center; font-size: 18pt; margin: 0 0 8mm }
dl div { display: flex; gap: 6mm; border-bottom: .3mm solid #8a949e; padding: 2mm 0 }
dt { width: 52mm } dd { margin: 0; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; margin: 8mm 0 }
th, td { border: .3mm solid #10181f; padding: 2mm 3mm; text-align: left; font-weight: 400 }
.n { text-align: right; font-variant-numeric: tabular-nums }
.foot { display: flex; gap: 8mm; align-items: flex-start; font-size: 11pt }
.foot p { margin: 0 0 2mm; overflow-wrap: anywhere }
.qr { width: 36mm; flex: none } .qr svg { width: 100%; height: auto; display: block }
.hash { font-family: monospace }
.sign { display: flex; justify-content: space-between; margin-top: 18mm }
.sign p { width: 48mm; border-top: .3mm solid #10181f; padding-top: 2mm; margin: 0 }
`;
