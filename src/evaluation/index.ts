/** What the books say about how well it works: detectors of failure modes, and the answers to them. See README.md. */
export {
  type Answer,
  detectorBoard,
  type DetectorState,
  type DetectorStatus,
  type Firing,
  listFirings,
} from './detectors/board.ts';
export * from './pure.ts';
export { answerFiring, type AnswerOrder } from './detectors/answer.ts';
export { DETECTORS, getDetector } from './detectors/catalogue.ts';
export { numbersOf, wordsOf } from './detectors/words.ts';
export {
  DETECTOR_IDS,
  type DetectorId,
  type Question,
  SUBJECT_KINDS,
  type SubjectKind,
} from './detectors/model.ts';
export { DETECTOR_POLICY, type Thresholds, thresholdsOf } from './detectors/thresholds.ts';
