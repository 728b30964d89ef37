import { answerObjection, receiveAppeal, receiveObjection } from '../../governance/index.ts';
import { fen, type PlainDate } from '../../kernel/index.ts';
import { enterAction, enterOpening, followerIn } from '../../prevention/cases/index.ts';
import { recordAccount } from '../../prevention/payout/index.ts';
import { declare } from '../../prevention/screening/index.ts';
import { photo } from './pictures.ts';
import type { Plot } from './plots.ts';
import { castOf, PLACE, POLICY, type Story } from './story.ts';

/** A case while it is told. */
export interface Told {
  readonly plot: Plot;
  /** 0 until it is opened. */
  caseNo: number;
  objectionNo: number;
}

type Fields = Readonly<Record<string, string>>;
type Step = (day: PlainDate | undefined, action: string, actor: string, fields?: Fields) => void;

/** Writes what happens to a case, outside meetings, notices and payment lists, into the diary. */
export function writeCase(story: Story, told: Told): void {
  const step = stepOf(story, told);
  writeOpening(story, told);
  writeChecks(told, step);
  writeChain(story, told, step);
  writeTurns(told, step);
  writeObjection(story, told);
}

/** One action of the case, on a day; undefined: it has not come to that. */
function stepOf({ diary, db, policyOn, county, today, pictures }: Story, told: Told): Step {
  return (day, action, actor, fields = {}) => {
    if (day === undefined) return;
    diary.write(day, PLACE.case, () =>
      enterAction(db, policyOn, {
        actor,
        countyCode: county,
        caseNo: told.caseNo,
        action,
        fields,
        ...(action === 'visit' && { evidence: [photo(pictures, 'visit', `入户核查-${told.caseNo}`)] }),
        day,
        today,
      }),
    );
  };
}

const DECLARED_FEN = fen(1_230_000n);

function writeOpening({ diary, db, policyOn, policy, county, today }: Story, told: Told): void {
  const { scenario, village, household, dayOf, asOf } = told.plot;
  const { found } = scenario;
  const cast = castOf(village);
  const countyCode = county;
  const householdNo = household.household_no;
  if (found === 'declared' || found === 'visit')
    diary.write(asOf, PLACE.screening, () =>
      declare(db, {
        countyCode,
        householdNo,
        kind: found,
        policy: policy(asOf),
        day: asOf,
        actor: found === 'visit' ? cast.grid : cast.head,
        peril: 'medical',
        selfPaidFen: DECLARED_FEN,
        ...(found === 'declared' && { consent: { by: household.head_name, form: 'signed' } }),
        note: found === 'visit' ? '合成：网格员走访时得知住院' : '合成：农户自报住院，单据未到',
      }),
    );
  const day = dayOf('open')!;
  diary.write(day, PLACE.village, async () => {
    const order = { countyCode, householdNo, policy: POLICY, asOf, day, today, actor: cast.secretary };
    told.caseNo = await enterOpening(db, policyOn, order);
  });
}

/** Who answers for which department. */
const DEPARTMENTS = [
  ['land_resources', 'land'],
  ['market_regulation', 'business'],
  ['traffic_police', 'traffic'],
] as const;
const ANSWERED_AFTER = 2;

function writeChecks({ plot: { scenario, dayOf, ago } }: Told, step: Step): void {
  const reached = dayOf('answer');
  const day = reached ?? ago(Math.max(0, scenario.opened - ANSWERED_AFTER));
  const answering = DEPARTMENTS.slice(0, scenario.answered ?? (reached ? DEPARTMENTS.length : 0));
  step(dayOf('ask'), 'ask', 'office');
  step(dayOf('assign'), 'assign', 'office');
  for (const [department, actor] of answering) {
    const isHit = scenario.hit !== undefined && department === 'market_regulation';
    const found = isHit ? { result: 'hit', note: '合成：名下有一家个体工商户' } : { result: 'clear' };
    step(day, 'answer', actor, { department, ...found });
  }
  if (scenario.hit === 'explained')
    step(day, 'overrule', 'office', { department: 'market_regulation', reason: '合成：该店已停业两年' });
}

function writeChain({ diary, db, county }: Story, { plot }: Told, step: Step): void {
  const { village, household, dayOf } = plot;
  const cast = castOf(village);
  const visitor = isVisitedByTownship(plot) ? cast.officer : cast.head;
  step(dayOf('visit'), 'visit', visitor, {
    companion: cast.grid,
    judicial_compensation: 'no',
    long_treatment: 'no',
    note: '合成：家中情况与单据相符',
  });
  step(dayOf('confirm'), 'confirm', isVisitedByTownship(plot) ? cast.head : cast.secretary);
  step(dayOf('report'), 'report', cast.township);
  step(dayOf('record'), 'record', 'approver');
  const ordered = dayOf('order');
  if (ordered === undefined) return;
  diary.write(ordered, PLACE.case, () =>
    recordAccount(db, {
      actor: 'office',
      countyCode: county,
      householdNo: household.household_no,
      holder: household.head_name,
      reference: `合成${household.household_no.slice(1).padStart(12, '0')}`,
    }),
  );
  step(ordered, 'order', 'office');
}

/** Half of the visits are the township's. */
const isVisitedByTownship = ({ household }: Plot): boolean => household.household_no.at(-1)! < '5';

const SECURE = {
  income_stable: 'yes',
  income_above_line: 'yes',
  expenditure_solved: 'yes',
  guarantees_secure: 'yes',
  risk_gone: 'yes',
} as const;

/** What takes a case out of the chain, and what comes after the payment. */
function writeTurns({ plot: { scenario, village, ago } }: Told, step: Step): void {
  const { township, officer } = castOf(village);
  const { returned, withdrawn, rejected, appealed, dismissed, measure, followedUp, removal } = scenario;
  const on = (count: number | undefined): PlainDate | undefined =>
    count === undefined ? undefined : ago(count);
  step(on(returned), 'return', township, { reason: '合成：住院票据缺一张，请补齐后重新核查' });
  step(on(withdrawn), 'withdraw', township, { reason: '合成：农户已由亲属资助，自愿撤回' });
  step(on(rejected), 'reject', 'approver', { reason: '合成：经核实家中另有稳定工资收入' });
  step(on(appealed), 'appeal', township, { reason: '合成：该工作已于上月结束' });
  step(on(dismissed), 'dismiss_appeal', 'reviewer', { reason: '合成：用工单位证明仍在岗' });
  step(on(measure), 'measure', officer, { measure: '合成：安排公益性岗位一个' });
  step(on(followedUp), 'follow_up', officer, removal ? SECURE : { ...SECURE, risk_gone: 'no' });
  step(on(removal?.removed), 'remove_risk', 'approver', { kind: 'assisted' });
}

function writeObjection(story: Story, told: Told): void {
  const { diary, db, procedure, county: countyCode, today } = story;
  const { scenario, village, ago } = told.plot;
  const { objection } = scenario;
  if (!objection) return;
  const { head, township } = castOf(village);
  const follow = followerIn(countyCode, today);
  const received = ago(objection.on);
  diary.write(received, PLACE.decision, async () => {
    const { objection_no } = await receiveObjection(db, procedure, {
      actor: head,
      countyCode,
      subject: { module: 'cases', id: String(told.caseNo) },
      channel: 'village',
      objector: '合成·邻居',
      words: '合成：该户在镇上有门面房，请核实',
      receivedOn: received,
      today,
      follow,
    });
    told.objectionNo = objection_no;
  });
  if (objection.answered === undefined) return;
  const answeredOn = ago(objection.answered);
  const { verdict = 'dismissed' } = objection;
  diary.write(answeredOn, PLACE.decision, () =>
    answerObjection(db, {
      actor: township,
      countyCode,
      objectionNo: told.objectionNo,
      verdict,
      reason: verdict === 'upheld' ? '合成：属实，请村里重新评议' : '合成：门面房已于前年转让，有合同',
      answeredOn,
      follow,
    }),
  );
  if (objection.appealed === undefined) return;
  const appealedOn = ago(objection.appealed);
  diary.write(appealedOn, PLACE.decision, () =>
    receiveAppeal(db, procedure, {
      actor: head,
      countyCode,
      objectionNo: told.objectionNo,
      channel: '12317',
      objector: '合成·邻居',
      words: '合成：合同日期在公示之后，请再查',
      receivedOn: appealedOn,
      today,
      follow,
    }),
  );
}
