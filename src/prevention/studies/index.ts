/** What-if and back-test: a county's history under other numbers (domain.md M05, back-test of three years). */
export { findYears, type History, loadHistory } from './columns.ts';
export { Histories, openStudy, type Studied, type StudyOrder } from './history.ts';
export { rangesOf } from './ranges.ts';
export {
  getScenario,
  listScenarios,
  saveScenario,
  type Scenario,
  type ScenarioOutcome,
} from './scenarios.ts';
export {
  backtestLines,
  type BacktestRow,
  candidateOf,
  candidatePolicy,
  type Setting,
  shiftedHouseholds,
  type WhatIf,
  whatIf,
} from './study.ts';
