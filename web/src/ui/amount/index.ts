/** Why an amount: sentence, table, picture, what would change it, and the check on one's own device. Without Ant Design. */
export * from './amount.ts';
export { PayoutCurve, Staircase } from './picture.tsx';
export { Recompute } from './recompute.tsx';
export { useAmountSentence } from './sentence.tsx';
export { AmountTable } from './table.tsx';
export { WhatIf } from './what-if.tsx';
export { amountWords } from './words.ts';
import './amount.css';
