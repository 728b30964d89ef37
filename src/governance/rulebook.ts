import type { PolicyVersion } from '../policy/index.ts';
import { BODY_KINDS, BODY_NAMES, type BodyKind } from './model.ts';
import { fieldOf, type GivenField, isNoticeField } from './notices/fields.ts';
import { NOTICE_KINDS, NOTICE_TITLES, type NoticeKind } from './notices/words.ts';
import { answerPeriod, type BodyRules, bodyRules, noticeRules, type Period } from './procedure.ts';
import type { Bilingual } from '../kernel/index.ts';

/** What the rules in force let bodies decide and notices show: what a form may offer. */
export interface Rulebook {
  readonly policyVersion: string;
  readonly bodies: readonly (BodyRules & { readonly kind: BodyKind; readonly name: Bilingual })[];
  readonly notices: readonly NoticeTerms[];
  readonly answer: Period;
}

interface NoticeTerms extends Period {
  readonly kind: NoticeKind;
  readonly title: Bilingual;
  readonly needsDecision: boolean;
  /** The columns of its table. */
  readonly columns: readonly Bilingual[];
  /** What whoever drafts it gives for each line; the register gives the rest. */
  readonly given: readonly GivenField[];
  readonly needsHousehold: boolean;
}

/** The rules of all kinds of bodies and notices that a policy has rules for. */
export function rulebookOf(policy: PolicyVersion): Rulebook {
  const has = (section: string) => policy.parameter(`${section}.quorum`) !== undefined;
  return {
    policyVersion: policy.version,
    bodies: BODY_KINDS.filter(has).map((kind) => ({
      kind,
      name: BODY_NAMES[kind],
      ...bodyRules(policy, kind),
    })),
    notices: NOTICE_KINDS.filter((kind) => policy.parameter(`notice_${kind}.days`) !== undefined).map(
      (kind) => noticeTerms(policy, kind),
    ),
    answer: answerPeriod(policy),
  };
}

function noticeTerms(policy: PolicyVersion, kind: NoticeKind): NoticeTerms {
  const { days, dayKind, needsDecision, fields } = noticeRules(policy, kind);
  const names = fields.filter(isNoticeField);
  return {
    kind,
    title: NOTICE_TITLES[kind],
    days,
    dayKind,
    needsDecision,
    columns: names.map((name) => fieldOf(name).label),
    given: [...new Set(names.map((name) => fieldOf(name).needs).filter((name) => name !== undefined))],
    needsHousehold: names.some((name) => !fieldOf(name).needs && name !== 'village'),
  };
}
