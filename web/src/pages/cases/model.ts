import type { Reply } from '../../api/client.ts';
import type { Tone } from '../../ui/status.tsx';

export type CaseView = Reply<'GET /counties/:county/cases/:case'>;
export type CaseStatus = CaseView['status'];
export type PossibleAction = Reply<'GET /counties/:county/cases/:case/possible'>[number];
export type CaseAmount = Reply<'GET /counties/:county/cases/:case/amount'>;
export type Step = CaseView['steps'][number];

/** A document that a role may see masked (a text) or not at all (null). */
export const seen = <Value>(value: Value | string | null | undefined): Exclude<Value, string> | undefined =>
  typeof value === 'object' && value !== null ? (value as Exclude<Value, string>) : undefined;

/** Only a whole amount is one; masked it is a class of amounts. */
export const isAmount = (text: string | null | undefined): text is string =>
  typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text);

export type Inputs = NonNullable<ReturnType<typeof inputsOf>>;
export const inputsOf = ({ inputs }: Pick<CaseView, 'inputs'>) => seen(inputs);
export type Bill = Inputs['facts']['bills'][number];

export const fieldsOf = ({ fields }: Pick<Step, 'fields'>): Readonly<Record<string, string | null>> =>
  seen(fields) ?? {};
export const evidenceOf = ({ evidence }: Pick<Step, 'evidence'>) => seen(evidence) ?? [];

export const TONES: Readonly<Record<CaseStatus, Tone>> = {
  DETECTED: 'todo',
  CROSS_CHECK: 'running',
  TOWNSHIP_ASSIGNED: 'running',
  HOUSEHOLD_VISIT: 'running',
  VILLAGE_REVIEW: 'running',
  PUBLIC_NOTICE: 'running',
  VILLAGE_CONFIRMED: 'running',
  COUNTY_REVIEW: 'running',
  RECORDED: 'good',
  PAYMENT_ORDERED: 'waiting',
  PAID: 'good',
  FOLLOW_UP: 'running',
  RISK_REMOVED: 'done',
  OBJECTION: 'paused',
  APPEALED: 'paused',
  RETURNED: 'returned',
  REJECTED: 'refused',
  WITHDRAWN: 'refused',
};

/** Takes a case back or ends it: asked twice, and never without a reason. */
export const IS_GRAVE: ReadonlySet<string> = new Set(['return', 'reject', 'withdraw', 'dismiss_appeal']);

/** Sentences in English begin with a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
