import { type Static, Type } from 'typebox';
import { formatYuan } from '../kernel/index.ts';
import {
  ROUND_STATUS_NAMES,
  type RoundNode,
  type RoundState,
  type Sheet,
} from '../livelihood/shares/index.ts';
import { Day, Nullable, Words, Yuan } from './schemas.ts';

/** Schemas of rounds of shares, for staff and for everybody. */

export const RoundNodeStep = Type.Object(
  {
    name: Type.String({ description: 'What it is among its siblings: surplus, reserve, member …' }),
    label: Words,
    amount_yuan: Yuan,
    detail: Type.Optional(Words),
    children: Type.Array(Type.Unsafe<RoundNode>({ $ref: 'RoundNode#' })),
  },
  { $id: 'RoundNode', description: 'A step of a round; its amount follows from its children.' },
);
export const RoundTree = Type.Unsafe<RoundNode>({ $ref: 'RoundNode#' });

/** The sheet is read by the code that recomputes it (`isSheet`), so that its schema is told in docs/files.md. */
export const SheetReply = Type.Unsafe<Sheet>(
  Type.Object({ format: Type.Literal('terrace-round-1') }, { additionalProperties: true }),
);

const RoundStatus = Type.Enum(Object.keys(ROUND_STATUS_NAMES) as (keyof typeof ROUND_STATUS_NAMES)[]);

/** A round in what everybody may know of it. */
export const PublicRound = Type.Object({
  round_no: Type.Integer(),
  round_id: Type.String(),
  entity_no: Type.Integer(),
  entity_name: Type.String(),
  year: Type.Integer(),
  day: Day,
  roll_no: Type.Integer(),
  status: RoundStatus,
  status_name: Words,
  charter_version: Type.String(),
  surplus_yuan: Yuan,
  shared_yuan: Yuan,
  paid_yuan: Yuan,
  kept_yuan: Yuan,
  posted: Type.Integer({ description: 'Postings that stand …' }),
  of: Type.Integer({ description: '… of so many lines of households that get something.' }),
  sheet_hash: Type.String(),
  meeting: Nullable(
    Type.Object({
      meeting_no: Type.Integer(),
      body_name: Type.String(),
      day: Day,
      title: Type.Optional(Type.String()),
    }),
  ),
  notice_no: Nullable(Type.Integer()),
});

export const roundDocument = ({
  round,
  status,
  posted,
  decision,
}: RoundState): Static<typeof PublicRound> => ({
  round_no: round.round_no,
  round_id: round.round_ref,
  entity_no: round.entity_no,
  entity_name: round.entity_name,
  year: round.year,
  day: round.day,
  roll_no: round.roll_no,
  status,
  status_name: ROUND_STATUS_NAMES[status],
  charter_version: round.charter_version,
  surplus_yuan: formatYuan(round.surplus_fen),
  shared_yuan: formatYuan(round.shared_fen),
  paid_yuan: formatYuan(round.paid_fen),
  kept_yuan: formatYuan(round.kept_fen),
  posted: posted.posted,
  of: posted.of,
  sheet_hash: round.sheet_hash,
  meeting: decision.decision
    ? {
        meeting_no: decision.decision.meetingNo,
        body_name: decision.decision.bodyName,
        day: decision.decision.day,
      }
    : null,
  notice_no: decision.notice?.noticeNo ?? null,
});

export const RoundStepRow = Type.Object({
  step: Type.Enum(['authorised', 'paid', 'reversed', 'withdrawn']),
  day: Day,
  authorisation_no: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  recorded_by: Type.String(),
});
