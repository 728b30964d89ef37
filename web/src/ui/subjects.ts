/** Where the pages of other modules' subjects are, as `cases:17` names them. */
const PATHS: Readonly<Record<string, string>> = {
  cases: '/cases',
  notice: '/notices',
  objection: '/notices/objections',
  grievance: '/grievances?open=',
  meeting: '/meetings',
  entity: '/entities',
  expenditure: '/entities/spending',
  inventory: '/entities/inventories',
};

/** `cases:17` → `/cases/17`; a subject without a page of its own leads to what is due. */
export function pathOfSubject(subject: string): string {
  const [module = '', id = ''] = subject.split(':');
  if (module === 'condition') return '/register?tab=conditions';
  const path = PATHS[module];
  if (path === undefined) return '/due';
  return path.endsWith('=') ? `${path}${id}` : `${path}/${id}`;
}

/** The number of a task, where the subject is one. */
export function taskOf(subject: string): number | undefined {
  const [module, id] = subject.split(':');
  return module === 'task' ? Number(id) : undefined;
}
