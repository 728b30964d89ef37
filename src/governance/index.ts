/**
 * Bodies, meetings, votes, public notices and objections: one mechanism for village review, dividend plans, fund use
 * and the moral council. A subject is opaque (`{ module, id }`); the modules above ask `subjectDecision` or pass
 * `needConfirmed` before they act. See README.md.
 */
export {
  type Appointment,
  type AppointOrder,
  appointMembers,
  declareKinship,
  type EndOrder,
  endMember,
  foundBody,
  type FoundOrder,
  type KinshipOrder,
} from './bodies/actions.ts';
export {
  type BodyRow,
  getBody,
  listBodies,
  listKinship,
  listMembers,
  type MemberRow,
} from './bodies/store.ts';
export {
  type Decision,
  isContested,
  needConfirmed,
  type SubjectDecision,
  subjectDecision,
  subjectDecisions,
  unpublishedDecisions,
} from './decision.ts';
export {
  addEvidence,
  type AgendaItem,
  callMeeting,
  type CallOrder,
  closeMeeting,
  type CloseOrder,
  type EvidenceOrder,
} from './meetings/actions.ts';
export type { Choice, ItemResult, Outcome } from './meetings/rules.ts';
export { listMeetings, type MeetingRow, type SeatRow } from './meetings/store.ts';
export {
  type AttendOrder,
  type BallotOrder,
  castBallots,
  type CountOrder,
  countVotes,
  recordAttendance,
  recuseMember,
  type RecuseOrder,
} from './meetings/vote.ts';
export {
  BODY_KINDS,
  BODY_NAMES,
  type BodyKind,
  type Follow,
  type Role,
  ROLES,
  type Subject,
} from './model.ts';
export {
  draftNotice,
  type DraftOrder,
  type NoticeLine,
  postNotice,
  type PostOrder,
  type TakeDownOrder,
  takeDownNotice,
} from './notices/actions.ts';
export { listLines } from './notices/store.ts';
export type { GivenFields } from './notices/fields.ts';
export { noticePage, type NoticePaper } from './notices/page.ts';
export { printNotice, recordTelephone, telephoneOf } from './notices/prints.ts';
export type { NoticeProgress } from './notices/rules.ts';
export { NOTICE_KINDS, type NoticeContent, type NoticeKind } from './notices/words.ts';
export {
  answerObjection,
  type AnswerOrder,
  type AppealOrder,
  type ObjectOrder,
  peopleOfMeeting,
  receiveAppeal,
  type ReceivedObjection,
  receiveObjection,
} from './objections/actions.ts';
export {
  type Channel,
  CHANNELS,
  getObjection,
  listObjections,
  type ObjectionRow,
} from './objections/store.ts';
export { fewestDisclosed, PROCEDURE_POLICY, type ProcedureOn } from './procedure.ts';
export { rulebookOf } from './rulebook.ts';
export {
  type MeetingView,
  type NoticeView,
  type NoticeAbout,
  noticesAbout,
  type NoticeInProgress,
  noticesInProgress,
  showMeeting,
  showNotice,
  showNotices,
} from './show.ts';
export {
  type DisclosedDecision,
  disclosedDecisions,
  type EndedNotice,
  endedNotices,
  type PublicNotice,
  publicNotice,
  publicNotices,
  subjectOfNotice,
  wholeNotice,
} from './public.ts';
