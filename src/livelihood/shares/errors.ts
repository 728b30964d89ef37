import { failer } from '../../kernel/index.ts';

/** In the order of refusal: register and rolls, then rounds. */
export const failures = {
  'shares.noCharter': {
    status: 409,
    message: {
      zh: '政策 {policy} 不是可用的章程：须有 charter.waterfall，各类股份的比例合计为 100%。',
      en: 'The policy {policy} is no charter that can be used: it needs charter.waterfall, and fractions of its classes that make 100 %.',
    },
  },
  'shares.opened': {
    status: 409,
    message: {
      zh: '主体 {entity} 已有股权登记簿。',
      en: 'The entity {entity} has a share book already.',
    },
  },
  'shares.unknown': {
    status: 404,
    message: {
      zh: '{county} 没有主体 {entity} 的股权登记簿；请用 terrace share open 建立。',
      en: 'In {county} there is no share book of entity {entity}; open it with terrace share open.',
    },
  },
  'shares.amount': {
    status: 422,
    message: {
      zh: '金额不能小于 0。',
      en: 'The amount must not be below 0.',
    },
  },
  'shares.nothing': {
    status: 409,
    message: {
      zh: '没有可登记的内容：没有一户符合条件。',
      en: 'There is nothing to enter: no household qualifies.',
    },
  },
  'shares.contribution': {
    status: 422,
    message: {
      zh: '主体 {entity} 没有第 {contribution} 笔投入，或其款项已退回。',
      en: 'The entity {entity} has no contribution {contribution}, or its money went back.',
    },
  },
  'shares.contributionUsed': {
    status: 409,
    message: {
      zh: '第 {contribution} 笔投入已经折股；一笔投入只折股一次。',
      en: 'Shares were issued for contribution {contribution} already; a contribution becomes shares once.',
    },
  },
  'shares.contributor': {
    status: 409,
    message: {
      zh: '第 {contribution} 笔投入属于 {holder}，且未约定量化到成员；只能折成其本人的股份。',
      en: 'Contribution {contribution} is of {holder} and not to be quantified; it becomes shares of theirs only.',
    },
  },
  'shares.class': {
    status: 422,
    message: {
      zh: '章程 {charter} 没有 {share} 类股份；它有：{classes}。',
      en: 'The charter {charter} has no class {share}; it has: {classes}.',
    },
  },
  'shares.entry': {
    status: 422,
    message: {
      zh: '“{kind}”缺少或多出了转出人、受让人、份额或折算；请对照 docs/files.md。',
      en: 'An entry "{kind}" lacks, or has too much of, giver, taker, units or conversion; see docs/files.md.',
    },
  },
  'shares.notTransferable': {
    status: 409,
    message: {
      zh: '按章程 {charter}，{share}不得转让。',
      en: 'By the charter {charter} a {share} is not transferred.',
    },
  },
  'shares.notInheritable': {
    status: 409,
    message: {
      zh: '按章程 {charter}，{share}不得继承。',
      en: 'By the charter {charter} a {share} is not inherited.',
    },
  },
  'shares.holder': {
    status: 409,
    message: {
      zh: '按章程 {charter}，{share}只能由 {allowed} 持有，不能由 {holder} 持有。',
      en: 'By the charter {charter} a {share} is held by {allowed}, not by {holder}.',
    },
  },
  'shares.household': {
    status: 422,
    message: {
      zh: '登记簿中没有农户 {household}。',
      en: 'The register has no household {household}.',
    },
  },
  'shares.outside': {
    status: 409,
    message: {
      zh: '农户 {household} 不在 {area} 范围内；章程只允许在集体内部持有。',
      en: 'The household {household} does not belong to {area}; the charter keeps these shares within the collective.',
    },
  },
  'shares.tooFew': {
    status: 409,
    message: {
      zh: '{holder} 的{share}只有 {held}，不足 {units}（含以后各日）。',
      en: '{holder} holds {held} of the {share}, on that day or a later one, not {units}.',
    },
  },
  'shares.tooMuch': {
    status: 409,
    message: {
      zh: '按章程 {charter}，一户持有{share}不得超过 {percent}%；{holder} 将会超过。',
      en: 'By the charter {charter} one holder has at most {percent} % of the {share}; {holder} would have more.',
    },
  },
  'shares.notPassing': {
    status: 409,
    message: {
      zh: '按章程 {charter}，{share}不随贫困状况转移。',
      en: 'By the charter {charter} a {share} does not pass on with poverty.',
    },
  },
  'shares.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；名册只能按已过的日子固定。',
      en: '{day} lies after today ({today}); a roll is frozen at a day that has come.',
    },
  },
  'shares.empty': {
    status: 409,
    message: {
      zh: '主体 {entity} 在 {day} 没有任何股份或贡献，无法固定名册。',
      en: 'On {day} the entity {entity} has neither shares nor contributions to freeze.',
    },
  },
  'shares.incomeFuture': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；只登记已收到的款项。',
      en: '{day} lies after today ({today}); only what has come in is recorded.',
    },
  },
  'shares.rollUnknown': {
    status: 404,
    message: {
      zh: '主体 {entity} 没有第 {roll} 号名册；请先用 terrace roll freeze 固定。',
      en: 'The entity {entity} has no roll {roll}; freeze one with terrace roll freeze.',
    },
  },
  'round.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）。',
      en: '{day} lies after today ({today}).',
    },
  },
  'round.unknown': {
    status: 404,
    message: {
      zh: '{county} 没有第 {round} 号分配。',
      en: 'In {county} there is no round {round}.',
    },
  },
  'round.another': {
    status: 409,
    message: {
      zh: '{entity} 的第 {round} 号分配还没有结束；请先发放、撤回或冲销。',
      en: 'Round {round} of {entity} has not ended; pay, withdraw or reverse it first.',
    },
  },
  'round.sources': {
    status: 422,
    message: {
      zh: '请列明收入来源，每项金额大于 0。',
      en: 'List where the surplus comes from, every item above 0.',
    },
  },
  'round.financing': {
    status: 422,
    message: {
      zh: '“{item}”{amount} 元是借款等融资，不是收入，不能分配（F31）。',
      en: '"{item}", {amount} yuan, is a loan or other financing; it is no income and is not shared (F31).',
    },
  },
  'round.document': {
    status: 422,
    message: {
      zh: '“{item}”没有凭证；没有凭证的部分请按“未列明”登记，不参与分配。',
      en: '"{item}" has no document; enter what no paper shows as not itemised: it is not shared.',
    },
  },
  'round.notAudited': {
    status: 409,
    message: {
      zh: '只能分配经审计的利润：请给出审计人、报告和日期（{day} 当天或以后，不晚于今天）。',
      en: 'Only audited profit is shared: say who audited it, in which report and on which day ({day} or later, not after today).',
    },
  },
  'round.ownAudit': {
    status: 403,
    message: {
      zh: '{actor} 提出了分配方案，不能同时是审计人。',
      en: '{actor} proposes the round and cannot be its auditor.',
    },
  },
  'round.volumeFloor': {
    status: 422,
    message: {
      zh: '按章程 {charter}，按交易量返还的比例不低于 {floor}%，不高于 100%；给出的是 {percent}%。',
      en: 'By the charter {charter} the rate by volume is at least {floor} % and at most 100 %, not {percent} %.',
    },
  },
  'round.noSurplus': {
    status: 409,
    message: {
      zh: '收入减成本为 {surplus} 元，没有可分配的收益。',
      en: 'Income less costs is {surplus} yuan: there is nothing to share.',
    },
  },
  'round.nothingShared': {
    status: 409,
    message: {
      zh: '按章程提取以后没有可分到各行的金额；请核对章程和名册。',
      en: 'After the steps of the charter nothing is left for the lines; check the charter and the roll.',
    },
  },
  'round.tooLate': {
    status: 409,
    message: {
      zh: '第 {round} 号分配已到“{step}”，不能再撤回。',
      en: 'Round {round} has come to "{step}" and is not withdrawn any more.',
    },
  },
  'round.ended': {
    status: 409,
    message: {
      zh: '第 {round} 号分配已结束（{step}）。',
      en: 'Round {round} has ended ({step}).',
    },
  },
  'round.ownRound': {
    status: 403,
    message: {
      zh: '{actor} 提出或发放了这次分配，这一步须由他人办理。',
      en: '{actor} proposed or paid this round; somebody else takes this step.',
    },
  },
  'round.notAuthorised': {
    status: 409,
    message: {
      zh: '第 {round} 号分配还没有授权；请先由他人用 terrace round authorise 授权。',
      en: 'Round {round} is not authorised; let somebody else do that with terrace round authorise.',
    },
  },
  'round.notPaid': {
    status: 409,
    message: {
      zh: '第 {round} 号分配还没有发放，没有可冲销的。',
      en: 'Round {round} is not paid; there is nothing to reverse.',
    },
  },
  'round.notPublic': {
    status: 404,
    message: {
      zh: '第 {round} 号分配还没有经会议通过，不公开。',
      en: 'Round {round} is not public before a meeting has approved it.',
    },
  },
  'round.sheet': {
    status: 422,
    message: {
      zh: '{file} 不是分配公布表（terrace-round-1）。',
      en: '{file} is no sheet of a round (terrace-round-1).',
    },
  },
} as const;

export const fail = failer(failures);
