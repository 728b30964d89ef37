import { type FailureDetails, type FailureKind, failer } from '../kernel/index.ts';

const E = (status: FailureKind['status'], zh: string, en: string): FailureKind => ({
  status,
  message: { zh, en },
});

export const failures = {
  'register.countyUnknown': E(
    404,
    '登记册中没有县 {county}；请先导入地区文件。',
    'There is no county {county} in the register; import its areas first.',
  ),
  'register.householdUnknown': E(
    404,
    '县 {county} 在 {day} 没有户 {household}；请核对户编号与日期。',
    'County {county} has no household {household} on {day}; check the number and the day.',
  ),
  'register.period': E(
    422,
    '期间的起始日 {from} 晚于截止日 {to}；请对调。',
    'The period begins on {from}, after its end on {to}; exchange them.',
  ),
  'register.columnMissing': E(
    422,
    '文件 {file} 的表头缺少列：{missing}。应有的列：{expected}。',
    'The header of {file} lacks the column(s) {missing}. Expected: {expected}.',
  ),
  'register.columnTwice': E(
    422,
    '文件 {file} 的表头中“{column}”出现两次；请删去一列。',
    'The header of {file} names the column {column} twice; remove one.',
  ),
  'register.columnUnknown': E(
    422,
    '文件 {file} 的表头有不认识的列“{column}”；应有的列：{expected}。',
    'The header of {file} has the unknown column {column}; expected: {expected}.',
  ),
  'register.noRows': E(
    422,
    '文件 {file} 只有表头，没有数据行。',
    'The file {file} holds a header but no rows.',
  ),
  'register.whole': E(
    422,
    '“{value}”不是 {option} 所需的整数。',
    '"{value}" is not a whole number, which {option} needs.',
  ),
  'register.text': E(
    422,
    '“{value}”不能用于 {option}：不能为空、超过 500 字或含控制字符。',
    '"{value}" cannot stand for {option}: it is blank, longer than 500 characters or holds control characters.',
  ),
  'event.unknown': E(404, '县 {county} 没有事件 {event}。', 'County {county} has no event {event}.'),
  'event.batchUnknown': E(
    404,
    '县 {county} 的批次 {batch} 没有待审核的事件。',
    'Batch {batch} of county {county} holds no event that waits for a decision.',
  ),
  'event.chooseOne': E(422, '请给出 --event 或 --batch 中的一个。', 'Give either --event or --batch.'),
  'event.decided': E(
    409,
    '事件 {event} 已由 {by} 处理（{verdict}）；要更正已批准的事件，请提出撤销。',
    'Event {event} was decided by {by} ({verdict}); to correct an approved event, propose its cancellation.',
  ),
  'event.sameActor': E(
    403,
    '事件 {event} 由 {actor} 提出，须由另一人审核；请换人（--as）。',
    'Event {event} was proposed by {actor}; somebody else must decide it (--as).',
  ),
  'event.actorUnnamed': E(422, '请用 --as 说明由谁办理。', 'Say who acts with --as.'),
  'event.refusalReason': E(422, '不予批准须说明理由（--reason）。', 'A refusal needs a reason (--reason).'),
  'event.cancelReason': E(422, '撤销须说明理由（--reason）。', 'A cancellation needs a reason (--reason).'),
  'event.notApproved': E(
    409,
    '事件 {event} 的状态是 {status}，只有已批准的事件可以撤销；待审核的请不予批准。',
    'Event {event} is {status}; only an approved event can be cancelled, a proposed one is refused instead.',
  ),
  'event.cancelOfCancel': E(
    409,
    '事件 {event} 本身就是撤销；请重新提出原来的事件。',
    'Event {event} is a cancellation itself; propose the original event again.',
  ),
  'event.cancelOpen': E(
    409,
    '事件 {event} 的撤销已提出（事件 {cancel}），等待审核。',
    'The cancellation of event {event} is already proposed as event {cancel} and waits for a decision.',
  ),
  'event.dependent': E(
    409,
    '撤销事件 {cancels} 之后，已批准的事件 {event}（{type}，{date}）将不成立；请先撤销它。',
    'Without event {cancels} the approved event {event} ({type}, {date}) would be impossible; cancel that one first.',
  ),
  'event.known': E(
    409,
    '同样的事件已登记为事件 {event}（{status}）。',
    'The same event is already in the register as event {event} ({status}).',
  ),
  'event.refTaken': E(
    409,
    '来源编号 {ref} 已用于内容不同的事件 {event}；请先撤销它或改用新编号。',
    'Reference {ref} already stands for event {event} with other content; cancel that one or use a new reference.',
  ),
  'event.refTwice': E(
    422,
    '来源编号 {ref} 在文件第 {lines} 行出现，内容不同。',
    'Reference {ref} stands in this file with different content on lines {lines}.',
  ),
  'event.fieldMissing': E(
    422,
    '事件 {type} 缺少 {field}；请填写。',
    'The event {type} lacks {field}; give it.',
  ),
  'event.fieldUnused': E(
    422,
    '事件 {type} 不应填写 {field}；请留空。',
    'The event {type} takes no {field}; leave it blank.',
  ),
  'event.future': E(422, '日期 {date} 在今天之后。', 'The day {date} lies in the future.'),
  'event.liftGroup': E(
    422,
    '脱贫后的类别应为 non_high_standard_lifted 或 general，不能是 {group}。',
    'A lift leads to non_high_standard_lifted or general, not to {group}.',
  ),
  'event.relapseGroup': E(
    422,
    '返贫只能回到 registered，不能是 {group}。',
    'A relapse leads to registered, not to {group}.',
  ),
  'event.removalGroup': E(
    422,
    '核查剔除后的类别只能是 general，不能是 {group}。',
    'A removal by review leads to general, not to {group}.',
  ),
  'event.adjustsNothing': E(
    422,
    '动态调整的户数与人数不能都是 0。',
    'An adjustment needs households or persons other than 0.',
  ),
  'event.adjustsBelow': E(
    409,
    '调整后 {area} 在 {date} 的 {group} 存量将为 {households} 户、{persons} 人，不能小于 0。',
    'The adjustment would leave {area} with {households} households and {persons} persons of {group} on {date}; a stock is never below 0.',
  ),
  'event.personsRange': E(
    422,
    '迁入户的人数应为 1 到 99，不能是 {persons}。',
    'A household that moves in has 1 to 99 persons, not {persons}.',
  ),
  'event.onePerson': E(422, '事件 {type} 每次只涉及一人。', 'An event {type} concerns one person at a time.'),
  'event.oneRelation': E(
    422,
    '多人时不能填写 relation。',
    'With several persons the relation is left blank.',
  ),
  'event.numbersDiffer': E(
    422,
    '{persons} 人对应 {numbers} 个新编号，数目应一致。',
    '{persons} persons have {numbers} new numbers; give one for each.',
  ),
  'event.memberTwice': E(422, '人员编号 {person} 重复。', 'Member {person} is named twice.'),
  'event.notBorn': E(
    422,
    '出生日期 {birth_date} 晚于事件日期 {date}。',
    'The birth date {birth_date} lies after the day of the event, {date}.',
  ),
  'event.idNumber': E(
    422,
    '身份证号有误（GB 11643：18 位，出生日期与校验码须正确）；请核对。',
    'The ID number is wrong (GB 11643: 18 characters with a real birth date and check character); check it.',
  ),
  'event.areaUnknown': E(422, '{area} 不是县 {county} 的地区。', '{area} is not an area of county {county}.'),
  'event.householdUnknown': E(
    422,
    '登记册中没有户 {household}；若由尚未批准的事件产生，请先批准该事件。',
    'There is no household {household} in the register; if an event founds it, approve that event first.',
  ),
  'event.householdNotYet': E(
    422,
    '户 {household} 在 {date} 尚未产生。',
    'Household {household} did not exist yet on {date}.',
  ),
  'event.householdEnded': E(
    422,
    '户 {household} 已于 {since} 因事件 {event}（{type}）消失。',
    'Household {household} ended on {since} by event {event} ({type}).',
  ),
  'event.householdTaken': E(
    422,
    '户编号 {household} 已被使用；请另选编号。',
    'Household number {household} is taken; choose another.',
  ),
  'event.householdWanted': E(
    422,
    '另一待审核的事件要使用户编号 {household}；请先处理它或另选编号。',
    'Another proposed event wants household number {household}; decide that one or choose another number.',
  ),
  'event.sameHousehold': E(
    422,
    '两户都是 {household}；另一户应不同。',
    'Both households are {household}; the other one must differ.',
  ),
  'event.memberUnknown': E(
    422,
    '户 {household} 在 {date} 没有成员 {person}。',
    'Household {household} has no member {person} on {date}.',
  ),
  'event.memberGone': E(
    422,
    '户 {household} 的成员 {person} 已于 {since} 离开（事件 {event}，{type}）。',
    'Member {person} of household {household} left on {since} (event {event}, {type}).',
  ),
  'event.memberNotBorn': E(
    422,
    '户 {household} 的成员 {person} 生于 {birth_date}，晚于 {date}。',
    'Member {person} of household {household} was born on {birth_date}, after {date}.',
  ),
  'event.memberTaken': E(
    422,
    '户 {household} 的成员编号 {person} 已被使用；请留空或另选编号。',
    'Member number {person} of household {household} is taken; leave it blank or choose another.',
  ),
  'event.sizeShort': E(
    422,
    '户 {household} 当日登记 {size} 人，事件涉及 {persons} 人；请先更正农户文件中的人数。',
    'Household {household} counts {size} persons on that day and the event takes {persons}; correct the size in the household file first.',
  ),
  'event.groupSame': E(
    422,
    '户 {household} 当日已是 {group}。',
    'Household {household} is {group} on that day already.',
  ),
  'event.leavesByLift': E(
    422,
    '户 {household} 当日是 {group}，只能通过脱贫（lift）或核查剔除（review_removal）离开。',
    'Household {household} is {group} on that day and leaves it only by lift or review_removal.',
  ),
  'event.relapseInstead': E(
    422,
    '户 {household}（当日 {group}）曾经脱贫，再次进入应登记为返贫（relapse）。',
    'Household {household} ({group} on that day) was lifted before; its return is a relapse.',
  ),
  'event.notRegistered': E(
    422,
    '户 {household} 当日是 {group}，不是 registered，不能脱贫。',
    'Household {household} is {group} on that day, not registered, and so cannot be lifted.',
  ),
  'event.neverLifted': E(
    422,
    '户 {household} 当日是 {group}，此前从未建档立卡，不能返贫；请用 classify。',
    'Household {household} is {group} on that day and was never registered, so it cannot relapse; use classify.',
  ),
  'event.notListed': E(
    422,
    '户 {household} 当日是 {group}，无可剔除。',
    'Household {household} is {group} on that day; there is nothing to remove it from.',
  ),
  'event.splitAll': E(
    422,
    '分户不能带走户 {household} 的全部人口；整户请用 move_out 或 merge。',
    'A split cannot take everybody out of household {household}; for the whole household use move_out or merge.',
  ),
  'event.splitGroup': E(
    422,
    '新户与原户 {household} 的类别应相同：当日是 {group}，事件写的是 {given}。',
    'A split keeps the group of household {household}: it is {group} on that day, the event says {given}.',
  ),
  'event.mergeMembers': E(
    422,
    '并户应包括户 {household} 当日的全部成员；成员 {person} 不符，请重新提出。',
    'A merge takes all members household {household} has on the day; member {person} does not agree, propose it again.',
  ),
  'event.personsDiffer': E(
    422,
    '户 {household} 当日 {size} 人，事件写的是 {persons} 人；请重新提出。',
    'Household {household} counts {size} persons on that day, the event says {persons}; propose it again.',
  ),
  'event.areaSame': E(
    422,
    '户 {household} 当日已在 {area}。',
    'Household {household} lives in {area} on that day already.',
  ),
  'event.contradicts': E(
    409,
    '登记后，已批准的事件 {event}（{type}，{date}）将不成立；请先撤销它。',
    'It would make the approved event {event} ({type}, {date}) impossible; cancel that one first.',
  ),
  'condition.onePart': E(
    422,
    '一次变更只写一项：causes（致贫原因）、land（土地）或 houses（住房）。',
    'A change is about one part: causes, land or houses.',
  ),
  'condition.causes': E(
    422,
    '致贫原因应有 1 到 {most} 个，主要原因写在最前。',
    'A household has 1 to {most} causes, the main one first.',
  ),
  'condition.empty': E(422, '变更没有内容；至少写一行。', 'The change says nothing; give at least one row.'),
  'condition.twice': E(422, '“{what}”写了两次；请删去一个。', '"{what}" is named twice; remove one.'),
  'condition.amount': E(
    422,
    '“{value}”不是 0 到 99,999.99、最多两位小数的数。',
    '"{value}" is not a number from 0 to 99,999.99 with at most two decimals.',
  ),
  'condition.reason': E(422, '变更须说明理由（--reason）。', 'A change needs a reason (--reason).'),
  'condition.future': E(
    422,
    '起始日 {day} 在今天之后；变更最早从当天起有效。',
    'The day {day} lies in the future; a change holds from today or an earlier day.',
  ),
  'condition.unknown': E(
    404,
    '县 {county} 没有变更 {change}；请核对编号。',
    'County {county} has no change {change}; check the number.',
  ),
  'condition.refusalReason': E(
    422,
    '不予批准须说明理由（--reason）。',
    'A refusal needs a reason (--reason).',
  ),
  'condition.decided': E(
    409,
    '变更 {change} 已由 {by} 作出决定（{verdict}）。',
    'Change {change} was already decided by {by} ({verdict}).',
  ),
  'condition.sameActor': E(
    403,
    '变更 {change} 是 {actor} 自己提出的，须由别人审批。',
    'Change {change} was proposed by {actor}; somebody else must decide it.',
  ),
  'duplicate.unknown': E(
    404,
    '县 {county} 没有疑似重复 {pair}；请先运行 register duplicates find。',
    'County {county} has no possible duplicate {pair}; run register duplicates find first.',
  ),
  'duplicate.decided': E(
    409,
    '{pair} 已由 {by} 判定为 {verdict}。',
    '{pair} was already decided as {verdict} by {by}.',
  ),
  'duplicate.reason': E(422, '判定须说明理由（--reason）。', 'A decision needs a reason (--reason).'),
} as const satisfies Readonly<Record<string, FailureKind>>;

export type FailureCode = keyof typeof failures;

/** Why something cannot be done, before it is known whether it is raised or listed. */
export interface Fault {
  readonly code: FailureCode;
  readonly details: FailureDetails;
}

const raise = failer<FailureCode>(failures);

export const fail = (code: FailureCode, details: FailureDetails = {}) => raise(code, details);

export const failureOf = ({ code, details }: Fault) => raise(code, details);
