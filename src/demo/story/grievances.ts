import type { PlainDate } from '../../kernel/index.ts';
import { answerGrievance, escalateGrievance, receiveGrievance } from '../../prevention/payout/index.ts';
import { castOf, PLACE, type Story } from './story.ts';

interface Complaint {
  readonly category: Parameters<typeof receiveGrievance>[1]['category'];
  readonly channel: Parameters<typeof receiveGrievance>[1]['channel'];
  readonly by: string;
  readonly owner: string;
  readonly words: string;
  readonly about?: string;
  readonly received: number;
  readonly answered?: {
    readonly on: number;
    readonly verdict: 'justified' | 'unfounded';
    readonly words: string;
  };
  readonly escalated?: { readonly on: number; readonly to: string };
}

/** Complaints about the service: answered, escalated, due today, overdue. Days are working days before today. */
function complaintsOf({ stage }: Story): readonly Complaint[] {
  const { head, grid, township } = castOf(stage.villages[0]);
  return [
    {
      category: 'not_paid',
      channel: '12317',
      by: 'office',
      owner: 'office',
      words: '合成：银行卡换号后没有收到款',
      received: 11,
      answered: { on: 9, verdict: 'justified', words: '合成：已登记新账号，随下一批发放' },
    },
    {
      category: 'amount',
      channel: 'web',
      by: 'household',
      owner: head,
      words: '合成：金额与邻居不一样，请说明',
      received: 14,
      answered: { on: 11, verdict: 'unfounded', words: '合成：已当面逐项讲解计算过程' },
      escalated: { on: 2, to: township },
    },
    {
      category: 'delay',
      channel: 'village',
      by: head,
      owner: head,
      words: '合成：材料交了半个月没有回音',
      received: 9,
    },
    {
      category: 'privacy',
      channel: 'village',
      by: head,
      owner: township,
      words: '合成：公开栏旁有人念病情',
      received: 5,
    },
    {
      category: 'conduct',
      channel: '12317',
      by: 'office',
      owner: township,
      words: '合成：上门时态度生硬',
      about: grid,
      received: 3,
    },
  ];
}

export function writeGrievances(story: Story): void {
  const { diary, db, county: countyCode, today, days, procedure, stage } = story;
  for (const { received, answered, escalated, by, ...said } of complaintsOf(story)) {
    let grievanceNo = 0;
    const at = (count: number): PlainDate => days.ago(count);
    diary.write(at(received), PLACE.after, async () => {
      const order = {
        actor: by,
        countyCode,
        areaCode: stage.villages[0].code,
        ...said,
        receivedOn: at(received),
        today,
        policy: procedure(at(received)),
      };
      grievanceNo = (await receiveGrievance(db, order)).grievance_no;
    });
    if (answered)
      diary.write(at(answered.on), PLACE.after, () =>
        answerGrievance(db, {
          actor: said.owner,
          countyCode,
          grievanceNo,
          verdict: answered.verdict,
          answer: answered.words,
          on: at(answered.on),
          today,
        }),
      );
    if (escalated)
      diary.write(at(escalated.on), PLACE.after, () =>
        escalateGrievance(db, {
          actor: 'office',
          countyCode,
          grievanceNo,
          owner: escalated.to,
          reason: '合成：对答复不满意',
          on: at(escalated.on),
          today,
          policy: procedure(at(escalated.on)),
        }),
      );
  }
}
