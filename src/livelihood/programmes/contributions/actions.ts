import type { FileReference } from '../../../evidence/index.ts';
import { formatYuan, type PlainDate } from '../../../kernel/index.ts';
import { type AccountKey, accountKey, listPostings, post, type PostingKind } from '../../../ledger/index.ts';
import { type Db, insertRows, nextNo, type Tx } from '../../../platform/index.ts';
import type { CountyOrder } from '../../../registry/index.ts';
import { getEntity } from '../entities/store.ts';
import { fail } from '../errors.ts';
import {
  CONTRIBUTION_KINDS,
  type ContributionKind,
  CONTRIBUTOR_CLASSES,
  type ContributorClass,
  type ValuationMethod,
} from '../names.ts';
import { type EntityRow } from '../model.ts';
import { enact, keepPapers, needHousehold, needPast, properText } from '../store.ts';
import { hasQuantity, isMoney, mayContribute } from './rules.ts';
import { findByPosting, listContributions, type ListedContribution } from './store.ts';

export interface ContributionOrder extends CountyOrder {
  readonly entityNo: number;
  readonly kind: ContributionKind;
  readonly contributor: ContributorClass;
  /** The household, or the name of who else put it in. */
  readonly householdNo?: string;
  readonly contributorName?: string;
  readonly what: string;
  /** Mu of land or days of labour, in hundredths. */
  readonly quantityHundredths?: bigint;
  readonly termUntil?: PlainDate;
  readonly valueFen: bigint;
  readonly method: ValuationMethod;
  readonly valuer: string;
  readonly day: PlainDate;
  /** To become shares of members. */
  readonly isQuantified?: boolean;
  /** The posting that brought money which came by a decision: public funds, and what a village put in. */
  readonly postingNo?: bigint;
  readonly files?: readonly FileReference[];
  readonly today: PlainDate;
}

/**
 * Records what somebody put into an entity. Cash of a household, a donor or an enterprise is posted into the purse with it;
 * other money names the posting that brought it.
 *
 * Fails, in this order, with `entity.unknown`, `programmes.future`, `entity.notFounded`, `contribution.class`,
 * `contribution.who`, `programmes.text`, `programmes.household`, `contribution.quantity`, `contribution.value`,
 * `contribution.posting`; then as the ledger refuses a posting.
 */
export async function contribute(db: Db, order: ContributionOrder): Promise<ListedContribution> {
  const { countyCode, entityNo, kind, contributor, day } = order;
  return enact(db, order, 'contribution.record', async (tx, actor) => {
    const entity = await getEntity(tx, countyCode, entityNo);
    needPast(day, order.today);
    if (day < entity.founded_on)
      throw fail('entity.notFounded', { entity: entityNo, founded: entity.founded_on, day });
    const said = await sound(tx, order);
    const no = await nextNo(tx, 'programmes.contribution', 'contribution_no', { county_code: countyCode });
    const papers = await keepPapers(tx, countyCode, entity, order.files ?? [], actor);
    const postingNo = isMoney(kind) ? await postingFor(tx, order, entity, no, actor) : null;
    await insertRows(tx, 'programmes.contribution', [
      {
        county_code: countyCode,
        contribution_no: no,
        entity_no: entityNo,
        kind,
        contributor_class: contributor,
        household_no: order.householdNo,
        ...said,
        quantity_hundredths: order.quantityHundredths,
        term_until: order.termUntil,
        value_fen: order.valueFen,
        valuation_method: isMoney(kind) ? 'paid' : order.method,
        day,
        is_quantified: order.isQuantified ?? false,
        posting_no: postingNo,
        files: papers,
        recorded_by: actor,
      },
    ]);
    const [result] = await listContributions(tx, countyCode, { contributionNos: [no] });
    const summary = {
      contribution_no: no,
      entity_no: entityNo,
      kind,
      contributor,
      value_yuan: formatYuan(order.valueFen),
    };
    return { result: result!, summary };
  });
}

async function sound(tx: Tx, order: ContributionOrder) {
  const { countyCode, kind, contributor, householdNo, contributorName, day } = order;
  if (!mayContribute(kind, contributor))
    throw fail('contribution.class', {
      kind: CONTRIBUTION_KINDS[kind],
      contributor: CONTRIBUTOR_CLASSES[contributor],
    });
  const isHousehold = contributor === 'household';
  if (isHousehold !== (householdNo !== undefined) || isHousehold !== (contributorName === undefined))
    throw fail('contribution.who');
  const name = contributorName === undefined ? null : properText('contributor', contributorName);
  const what = properText('what', order.what);
  const valuer = properText('valuer', order.valuer);
  if (householdNo !== undefined) await needHousehold(tx, countyCode, householdNo, day);
  const quantity = order.quantityHundredths;
  if (hasQuantity(kind) !== (quantity !== undefined && quantity > 0n)) throw fail('contribution.quantity');
  if (order.valueFen < 0n || (isMoney(kind) && order.valueFen === 0n)) throw fail('contribution.value');
  return { contributor_name: name, what, valuer_name: valuer };
}

/** Posts the money, or finds the posting that brought it. */
async function postingFor(
  tx: Tx,
  order: ContributionOrder,
  entity: EntityRow,
  no: number,
  actor: string,
): Promise<bigint> {
  const { countyCode, postingNo, valueFen, day } = order;
  const way = postingNo === undefined ? wayOf(order, entity) : undefined;
  if (way) {
    const source = `programmes/contribution/${no}` as const;
    const money = { countyCode, amount: valueFen, day, source, actor };
    return (await post(tx, { ...money, ...way, debit: entity.purse })).postingNo;
  }
  const refused = fail('contribution.posting', { purse: entity.purse, amount: formatYuan(valueFen) });
  if (postingNo === undefined) throw refused;
  const [found] = await listPostings(tx, countyCode, { postingNos: [postingNo] });
  const isFit =
    found?.debit === entity.purse &&
    found.amount === valueFen &&
    found.reversalOf === undefined &&
    found.reversedBy === undefined;
  if (!isFit || (await findByPosting(tx, countyCode, postingNo)) !== undefined) throw refused;
  return postingNo;
}

/** How money that needs no decision of ours comes in; undefined where it came by a decision. */
function wayOf(
  { contributor, householdNo, contributorName }: ContributionOrder,
  { entity_no }: EntityRow,
): { readonly kind: PostingKind; readonly credit: AccountKey } | undefined {
  switch (contributor) {
    case 'household':
      return {
        kind: 'share_paid_in',
        credit: accountKey('share_capital', String(entity_no), householdNo!),
      };
    case 'donor':
      return { kind: 'donation', credit: accountKey('donor', contributorName!.trim()) };
    case 'enterprise':
      return { kind: 'capital_paid_in', credit: accountKey('investor', contributorName!.trim()) };
    case 'village':
    case 'treasury':
      return undefined;
  }
}
