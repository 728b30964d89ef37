/**
 * What a village's economy consists of and how it is run together: entities and their purses, what was put into them,
 * inventories, spending by tiers under escrow, land contracts, linkage with households (domain.md M01, M11, M12, M14, M16).
 * See README.md.
 */
export {
  appointAgent,
  type AgentOrder,
  type EntityOrder,
  type FactOrder,
  recordFact,
  registerEntity,
} from './entities/actions.ts';
export {
  agentsOf,
  type EntityFilter,
  type FactRow,
  findByPurse,
  getEntity,
  listEntities,
  listFacts,
} from './entities/store.ts';
export { contribute, type ContributionOrder } from './contributions/actions.ts';
export type { ContributionSum, ContributionTotals } from './contributions/rules.ts';
export {
  type ContributionFilter,
  contributionTotals,
  listContributions,
  type ListedContribution,
} from './contributions/store.ts';
export {
  getInventory,
  type InventoryOrder,
  type InventoryRow,
  type InventoryView,
  listInventories,
  recordInventory,
} from './inventories/actions.ts';
export {
  INVENTORY_CLASSES,
  type InventoryClass,
  type InventoryLine,
  OWNER_LEVELS,
  type OwnerLevel,
  type Use,
  USES,
} from './inventories/rules.ts';
export { listOutputs, type OutputOrder, type OutputRow, recordOutput } from './outputs/actions.ts';
export {
  endLand,
  letLand,
  letLands,
  type LandOrder,
  type PlantingOrder,
  recordPlanting,
  recordSubsidy,
  requestRents,
  type RentOrder,
  type SubsidyOrder,
} from './land/actions.ts';
export { isWithoutYield, plantedLand, rentOf } from './land/rules.ts';
export {
  type LandContract,
  type LandFilter,
  listContracts,
  listPlantings,
  type PlantingRow,
} from './land/store.ts';
export {
  answerFeedback,
  type FeedbackAnswerOrder,
  type FeedbackOrder,
  giveFeedback,
  linkHousehold,
  type LinkOrder,
  type ObligationOrder,
  oblige,
  type OutcomeOrder,
  recordStage,
  settleObligation,
  type StageOrder,
} from './links/actions.ts';
export {
  LINK_KINDS,
  type LinkKind,
  type ObligationStatus,
  PARTICIPATION_FORMS,
  type ParticipationForm,
  type Stage,
  STAGES,
} from './links/model.ts';
export {
  type FeedbackRow,
  type LinkedHousehold,
  linkedHouseholds,
  type LinkFilter,
  type LinkRow,
  listFeedback,
  listLinks,
  listStages,
  type ObligationRow,
  obligationStatus,
  type StageRow,
} from './links/store.ts';
export {
  authoriseExpenditure,
  beginEscrow,
  cosignExpenditure,
  type EscrowOrder,
  finishEscrow,
  payExpenditure,
  recordStep,
  requestExpenditure,
  showExpenditure,
  type SpendOrder,
  type StepOrder,
  vetoExpenditure,
  type VetoOrder,
} from './spending/actions.ts';
export { spendingFollowerIn } from './spending/follow.ts';
export { SPENDING_POLICY } from './spending/policy.ts';
export type { Tier } from './spending/tier.ts';
export { type RentLine, rentLines } from './spending/rents.ts';
export { DISCUSSIONS, type StepName } from './spending/rules.ts';
export { type Expenditure, listExpenditures, subjectOf } from './spending/standing.ts';
export { OUTPUT_KINDS, type OutputKind } from './names.ts';
export { SPENDING_KINDS, type SpendingKind, SPENDING_STATUSES, type SpendingStatus } from './names.ts';
export {
  CONTRIBUTION_KINDS,
  type ContributionKind,
  CONTRIBUTOR_CLASSES,
  type ContributorClass,
  ENTITY_KINDS,
  type EntityKind,
  FACT_TOPICS,
  type FactTopic,
  VALUATION_METHODS,
  type ValuationMethod,
} from './names.ts';
export { type ContributionRow, type EntityRow, findHundredths, hundredthsText } from './model.ts';
