/** What a household is told about itself, in plain words. See README.md. */
export {
  needOwnCase,
  ownAmount,
  ownCases,
  ownFindings,
  ownHousehold,
  ownNotices,
  ownObjections,
  ownOf,
  programmeOf,
  readOwn,
} from './file.ts';
