import type { Bilingual } from '../kernel/index.ts';
import type { Tx } from '../platform/index.ts';
import type { CountyOrder } from '../registry/index.ts';

/** What is decided, made public or contested: something of a module above, opaque here. */
export interface Subject {
  readonly module: string;
  readonly id: string;
}

/** `cases:17`: how a subject is written on the command line and in refusals. */
export const subjectText = ({ module, id }: Subject): string => `${module}:${id}`;

export type Order = CountyOrder;

/**
 * What the subject's module does in the same transaction when a decision or an objection changes what holds, such as
 * stopping a payment; or neither happens.
 */
export type Follow = (tx: Tx, change: Change) => Promise<void>;
export interface Change {
  readonly subject: Subject;
  /** The meeting or the objection. */
  readonly because: `governance/${'meeting' | 'objection'}/${number}`;
  readonly actor: string;
}

export const BODY_NAMES = {
  villager_assembly: { zh: '村民会议', en: 'villagers’ assembly' },
  villager_representatives: { zh: '村民代表会议', en: 'assembly of villager representatives' },
  village_review_group: { zh: '村级评议小组', en: 'village review group' },
  moral_council: { zh: '道德评议会', en: 'moral council' },
  village_committee: { zh: '村两委', en: 'two village committees' },
  supervisory_board: { zh: '村务监督委员会', en: 'supervisory board' },
  collective_assembly: { zh: '集体经济组织成员大会', en: 'members’ assembly of the collective' },
  shareholders_assembly: { zh: '股东大会', en: 'shareholders’ assembly' },
  cooperative_assembly: { zh: '合作社成员大会', en: 'members’ assembly of the cooperative' },
  cooperative_council: { zh: '合作社理事会', en: 'council of the cooperative' },
} as const satisfies Record<string, Bilingual>;
export type BodyKind = keyof typeof BODY_NAMES;
export const BODY_KINDS = Object.keys(BODY_NAMES) as readonly BodyKind[];

export const ROLES = ['chair', 'member', 'secretary', 'supervisor'] as const;
export type Role = (typeof ROLES)[number];
