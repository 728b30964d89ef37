import type { Bilingual } from '../kernel/pure.ts';

/** One thing the linter says about a policy file. Errors refuse the file; warnings are for people to weigh. */
export interface PolicyFinding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** Where in the file, `schedules.medical.non_high_standard_lifted.brackets`. */
  readonly path: string;
  readonly message: Bilingual;
  /** Amounts the sentence names, as decimal yuan. */
  readonly numbers?: Readonly<Record<string, string>>;
}

export const error = (code: string, path: string, zh: string, en: string): PolicyFinding => ({
  severity: 'error',
  code,
  path,
  message: { zh: `${path}：${zh}`, en: `${path}: ${en}` },
});

export const warning = (
  code: string,
  path: string,
  zh: string,
  en: string,
  numbers?: Readonly<Record<string, string>>,
): PolicyFinding => ({
  severity: 'warning',
  code,
  path,
  message: { zh: `${path}：${zh}`, en: `${path}: ${en}` },
  ...(numbers && { numbers }),
});
