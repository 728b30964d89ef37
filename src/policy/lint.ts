import { type Bilingual, findPlainDate, formatYuan } from '../kernel/index.ts';
import { findExampleGaps } from './coverage.ts';
import { datedLists } from './dated.ts';
import { hasPassed, runExamples } from './examples.ts';
import { error, warning, type PolicyFinding } from './finding.ts';
import { incentivesOf, incentiveSentence, type Incentive } from './incentives.ts';
import { lintNumbers } from './lint-numbers.ts';
import {
  type DatedValue,
  type PolicyDocument,
  type Reason,
  reasonWords,
  type SourceReference,
} from './model.ts';
import { parsePolicyText } from './validate.ts';
import { versionOn, type Policy } from './version.ts';
import { GROUPS, PERILS, type Reading } from './vocabulary.ts';

/** Which reading of the staircases the incentive warnings are worked out for; `marginal` unless told. */
export interface LintOptions {
  readonly reading?: Reading;
}

/**
 * Everything wrong or doubtful in a policy, errors first.
 *
 * Errors: dates, sources, units, brackets, rates, examples missing or wrong. Warnings: assumptions, and staircases
 * that punish or reward a larger bill (domain.md C9, C24), worked out exactly at the bracket edges.
 *
 * @example
 * lint(policy, { reading: 'whole_amount' }).filter(({ code }) => code === 'payout.falls')[0]?.numbers;
 * // { bill_yuan: '15000.00', fall_yuan: '999.30', again_rest_yuan: '11666.67', … }
 */
export function lint(policy: Policy, { reading = 'marginal' }: LintOptions = {}): PolicyFinding[] {
  const { document } = policy;
  const period = lintPeriod(document);
  if (period.length > 0) return period;
  const structure = [
    ...lintDates(document),
    ...lintSources(document),
    ...lintNumbers(document),
    ...lintLinks(policy),
  ];
  const errors = structure.filter(({ severity }) => severity === 'error');
  // Examples and incentives can only be computed on numbers that make sense.
  if (errors.length > 0) return errorsFirst(structure);
  return errorsFirst([...structure, ...lintExamples(policy), ...lintIncentives(policy, reading)]);
}

/**
 * As `lint`, for a text that may not even be a policy file. Never throws for what the text says.
 * `standard` is the policy that holds the national standard, for a text with a protection line.
 */
export function lintText(text: string, standard?: Policy, options?: LintOptions): PolicyFinding[] {
  const { document, findings } = parsePolicyText(text);
  if (!document) return [...findings];
  const policy: Policy = {
    id: document.id,
    title: document.title,
    file: '(text)',
    document,
    ...(standard && { standard }),
  };
  return lint(policy, options);
}

const errorsFirst = (findings: readonly PolicyFinding[]): PolicyFinding[] => [
  ...findings.filter(({ severity }) => severity === 'error'),
  ...findings.filter(({ severity }) => severity === 'warning'),
];

/** First and alone: without a sound period every other day of the file would look wrong. */
function lintPeriod({ in_force: { from, until, still_valid_on: seen } }: PolicyDocument): PolicyFinding[] {
  const findings = Object.entries({ from, until, still_valid_on: seen }).flatMap(([key, day]) =>
    day === undefined || findPlainDate(day) ? [] : [unreal(`in_force.${key}`, day)],
  );
  if (until !== undefined && until < from)
    findings.push(error('date.order', 'in_force.until', '早于起始日', 'lies before the first day'));
  return findings;
}

const unreal = (path: string, day: string): PolicyFinding =>
  error('date.unreal', path, `${day} 不是日历上的日子`, `${day} is not a day of the calendar`);

function lintDates(document: PolicyDocument): PolicyFinding[] {
  return datedLists(document).flatMap(({ path, values }) => [
    ...lintOrder(document, path, values),
    ...values.flatMap(({ from }, index) =>
      findPlainDate(from) ? [] : [unreal(`${path}.${index}.from`, from)],
    ),
  ]);
}

function lintOrder(document: PolicyDocument, path: string, values: readonly DatedValue[]): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const { until } = document.in_force;
  values.forEach((entry, index) => {
    const previous = values[index - 1];
    const at = `${path}.${index}.from`;
    if (previous && entry.from <= previous.from)
      findings.push(
        error(
          'dates.unsorted',
          at,
          `${entry.from} 不晚于上一条的 ${previous.from}`,
          `${entry.from} is not after ${previous.from}`,
        ),
      );
    if (until !== undefined && entry.from > until)
      findings.push(error('date.outside', at, '晚于政策的最后一日', "lies after the policy's last day"));
    if (/^(lines|schedules|caps)\./.test(path) && !entry.from.endsWith('-01-01'))
      findings.push(
        warning(
          'start.mid_year',
          at,
          '从年中开始：全年账单按截止日有效的规定合计',
          'starts within a policy year: the whole year is summed under the rule of the as-of date',
        ),
      );
  });
  return findings;
}

const assumed = (path: string, { zh, en }: Bilingual): PolicyFinding =>
  warning('source.assumption', path, `设定值：${zh}`, `is an assumption: ${en}`);

function lintSources(document: PolicyDocument): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const check = (path: string, source: SourceReference, reason: Reason | undefined) => {
    if (typeof source !== 'string') return;
    if (source === 'assumption') {
      findings.push(
        reason === undefined
          ? error('source.reason', path, '是设定值却没有说明理由', 'is an assumption without a reason')
          : assumed(path, reasonWords(reason)),
      );
    } else if (!Object.hasOwn(document.sources, source))
      findings.push(
        error(
          'source.unknown',
          path,
          `出处“${source}”没有列出`,
          `names a source "${source}" that is not listed`,
        ),
      );
  };
  check('in_force', document.in_force.source, document.in_force.reason);
  for (const [code, group] of Object.entries(document.groups ?? {}))
    check(`groups.${code}`, group.source, group.reason);
  for (const { path, values } of datedLists(document))
    values.forEach((entry, index) => {
      check(`${path}.${index}`, entry.source, entry.reason);
      if (entry.confirmed === false)
        findings.push(
          warning(
            'value.unconfirmed',
            `${path}.${index}`,
            '没有文件证实',
            'is confirmed by no document; correct it when one is found',
          ),
        );
    });
  return findings;
}

/** References inside the file and to the file of the national standard. */
function lintLinks({ document, standard }: Policy): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  for (const [peril, entry] of Object.entries(document.perils ?? {})) {
    const rule = entry.uses;
    if (rule !== undefined && document.perils?.[rule]?.uses !== undefined)
      findings.push(
        error(
          'peril.chain',
          `perils.${peril}.uses`,
          `${rule} 自己也借用别的规则`,
          `${rule} itself takes another rule`,
        ),
      );
    if (rule !== undefined && !document.lines?.[rule] && !document.schedules?.[rule])
      findings.push(
        error('peril.unknown', `perils.${peril}.uses`, `没有 ${rule} 的规则`, `there is no rule for ${rule}`),
      );
    if (rule !== undefined && (document.lines?.[peril] ?? document.schedules?.[peril]))
      findings.push(
        error(
          'peril.twice',
          `perils.${peril}`,
          '既借用规则又有自己的规则',
          'takes a rule and also has its own',
        ),
      );
  }
  for (const section of ['lines', 'schedules'] as const)
    for (const peril of Object.keys(document[section] ?? {}))
      if (!document.perils?.[peril])
        findings.push(
          error('peril.unknown', `${section}.${peril}`, '没有在 perils 中列出', 'is not listed under perils'),
        );
  for (const [peril, byGroup] of Object.entries(document.schedules ?? {}))
    for (const [group, { cap }] of Object.entries(byGroup))
      if (cap !== undefined && !Object.hasOwn(document.caps ?? {}, cap))
        findings.push(
          error(
            'cap.unknown',
            `schedules.${peril}.${group}.cap`,
            `没有封顶 ${cap}`,
            `there is no cap ${cap}`,
          ),
        );
  const rule = document.protection_line;
  if (rule && standard?.id !== rule.standard)
    findings.push(
      error(
        'standard.unknown',
        'protection_line.standard',
        `没有政策 ${rule.standard}`,
        `there is no policy ${rule.standard}`,
      ),
    );
  else if (rule && !standard?.document.national_standard)
    findings.push(
      error(
        'standard.empty',
        'protection_line.standard',
        `${rule.standard} 没有国家标准`,
        `${rule.standard} holds no national standard`,
      ),
    );
  return findings;
}

function lintExamples(policy: Policy): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  for (const { path, on, thresholdFen, side } of findExampleGaps(policy)) {
    const at = formatYuan(thresholdFen);
    const words = { below: ['以下', 'below'], at: ['正好', 'exactly at'], above: ['以上', 'above'] }[side];
    findings.push(
      error(
        'example.missing',
        `${path}.examples`,
        `自 ${on} 起，${at} 元${words[0]}没有算例`,
        `no example ${words[1]} ${at} yuan for the values from ${on}`,
      ),
    );
  }
  for (const result of runExamples(policy))
    if (!hasPassed(result)) {
      const name = result.id ? `${result.id} ` : '';
      findings.push(
        error(
          'example.wrong',
          result.path,
          `${name}${result.what} 应为 ${result.expected}，算得 ${result.actual}`,
          `${name}${result.what} should be ${result.expected}, the rule gives ${result.actual}`,
        ),
      );
    }
  findings.push(...lintDerived(policy.document));
  return findings;
}

function lintDerived(document: PolicyDocument): PolicyFinding[] {
  const holders: (readonly [string, readonly { readonly derived?: boolean }[]])[] = [];
  for (const section of ['lines', 'schedules'] as const)
    for (const [peril, byGroup] of Object.entries(document[section] ?? {}))
      for (const [group, { examples }] of Object.entries<{ examples: { derived?: boolean }[] }>(byGroup))
        holders.push([`${section}.${peril}.${group}`, examples]);
  for (const [id, cap] of Object.entries(document.caps ?? {})) holders.push([`caps.${id}`, cap.examples]);
  holders.push(['protection_line', document.protection_line?.examples ?? []]);
  holders.push(['national_standard', document.national_standard?.examples ?? []]);
  return holders
    .filter(([, examples]) => examples.some(({ derived }) => derived))
    .map(([path]) =>
      warning(
        'example.derived',
        `${path}.examples`,
        '有算例由程序算出，无人复算',
        'has examples computed by the program that nobody worked by hand',
      ),
    );
}

function lintIncentives(policy: Policy, reading: Reading): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const starts = new Set<string>();
  for (const { path, values } of datedLists(policy.document))
    if (/^(lines|schedules|caps)\./.test(path)) for (const { from } of values) starts.add(from);
  for (const start of [...starts].sort()) {
    const version = versionOn(policy, start as never, false);
    for (const peril of PERILS) {
      if (policy.document.perils?.[peril]?.uses !== undefined) continue;
      for (const group of GROUPS) {
        const schedule = version.schedule(group, peril);
        if (!schedule) continue;
        const path = `schedules.${peril}.${group}.brackets`;
        for (const incentive of incentivesOf(schedule, reading))
          findings.push(incentiveWarning(path, incentive));
        const line = version.line(group, peril);
        if (line !== schedule.deductibleFen)
          findings.push(
            warning(
              'line.differs_from_deductible',
              `schedules.${peril}.${group}.deductible`,
              `预警线 ${line === undefined ? '没有' : formatYuan(line)}，起付线 ${formatYuan(schedule.deductibleFen)}`,
              `the warning line is ${line === undefined ? 'missing' : formatYuan(line)}, the deductible ${formatYuan(schedule.deductibleFen)}`,
            ),
          );
      }
    }
  }
  return dropRepeats(findings);
}

function incentiveWarning(path: string, incentive: Incentive): PolicyFinding {
  const { zh, en } = incentiveSentence(incentive);
  const place = {
    bill_yuan: formatYuan(incentive.edgeBillFen),
    rest_yuan: formatYuan(incentive.edgeRestFen),
  };
  if (incentive.code === 'rate.rewards_larger_bill') return warning(incentive.code, path, zh, en, place);
  return warning(incentive.code, path, zh, en, {
    ...place,
    fall_yuan: formatYuan(incentive.fallFen),
    jump_yuan: formatYuan(incentive.jumpFen),
    ...(incentive.againRestFen !== undefined && { again_rest_yuan: formatYuan(incentive.againRestFen) }),
  });
}

/** A staircase that several start dates leave unchanged is reported once. */
function dropRepeats(findings: readonly PolicyFinding[]): PolicyFinding[] {
  const seen = new Map(findings.map((finding) => [`${finding.code} ${finding.message.en}`, finding]));
  return [...seen.values()];
}
