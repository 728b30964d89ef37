/**
 * The pool, paying, and what follows payment (domain.md M07, F27, §3.9): money in and out of a policy year's pool,
 * payment lists for the bank and its answers, visits to a random sample, grievances. See README.md.
 */
export {
  authorisePool,
  movePool,
  POOL_MOVES,
  type PoolAuthoriseOrder,
  type PoolMove,
  type PoolMoveOrder,
  poolReport,
  type PoolReport,
} from './pool/actions.ts';
export { FORECAST_METHODS, type ForecastMethod, type PoolForecast, poolForecast } from './pool/forecast.ts';
export { figuresOf, FORMULAS, type PoolFigures, poolOf, type Sum, SUM_NAMES, SUMS } from './pool/rules.ts';
export { listPoolYears, partsOf, type PoolMoveRow, type PoolPart, sumsOf } from './pool/store.ts';
export {
  type AccountOrder,
  cancelList,
  type ListOrder,
  type ListWithLines,
  makeList,
  type MakeOrder,
  recordAccount,
  releasedText,
  releaseList,
} from './lists/actions.ts';
export { type AnswerOrder, type AnswerReport, takeAnswer } from './lists/answer.ts';
export {
  ANSWER_FILE_COLUMNS,
  type AnswerRow,
  type ListStatus,
  type Outcome,
  type PaymentLine,
  type PaymentList,
} from './lists/model.ts';
export { statusOf as listStatusOf } from './lists/rules.ts';
export { getPaymentList, linesOfList, listPaymentLists } from './lists/store.ts';
export {
  drawSample,
  getSample,
  listSamples,
  recordVisit,
  type SampleOrder,
  type SampleView,
  VISIT_FINDINGS,
  type VisitFinding,
  type VisitOrder,
} from './samples/actions.ts';
export {
  answerGrievance,
  CATEGORIES,
  countGrievances,
  escalateGrievance,
  type EscalateOrder,
  getGrievance,
  type GrievanceAnswerOrder,
  type GrievanceCount,
  type GrievanceCursor,
  type GrievanceLine,
  type GrievanceOrder,
  type Category,
  type GrievanceRow,
  listGrievances,
  receiveGrievance,
  VERDICTS,
} from './grievances/actions.ts';
