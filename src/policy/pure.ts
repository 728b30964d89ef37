/** The policy module's door for the browser: no `node:` import, no schema, no file anywhere behind it. */
export { prepareColumns, type ExpenseColumns, type PreparedColumns } from './columns.ts';
export { type Distribution, distributions, type Edge, edgesOf } from './edges.ts';
export { compilePolicy, type CompiledPolicy, type Rulebook } from './compile.ts';
export { evaluate, payoutsByRow, type Evaluation } from './evaluate.ts';
export * from './explain.ts';
export * from './incentives.ts';
export { findThreshold, reaches, type Threshold } from './numbers.ts';
export * from './rules.ts';
export * from './simulate.ts';
export * from './vocabulary.ts';
export * from './explain-document.ts';
