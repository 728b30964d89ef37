import type { PlainDate } from '../../kernel/index.ts';
import { type Db, sql, type Tx } from '../../platform/index.ts';
import { needArea } from '../bodies/actions.ts';
import type { Order } from '../model.ts';
import { enact, insertRows, nextNo } from '../store.ts';
import { fail } from './errors.ts';
import { getNotice, type NoticeRow } from './store.ts';

export interface Print {
  readonly notice: NoticeRow;
  /** 1, and one more for every time it is printed again. */
  readonly printNo: number;
}

/** Counts a print of a notice that is to be hung. Fails with `notice.unknown`. */
export async function printNotice(
  db: Db,
  order: Order & { readonly noticeNo: number; readonly today: PlainDate },
): Promise<Print> {
  const { countyCode, noticeNo, today } = order;
  return enact(db, order, 'notice.print', async (tx, actor) => {
    const notice = await getNotice(tx, countyCode, noticeNo);
    const key = { county_code: countyCode, notice_no: noticeNo };
    const printNo = await nextNo(tx, 'notice_print', 'print_no', key);
    await insertRows(tx, 'notice_print', [
      { ...key, print_no: printNo, printed_on: today, recorded_by: actor },
    ]);
    return { result: { notice, printNo }, summary: { notice_no: noticeNo, print_no: printNo } };
  });
}

export interface TelephoneOrder extends Order {
  readonly areaCode: string;
  readonly phone: string;
}

/** Records the telephone of an area's office, which is public. Fails with `body.area`, `telephone.form`. */
export async function recordTelephone(db: Db, order: TelephoneOrder): Promise<{ readonly phone: string }> {
  const { countyCode, areaCode } = order;
  return enact(db, order, 'notice.telephone', async (tx, actor) => {
    await needArea(tx, countyCode, areaCode);
    const phone = order.phone.normalize('NFKC').trim();
    const digits = phone.replaceAll(/\D/g, '').length;
    if (!/^\+?[\d ()-]+$/.test(phone) || digits < 3 || digits > 20) throw fail('telephone.form', { phone });
    const key = { county_code: countyCode, area_code: areaCode };
    const telephone_no = await nextNo(tx, 'telephone', 'telephone_no', key);
    await insertRows(tx, 'telephone', [{ ...key, telephone_no, phone, recorded_by: actor }]);
    return { result: { phone }, summary: { area: areaCode, telephone_no } };
  });
}

/** The telephone of an area's office, or else of the office above it. */
export async function telephoneOf(tx: Tx, countyCode: string, areaCode: string): Promise<string | undefined> {
  const { rows } = await sql<{ phone: string }>`
    with recursive up as (
      select code, parent_code, 0 as height from registry.area where code = ${areaCode}
      union all
      select a.code, a.parent_code, up.height + 1 from registry.area a join up on a.code = up.parent_code)
    select t.phone from up join governance.telephone t on t.county_code = ${countyCode} and t.area_code = up.code
    order by up.height, t.telephone_no desc limit 1`.execute(tx);
  return rows[0]?.phone;
}
