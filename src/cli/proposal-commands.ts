import type { Command } from 'commander';
import { parse } from 'yaml';
import {
  decideProposal,
  listProposals,
  type Proposal,
  proposalDocument,
  proposeChange,
  resolvePolicy,
} from '../policy/index.ts';
import { dayArgument } from './arguments.ts';
import type { Context, Define } from './context.ts';
import { policiesOf, policyFiles } from '../app/policies.ts';

interface ProposeOptions {
  readonly policy: string;
  readonly path: string;
  readonly value: string;
  readonly from: string;
  readonly document: string;
  readonly reason?: string;
}

interface DecideOptions {
  readonly reason?: string;
}

export const proposalCommands: Define = (program, begin) => {
  const group = program.commands.find((command) => command.name() === 'policy')!;
  group
    .command('propose')
    .description('propose a number from a day on; a second person approves it')
    .requiredOption('--policy <id>', 'policy')
    .requiredOption('--path <path>', 'for example lines.medical.non_poor_low_income')
    .requiredOption('--value <value>', 'yuan, a rate, true/false, or a YAML list of brackets')
    .requiredOption('--from <day>', 'first day of the new number')
    .requiredOption('--document <title>', 'document it rests on, with its number')
    .option('--reason <text>', 'why')
    .action((options: ProposeOptions, command: Command) =>
      propose(begin(command.optsWithGlobals()), options),
    );
  group
    .command('approve <proposal-no>')
    .description('publish a proposal as a new version')
    .action((no: string, _: unknown, command: Command) => approve(begin(command.optsWithGlobals()), no));
  group
    .command('refuse <proposal-no>')
    .description('refuse a proposal')
    .option('--reason <text>', 'why')
    .action((no: string, options: DecideOptions, command: Command) =>
      refuse(begin(command.optsWithGlobals()), no, options),
    );
  group
    .command('proposals')
    .description('all proposals and what became of them')
    .action((_: unknown, command: Command) => list(begin(command.optsWithGlobals())));
};

async function propose(context: Context, options: ProposeOptions): Promise<void> {
  const { policy, path, value, from, document, reason } = options;
  const change = {
    path,
    value: parse(value) as unknown,
    from: dayArgument(from, '--from'),
    source: { document },
    ...(reason !== undefined && { reason }),
    proposedBy: context.actor,
  };
  const no = await context.withStore('terrace policy propose', async ({ db }) =>
    proposeChange(db, await policiesOf(db), policy, change),
  );
  context.answer(
    { proposal_no: no },
    context.words({
      zh: `提案 ${no} 已登记；由另一人批准：terrace policy approve ${no} --as 姓名`,
      en: `Proposal ${no} recorded; somebody else approves it: terrace policy approve ${no} --as NAME`,
    }),
  );
}

async function approve(context: Context, no: string): Promise<void> {
  const version = await context.withStore('terrace policy approve', async ({ db }) => {
    const book = await decideProposal(db, policyFiles(), no, { decidedBy: context.actor, isApproved: true });
    const { policyId, change } = (await listProposals(db)).find(({ proposalNo }) => proposalNo === no)!;
    return resolvePolicy(book, `${policyId}@${change.from}`).version;
  });
  context.answer(
    { proposal_no: no, is_approved: true, policy_version: version },
    context.words({ zh: `已发布：${version}`, en: `Published: ${version}` }),
  );
}

async function refuse(context: Context, no: string, { reason }: DecideOptions): Promise<void> {
  await context.withStore('terrace policy refuse', ({ db }) =>
    decideProposal(db, policyFiles(), no, {
      decidedBy: context.actor,
      isApproved: false,
      ...(reason !== undefined && { reason }),
    }),
  );
  context.answer(
    { proposal_no: no, is_approved: false, policy_version: null },
    context.words({ zh: `提案 ${no} 已否决。`, en: `Proposal ${no} refused.` }),
  );
}

async function list(context: Context): Promise<void> {
  const proposals = await context.withStore('terrace policy proposals', ({ db }) => listProposals(db));
  const fate = ({ decision }: Proposal): string =>
    context.words(
      !decision
        ? { zh: '待批', en: 'open' }
        : decision.isApproved
          ? { zh: `${decision.decidedBy} 已批准`, en: `approved by ${decision.decidedBy}` }
          : { zh: `${decision.decidedBy} 已否决`, en: `refused by ${decision.decidedBy}` },
    );
  const lines = proposals.map(
    (proposal) =>
      `${proposal.proposalNo}  ${proposal.policyId}  ${proposal.change.path} = ${JSON.stringify(proposal.change.value)} ${context.words(
        {
          zh: `自 ${proposal.change.from} 起，${proposal.change.proposedBy} 提出`,
          en: `from ${proposal.change.from}, by ${proposal.change.proposedBy}`,
        },
      )}: ${fate(proposal)}`,
  );
  context.answer(
    proposals.map(proposalDocument),
    lines.join('\n') || context.words({ zh: '没有提案。', en: 'No proposals.' }),
  );
}
