import { defineWords } from '../../i18n/words.ts';

export const words = defineWords('households', {
  title: { zh: '农户', en: 'Households' },
  lead: {
    zh: '按户编号、户主姓名查找，打开一户看它的全部情况。',
    en: 'Find a household by its number or the name of its head, and open it to see all about it.',
  },
  search: { zh: '户编号或户主姓名', en: 'Number or name of the head' },
  list: { zh: '农户列表', en: 'List of households' },
  number: { zh: '户编号', en: 'Household' },
  head: { zh: '户主', en: 'Head' },
  group: { zh: '类别', en: 'Group' },
  village: { zh: '乡镇、村', en: 'Township and village' },
  size: { zh: '人口', en: 'People' },
  none: {
    zh: '您负责的范围里还没有农户。',
    en: 'There is no household in the area you are responsible for.',
  },
  shown: {
    zh: '已显示 {count} 户',
    en: { one: '{count} household shown', other: '{count} households shown' },
  },

  page: { zh: '农户 {number}', en: 'Household {number}' },
  headLine: { zh: '户主 {name}', en: 'Head {name}' },
  people: { zh: '{count} 人', en: { one: '{count} person', other: '{count} people' } },
  asOf: { zh: '{day} 的情况', en: 'as of {day}' },
  declare: { zh: '登记申报或走访', en: 'Record a need' },

  members: { zh: '家庭成员', en: 'Members' },
  name: { zh: '姓名', en: 'Name' },
  relation: { zh: '与户主关系', en: 'Relation' },
  sex: { zh: '性别', en: 'Sex' },
  born: { zh: '出生', en: 'Born' },
  health: { zh: '健康', en: 'Health' },
  labour: { zh: '劳动能力', en: 'Labour' },
  education: { zh: '文化程度', en: 'Education' },
  idNumber: { zh: '身份证号', en: 'ID number' },
  age: { zh: '{date}（{age} 岁）', en: '{date} (age {age})' },
  noMembers: {
    zh: '登记了人口数，但没有成员名单。成员由人员文件或登记事件带入。',
    en: 'A size is recorded but no list of members. A persons file or an event of the register brings them.',
  },

  life: { zh: '状态时间线', en: 'What made it what it is' },
  afterwards: { zh: '{group}，{people}', en: '{group}, {people}' },
  ended: { zh: '此后不再是一户', en: 'no household any more' },
  decidedBy: { zh: '{proposer} 提出，{decider} 批准', en: 'proposed by {proposer}, approved by {decider}' },
  cancelledBy: { zh: '已由事件 {event} 撤销', en: 'cancelled by event {event}' },
  fromFile: { zh: '农户文件', en: 'household file' },
  eventNo: { zh: '事件 {event}', en: 'event {event}' },
  noSteps: { zh: '还没有登记记录。', en: 'Nothing is recorded yet.' },

  cases: { zh: '案件', en: 'Cases' },
  caseNo: { zh: '案件 {number}', en: 'Case {number}' },
  year: { zh: '{year} 年度', en: 'policy year {year}' },
  opened: { zh: '{day} 立案', en: 'opened {day}' },
  noCases: { zh: '这一户没有案件。', en: 'This household has no case.' },

  responsible: { zh: '谁负责这一户', en: 'Who answers for it' },
  nobodyNamed: {
    zh: '还没有为这一户和它的村指定责任人，可在“责任与任务”里指定。',
    en: 'Nobody is named for this household or its village yet; name them under “Duties & tasks”.',
  },
  since: { zh: '自 {day}', en: 'since {day}' },

  declareTitle: { zh: '登记这一户的困难', en: 'Record a need of this household' },
  declareLead: {
    zh: '登记后进入线索清单，由县里核对，不会直接付款。',
    en: 'It joins the list of findings, which the county checks; nothing is paid by this.',
  },
  kind: { zh: '怎么知道的', en: 'How it is known' },
  declared: { zh: '农户自己申报', en: 'The household declared it' },
  visit: { zh: '走访时看到', en: 'Seen on a visit' },
  peril: { zh: '原因', en: 'Reason' },
  selfPaid: { zh: '自付金额（元，不知道可不填）', en: 'Paid themselves (yuan; blank if not known)' },
  policy: { zh: '政策', en: 'Policy' },
  day: { zh: '日期', en: 'Day' },
  note: { zh: '说明（不写病情）', en: 'Note (no health details)' },
  yuanForm: {
    zh: '写数字，最多两位小数，例如 12000.50',
    en: 'Digits with at most two decimals, such as 12000.50',
  },
  record: { zh: '登记', en: 'Record it' },
  recorded: { zh: '已登记，进入线索清单。', en: 'Recorded; it is on the list of findings.' },
  recordedBefore: {
    zh: '同样的内容已登记过，没有重复登记。',
    en: 'The same is recorded already; nothing was added.',
  },
});
