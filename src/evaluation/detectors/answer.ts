import type { PlainDate } from '../../kernel/index.ts';
import { type Db, insertRows, nextNo } from '../../platform/index.ts';
import { type CountyOrder, enactor } from '../../registry/index.ts';
import { fail } from '../errors.ts';
import { type Firing, listFirings } from './board.ts';
import { getDetector } from './catalogue.ts';
import type { Thresholds } from './thresholds.ts';
import type { Verdict } from './verdicts.ts';

const enact = enactor('detector');
const TEXT_LENGTH_MAX = 500;

export interface AnswerOrder extends CountyOrder {
  readonly detector: string;
  /** What is answered, by subject and numbers. */
  readonly factsHash: string;
  readonly verdict: Verdict;
  readonly answer: string;
  readonly thresholds: Thresholds;
  readonly today: PlainDate;
}

/**
 * Answers what a detector found. The answer covers these numbers only; a later one replaces it, both stay. Fails, in this
 * order, with `detector.unknown`, `detector.text`, `detector.notFiring`.
 */
export async function answerFiring(db: Db, order: AnswerOrder): Promise<Firing> {
  return enact(db, order, 'answer', async (tx, actor) => {
    const { countyCode, factsHash, verdict, thresholds, today } = order;
    const { id } = getDetector(order.detector);
    const answer = order.answer.trim();
    if (answer === '' || answer.length > TEXT_LENGTH_MAX || /\p{Cc}/u.test(answer))
      throw fail('detector.text');
    const question = { countyCode, day: today, thresholds };
    const find = async () => (await listFirings(tx, question, id, { factsHash }))[0];
    const firing = await find();
    if (!firing) throw fail('detector.notFiring', { detector: id, subject: factsHash.slice(0, 12) });
    await insertRows(tx, 'evaluation.answer', [
      {
        county_code: countyCode,
        answer_no: await nextNo(tx, 'evaluation.answer', 'answer_no', { county_code: countyCode }),
        detector: id,
        subject_kind: firing.subject_kind,
        subject_no: firing.subject_no,
        area_code: firing.area_code,
        facts_hash: factsHash,
        verdict,
        answer,
        answered_on: today,
        policy_version: thresholds.version,
        recorded_by: actor,
      },
    ]);
    return { result: (await find())!, summary: { detector: id, subject_kind: firing.subject_kind, verdict } };
  });
}
