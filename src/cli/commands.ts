import { studyCommands } from './study-commands.ts';
import type { Define } from './context.ts';
import { accountCommands } from './account-commands.ts';
import { allocateCommand } from './allocate-command.ts';
import { cardCommands } from './card-commands.ts';
import { caseCommands } from './case-commands.ts';
import { compensationCommands } from './compensation-commands.ts';
import { demoCommands } from './demo-commands.ts';
import { detectorCommands } from './detector-commands.ts';
import { draftCommands } from './draft-commands.ts';
import { entityCommands } from './entity-commands.ts';
import { feedbackCommands } from './feedback-commands.ts';
import { fileCommands } from './file-commands.ts';
import { findingCommands } from './finding-commands.ts';
import { auditCommands } from './audit-commands.ts';
import { boardCommands } from './board-commands.ts';
import { bodyCommands } from './body-commands.ts';
import { importCommands } from './import-commands.ts';
import { landCommands } from './land-commands.ts';
import { ledgerCommands } from './ledger-commands.ts';
import { linkCommands } from './link-commands.ts';
import { meetingCommands } from './meeting-commands.ts';
import { noticeCommands } from './notice-commands.ts';
import { objectionCommands } from './objection-commands.ts';
import { grievanceCommands } from './grievance-commands.ts';
import { inboxCommand } from './inbox-command.ts';
import { inventoryCommands } from './inventory-commands.ts';
import { outputCommands } from './output-commands.ts';
import { paymentCommands } from './payment-commands.ts';
import { policyCommands } from './policy-commands.ts';
import { poolCommands } from './pool-commands.ts';
import { registerCommands } from './register-commands.ts';
import { responsibleCommands } from './responsible-commands.ts';
import { taskCommands } from './task-commands.ts';
import { proposalCommands } from './proposal-commands.ts';
import { searchCommand } from './search-command.ts';
import { workCommands } from './work-commands.ts';
import { roundCommands } from './round-commands.ts';
import { spendCommands } from './spend-commands.ts';
import { serveCommand } from './serve-command.ts';
import { shareCommands } from './share-commands.ts';
import { screenCommand } from './screen-commands.ts';

export const COMMANDS: readonly Define[] = [
  importCommands,
  demoCommands,
  serveCommand,
  screenCommand,
  compensationCommands,
  policyCommands,
  proposalCommands,
  studyCommands,
  draftCommands,
  cardCommands,
  fileCommands,
  findingCommands,
  allocateCommand,
  registerCommands,
  ledgerCommands,
  boardCommands,
  entityCommands,
  spendCommands,
  landCommands,
  inventoryCommands,
  outputCommands,
  linkCommands,
  feedbackCommands,
  bodyCommands,
  meetingCommands,
  noticeCommands,
  objectionCommands,
  caseCommands,
  poolCommands,
  paymentCommands,
  grievanceCommands,
  shareCommands,
  roundCommands,
  accountCommands,
  auditCommands,
  responsibleCommands,
  taskCommands,
  inboxCommand,
  workCommands,
  detectorCommands,
  searchCommand,
];
