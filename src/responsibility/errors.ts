import { type FailureKind, failer } from '../kernel/index.ts';

const E = (status: FailureKind['status'], zh: string, en: string): FailureKind => ({
  status,
  message: { zh, en },
});

export const failures = {
  'responsible.place': E(
    422,
    '请在 --area 与 --household 中只给出一个。',
    'Give either --area or --household, and only one of them.',
  ),
  'responsible.area': E(
    422,
    '{area} 不是 {county} 县内或其上级的地区；请先导入该地区，或更正代码。',
    '{area} is no area of county {county} nor one above it; import the area first, or correct the code.',
  ),
  'responsible.household': E(
    404,
    '{county} 县登记册中没有 {household} 号户；请更正户编号。',
    'The register of county {county} has no household {household}; correct the number.',
  ),
  'responsible.post': E(
    422,
    '“{post}”不能设在{level}；此职务适用于：{levels}。',
    'A {post} cannot be named at the level {level}; the post belongs to: {levels}.',
  ),
  'responsible.own': E(
    403,
    '{name} 是 {household} 号户的成员，不能做本户的帮扶责任人；请另选他人。',
    '{name} belongs to household {household} and cannot be its own helper; name somebody else.',
  ),
  'responsible.taken': E(
    409,
    '{place} 自 {since} 起已由 {name} 负责（第 {naming} 号）；先用 terrace responsible end 终止，再任命下一位。',
    '{name} answers for {place} since {since} (number {naming}); end that with terrace responsible end before naming the next.',
  ),
  'responsible.twice': E(
    409,
    '{name} 在 {place} 已有同一职务（第 {naming} 号，自 {since} 起）；无须再任命。',
    '{name} already has that post at {place} (number {naming}, since {since}); nothing is to be named.',
  ),
  'responsible.unknown': E(
    404,
    '{county} 县没有第 {naming} 号任命；请用 terrace responsible list 查看。',
    'County {county} has no naming {naming}; see terrace responsible list.',
  ),
  'responsible.ended': E(
    409,
    '第 {naming} 号任命已定于 {last} 终止。',
    'Naming {naming} already ends on {last}.',
  ),
  'responsible.period': E(
    422,
    '第 {naming} 号任命自 {since} 起，不能在 {last} 终止；请更正日期。',
    'Naming {naming} begins on {since} and cannot end on {last}; correct the day.',
  ),
  'responsibility.policy': E(
    409,
    '政策 {version} 中没有 {path}；请换用有此项规定的政策。',
    'The policy {version} has no {path}; use one that has.',
  ),
  'task.area': E(
    422,
    '{area} 不是 {county} 县内的地区；任务须在县内，请更正代码。',
    '{area} is no area of county {county}; a task lies within the county, correct the code.',
  ),
  'task.day': E(
    422,
    '日期 {day} 须在 {from} 至今天（{today}）之间。',
    '{day} must lie between {from} and today ({today}).',
  ),
  'task.due': E(
    422,
    '请给出 --due 或 --days 之一；截止日不得早于 {given}。',
    'Give either --due or --days; the last day is no earlier than {given}.',
  ),
  'task.owner': E(
    422,
    '请在 --to 与 --level 中只给出一个：交给某人，或交给某一级的负责人。',
    'Give either --to, a person, or --level, whoever leads there; and only one of them.',
  ),
  'task.level': E(
    422,
    '{place} 及其上级没有{level}；请选择：{levels}。',
    '{place} has no level {level} at or above it; choose one of: {levels}.',
  ),
  'task.noLead': E(
    409,
    '{place} 的{level}及其以上在 {day} 都没有负责人；先用 terrace responsible name 任命。',
    'On {day} nobody leads {place} at the level {level} or above; name somebody with terrace responsible name first.',
  ),
  'task.unknown': E(
    404,
    '{county} 县没有 {task} 号任务；请用 terrace task list 查看。',
    'County {county} has no task {task}; see terrace task list.',
  ),
  'task.closed': E(
    409,
    '{task} 号任务已于 {day} 办结或取消；需要时请另立新任务。',
    'Task {task} was done or cancelled on {day}; give a new one if it is needed.',
  ),
  'task.notYours': E(
    403,
    '{task} 号任务由 {owner} 办理；只有本人和已上报到的负责人可以办结或移交，{actor} 不能。',
    'Task {task} is with {owner}; only they and those it has gone up to may finish it or hand it over, not {actor}.',
  ),
  'task.notGiver': E(
    403,
    '{task} 号任务由 {giver} 交办；只有交办人和已上报到的负责人可以取消，{actor} 不能。',
    'Task {task} was given by {giver}; only they and those it has gone up to may cancel it, not {actor}.',
  ),
  'task.sameOwner': E(
    409,
    '{task} 号任务已由 {owner} 办理；请移交给别人。',
    'Task {task} is already with {owner}; hand it to somebody else.',
  ),
} as const satisfies Record<string, FailureKind>;

export const fail = failer(failures);
