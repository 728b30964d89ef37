import { Type } from 'typebox';
import {
  answerFiring,
  DETECTOR_IDS,
  DETECTOR_POLICY,
  detectorBoard,
  type DetectorId,
  DETECTORS,
  type Firing,
  getDetector,
  listFirings,
  numbersOf,
  SUBJECT_KINDS,
  type SubjectKind,
  thresholdsOf,
  VERDICTS,
  type Verdict,
  wordsOf,
} from '../../evaluation/index.ts';
import { Download, LIST_FORMATS, ListFile } from '../downloads.ts';
import { type AddRoute, type Call, orderOf, pageOf } from '../route.ts';
import { Body, County, Day, DryRun, Limit, Nullable, ofCounty, Page, Text, Words } from '../schemas.ts';
import { columnsOf } from '../tables.ts';

const tag = 'evaluation';
const LOOK = 'detector.board';
const Id = Type.Enum([...DETECTOR_IDS]);
const ofDetector = Type.Object({ county: County, detector: Id });
const Status = Type.Enum(['fires', 'quiet', 'cannot_be_judged']);
const VerdictName = Type.Enum(Object.keys(VERDICTS) as Verdict[]);

const Detector = Type.Object({
  id: Id,
  title: Words,
  condition: Words,
  rests_on: Words,
});
const State = Type.Object({
  ...Detector.properties,
  status: Status,
  judged: Type.Integer({ description: 'How many it could be asked of.' }),
  fired: Type.Integer(),
  open: Type.Integer({ description: 'Of these without an answer to just these numbers.' }),
});
const Found = Type.Object({
  subject_kind: Type.Enum(Object.keys(SUBJECT_KINDS) as SubjectKind[]),
  subject_kind_name: Words,
  subject_no: Type.String({ description: 'Number in the county; of an area its code, of a donor its name.' }),
  subject_name: Nullable(Type.String()),
  area_code: Type.String(),
  area_name: Nullable(Type.String()),
  numbers: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Words,
      kind: Type.Enum(['fen', 'hundredths', 'ratio', 'count', 'day']),
      value: Type.String({ description: 'Yuan, a decimal, a share of 1, a count or a day, as text.' }),
    }),
    { description: 'The numbers that made it fire.' },
  ),
  facts_hash: Type.String({ description: 'What an answer is given to.' }),
  answered: Nullable(
    Type.Object({
      verdict: VerdictName,
      verdict_name: Words,
      answer: Nullable(Type.String()),
      answered_on: Day,
      recorded_by: Type.String(),
    }),
  ),
  was_answered: Type.Boolean({ description: 'An earlier answer was to other numbers.' }),
});

type CountyCall = Call<{ county: string }>;
const questionOf = async (call: CountyCall) => {
  const policy = (await call.policyOn())(DETECTOR_POLICY, call.today);
  return { countyCode: call.params.county, day: call.today, thresholds: thresholdsOf(policy) };
};

/** Its rows may say something of a household: the read is logged, and the detector is why. */
const looking = (countyCode: string, id: DetectorId) => ({ action: LOOK, countyCode, purpose: id });

const foundDocument = (id: DetectorId, { facts, answered, ...firing }: Firing) => ({
  ...firing,
  subject_kind_name: SUBJECT_KINDS[firing.subject_kind],
  numbers: numbersOf(DETECTORS[id], facts).map(({ name, kind, value, zh, en }) => ({
    name,
    title: { zh, en },
    kind,
    value,
  })),
  answered: answered && { ...answered, verdict_name: VERDICTS[answered.verdict] },
});

export function detectorRoutes(add: AddRoute): void {
  add({
    method: 'GET',
    url: '/counties/:county/detectors',
    tag,
    summary: 'Failure modes: which fire, which do not, which the books cannot judge',
    params: ofCounty,
    reply: Type.Object({ day: Day, policy_version: Type.String(), rows: Type.Array(State) }),
    handle: async (call) => {
      const question = await questionOf(call);
      const states = await call.read(LOOK, (tx) => detectorBoard(tx, question), question.countyCode);
      return {
        day: question.day,
        policy_version: question.thresholds.version,
        rows: states.map((state) => ({ ...detectorDocument(state.id, question), ...state })),
      };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/detectors/:detector',
    tag,
    summary: 'What a detector fires for, with its numbers and answers; those without an answer first',
    params: ofDetector,
    query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 400 })), limit: Limit }),
    reply: Type.Object({ detector: Detector, ...Page(Found, Type.String()).properties }),
    handle: async (call) => {
      const question = await questionOf(call);
      const { id } = getDetector(call.params.detector);
      const { after, limit } = call.query;
      const page = await pageOf(
        limit,
        (rows) =>
          call.readPersonal(looking(question.countyCode, id), async (tx, eyes) =>
            (await listFirings(tx, question, id, { after, limit: rows })).map((row) => eyes(row)),
          ),
        ({ key }) => key!,
      );
      const rows = page.rows.map((row) => foundDocument(id, row as Firing));
      return { detector: detectorDocument(id, question), rows, next: page.next };
    },
  });
  add({
    method: 'GET',
    url: '/counties/:county/detectors/:detector/file',
    tag,
    summary: 'The same as a file',
    params: ofDetector,
    query: Type.Object({ format: Type.Enum([...LIST_FORMATS]) }),
    isDownload: true,
    reply: ListFile,
    handle: async (call) => {
      const question = await questionOf(call);
      const detector = getDetector(call.params.detector);
      const { id, numbers } = detector;
      const found = await call.readPersonal(looking(question.countyCode, id), async (tx, eyes) =>
        (await listFirings(tx, question, id)).map((row) => eyes(row) as Firing),
      );
      const rows = found.map(({ facts, answered, ...row }) => ({
        subject_kind: row.subject_kind,
        subject_no: row.subject_no,
        area_code: row.area_code,
        area_name: row.area_name,
        ...Object.fromEntries(numbersOf(detector, facts).map(({ name, value }) => [name, value])),
        verdict: answered?.verdict ?? null,
        answer: answered?.answer ?? null,
      }));
      const fields = {
        subject_kind: { zh: '对象', en: 'subject', words: SUBJECT_KINDS },
        subject_no: { zh: '编号', en: 'number' },
        area_code: { zh: '地区代码', en: 'area code' },
        area_name: { zh: '地区', en: 'area' },
        ...Object.fromEntries(
          Object.entries(numbers).map(([name, { kind, zh, en }]) => [
            name,
            { zh, en, ...(kind === 'fen' && { kind: 'yuan' as const }) },
          ]),
        ),
        verdict: { zh: '答复结论', en: 'verdict', words: VERDICTS },
        answer: { zh: '答复', en: 'answer' },
      };
      const columns = columnsOf<Record<string, unknown>>(fields, call.language);
      return Download.write(`${id} ${question.day}`, call.query.format, columns, [rows]);
    },
  });
  add({
    method: 'POST',
    url: '/counties/:county/detectors/:detector/answers',
    tag,
    summary: 'Answer what a detector found, as its numbers stand',
    params: ofDetector,
    body: Body({
      facts_hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      verdict: VerdictName,
      answer: Text,
      dry_run: DryRun,
    }),
    status: 201,
    reply: Found,
    handle: async (call) => {
      const { thresholds } = await questionOf(call);
      const { facts_hash: factsHash, verdict, answer } = call.body;
      const { detector } = call.params;
      const order = { ...orderOf(call), detector, factsHash, verdict, answer, thresholds, today: call.today };
      return foundDocument(detector, await answerFiring(call.db, order));
    },
  });
}

const detectorDocument = (id: DetectorId, { thresholds }: Awaited<ReturnType<typeof questionOf>>) => {
  const { zh, en } = DETECTORS[id];
  return { id, title: { zh, en }, ...wordsOf(DETECTORS[id], thresholds) };
};
