import { sealTrail, within } from '../../access/index.ts';
import type { PlainDate } from '../../kernel/index.ts';
import { type ProgressFactory, type Tx } from '../../platform/index.ts';
import { type PolicyBook, resolvePolicy } from '../../policy/index.ts';
import { importInto, KINDS, DEMONSTRATION } from '../../prevention/feeds/index.ts';
import { screen } from '../../prevention/screening/index.ts';
import { Stream, USE } from '../random.ts';
import { billsOf } from './bills.ts';
import { type Told, writeCase } from './cases.ts';
import { Diary, WorkingDays } from './diary.ts';
import { writeCompany } from './company.ts';
import { writeGrievances } from './grievances.ts';
import { writeReviews } from './meetings.ts';
import { writePayments, writePools, writeSample } from './money.ts';
import { writeNotices } from './notices.ts';
import { keepPictures } from './pictures.ts';
import { plotsOf, screeningDays } from './plots.ts';
import { writeRegister } from './register.ts';
import { writeNamings, writeTasks } from './responsible.ts';
import { writeShares } from './shares.ts';
import type { Stage } from './stage.ts';
import { PLACE, POLICY, type Story } from './story.ts';

export interface StoryOrder {
  readonly stage: Stage;
  readonly seed: number;
  readonly today: PlainDate;
  readonly people: number;
  readonly policies: PolicyBook;
  readonly actor: string;
  readonly progress: ProgressFactory;
}

/** Lets the county live until today, through the doors that people use, as the accounts of the demonstration. */
export async function tellStory(tx: Tx, order: StoryOrder): Promise<void> {
  const { stage, seed, today, people, policies, actor, progress } = order;
  const days = new WorkingDays(today);
  const db = within(tx);
  const story: Story = {
    tx,
    db,
    county: stage.county,
    today,
    days,
    diary: new Diary(),
    stage,
    pictures: await keepPictures(db, stage.county),
    random: new Stream().reset(seed, USE.story),
    policyOn: (reference, day) => resolvePolicy(policies, reference, day),
    procedure: (day) => resolvePolicy(policies, 'village-governance', day),
    responsibility: (day) => resolvePolicy(policies, 'responsibility', day),
    policy: (day) => resolvePolicy(policies, POLICY, day),
  };
  const plots = plotsOf(stage, days);
  const source = billsOf(plots, story.policy(today), stage.county, story.random);
  await importInto(tx, { kind: KINDS.expenses, source, sourceKey: DEMONSTRATION, actor, progress });
  writeScreenings(story);
  const cases = plots.map((plot): Told => ({ plot, caseNo: 0, objectionNo: 0 }));
  for (const told of cases) writeCase(story, told);
  for (const village of stage.villages) {
    const own = cases.filter(({ plot }) => plot.village === village);
    writeReviews(story, village, own);
    writeNotices(story, village, own);
  }
  writeNamings(story);
  writeTasks(story);
  writeGrievances(story);
  await writeRegister(story);
  writePools(story, people);
  writePayments(story, cases);
  writeSample(story, cases);
  writeCompany(story);
  writeShares(story);
  const bar = progress('The county lives', 'acts');
  await story.diary.happen((done) => bar.update(done, story.diary.length));
  bar.finish();
  await sealTrail(story.db, { actor: 'admin' });
}

function writeScreenings({ diary, db, days, county: countyCode, policy }: Story): void {
  for (const asOf of screeningDays(days))
    diary.write(asOf, PLACE.screening, () =>
      screen(db, { countyCode, policy: policy(asOf), asOf, actor: 'office' }),
    );
}
