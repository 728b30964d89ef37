import { policyFiles } from '../app/policies.ts';
import { DEMO_ACCOUNTS, loadDemo, SYNTHETIC_NOTICE } from '../demo/index.ts';
import type { Define } from './context.ts';

interface LoadOptions {
  readonly county: string;
  readonly scale: string;
  readonly seed: string;
}

/** After loading: who may act here, since accounts exist from then on. */
export const demoAccountsNote = {
  zh: `演示账号（--as）：${DEMO_ACCOUNTS.map(({ name, zh }) => `${name} ${zh}`).join('，')}。`,
  en: `Accounts of the demonstration (--as): ${DEMO_ACCOUNTS.map(({ name, en }) => `${name}, ${en}`).join('; ')}.`,
};

export const demoCommands: Define = (program, begin) => {
  program
    .command('demo')
    .description('the synthetic demonstration county')
    .command('load')
    .description('fill an empty store with synthetic households, people, three years of bills and incomes')
    .option('--county <code>', 'county of the shipped areas', '130434')
    .option('--scale <share>', '1 makes about a million people', '0.05')
    .option('--seed <number>', 'another seed makes another county', '7')
    .action(async (options: LoadOptions, command) => {
      const context = begin(command.optsWithGlobals());
      const { county, scale, seed } = options;
      const summary = await context.withStore('terrace demo load', ({ db }) =>
        loadDemo(db, {
          policies: policyFiles(),
          county,
          scale: Number(scale),
          seed: Number(seed),
          actor: context.actor,
          progress: context.progress,
        }),
      );
      const document = {
        county_code: county,
        synthetic: true,
        people: summary.people,
        households: summary.households,
        households_by_group: summary.householdsByGroup,
        bills: summary.bills,
        first_bill: summary.firstBill,
        last_bill: summary.lastBill,
      };
      context.answer(
        document,
        `${context.words(SYNTHETIC_NOTICE)}\n${context.words({
          zh: `${summary.households} 户，${summary.people} 人，${summary.firstBill} 至 ${summary.lastBill} 的单据 ${summary.bills} 张。`,
          en: `${summary.households} households, ${summary.people} people, ${summary.bills} bills from ${summary.firstBill} to ${summary.lastBill}.`,
        })}\n${context.words(demoAccountsNote)}`,
      );
    });
};
