import { ACTIONS } from '../../../../src/prevention/cases/pure.ts';
import type { Bilingual } from '../../i18n/language.ts';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** What the trail calls a deed, in words; those of cases have theirs from the chain itself. */
const DEEDS: Readonly<Record<string, Bilingual>> = {
  'account.close': word('结束账号', 'account ended'),
  'account.list': word('查看账号', 'accounts looked at'),
  'account.open': word('开账号', 'account opened'),
  'account.password': word('设密码', 'password set'),
  'account.role': word('给角色', 'role given'),
  'account.role_end': word('结束角色', 'role ended'),
  'audit.list': word('查看日志', 'trail looked at'),
  'audit.seal': word('封存日志', 'trail sealed'),
  'audit.verify': word('核验日志', 'trail checked'),
  'card.end': word('作废农户卡', 'household’s card ended'),
  'card.household': word('用卡登录', 'signed in with a card'),
  'card.issue': word('发农户卡', 'household’s card issued'),
  'card.list': word('查看农户卡', 'household’s cards looked at'),
  'check.list': word('查看待回复', 'questions looked at'),
  'compensation.assess': word('核算金额', 'amount worked out'),
  'demo.load': word('装入演示数据', 'demonstration loaded'),
  'draft.read': word('打开草稿', 'draft opened'),
  'draft.write': word('保存草稿', 'draft kept'),
  'evidence.keep': word('存照片或材料', 'photo or paper kept'),
  'finding.declared': word('登记自主申报', 'declaration taken down'),
  'finding.import': word('导入线索', 'findings imported'),
  'finding.visit': word('登记走访发现', 'finding of a visit taken down'),
  'import.areas': word('导入地区', 'areas imported'),
  'import.expenses': word('导入支出单据', 'bills imported'),
  'import.households': word('导入农户', 'households imported'),
  'import.incomes': word('导入收入', 'incomes imported'),
  'import.persons': word('导入人员', 'persons imported'),
  'import.undo': word('撤销导入', 'import undone'),
  'linkage.mine': word('查看联结农户', 'linked households looked at'),
  'my.file': word('农户查看自己的情况', 'household looked at its own file'),
  'payment.show': word('查看付款文件', 'payment file looked at'),
  'policy.propose': word('提出改政策数字', 'change of a policy proposed'),
  'policy.scenario': word('保存测算方案', 'scenario kept'),
  'policy.study': word('测算', 'what-if'),
  'programmes.agent.appoint': word('指定经营主体的代表账号', 'account named for an entity'),
  'programmes.contribution.record': word('登记投入', 'contribution recorded'),
  'programmes.entity.fact': word('补充经营主体记载', 'fact of an entity recorded'),
  'programmes.entity.register': word('登记经营主体', 'entity registered'),
  'programmes.escrow.begin': word('开始托管', 'escrow begun'),
  'programmes.escrow.cosign': word('托管会签', 'payment co-signed'),
  'programmes.escrow.end': word('结束托管', 'escrow ended'),
  'programmes.expenditure.authorise': word('授权开支', 'spending authorised'),
  'programmes.expenditure.pay': word('支付开支', 'spending paid'),
  'programmes.expenditure.request': word('申请开支', 'asked to spend'),
  'programmes.expenditure.step': word('记录开支经过', 'step of spending recorded'),
  'programmes.expenditure.veto': word('否决开支', 'spending vetoed'),
  'programmes.feedback.answer': word('答复反馈', 'feedback answered'),
  'programmes.feedback.give': word('登记反馈', 'feedback taken down'),
  'programmes.inventory.record': word('登记清产核资', 'inventory recorded'),
  'programmes.land.end': word('终止流转合同', 'land contract ended'),
  'programmes.land.let': word('登记流转合同', 'land contract recorded'),
  'programmes.land.plant': word('登记种植', 'crop recorded'),
  'programmes.land.rents': word('申请支付流转费', 'asked to pay rents'),
  'programmes.land.subsidy': word('登记补贴领取', 'subsidy recorded'),
  'programmes.link.chain': word('登记产业链合作方', 'partner of the chain recorded'),
  'programmes.link.oblige': word('登记合同义务', 'obligation recorded'),
  'programmes.link.settle': word('记录履约结果', 'outcome of an obligation recorded'),
  'programmes.link.sign': word('登记利益联结合同', 'contract with a household recorded'),
  'screening.run': word('筛查', 'screening'),
  'session.close': word('退出', 'signed out'),
  'session.open': word('登录', 'signed in'),
  'session.password': word('改自己的密码', 'own password changed'),
  'session.refuse': word('登录没有成功', 'sign-in refused'),
  'see.case': word('查看案件', 'case looked at'),
  'see.duplicates': word('查看疑似重复户', 'possible duplicates looked at'),
  'see.entity': word('查看经营主体', 'entities looked at'),
  'see.file': word('查看照片或材料', 'photo or paper looked at'),
  'see.findings': word('查看线索', 'findings looked at'),
  'see.grievance': word('查看投诉', 'grievance looked at'),
  'see.household': word('查看农户', 'household looked at'),
  'see.ledger': word('查看账目', 'accounts looked at'),
  'see.claim': word('查看核算', 'amounts looked at'),
  'see.meeting': word('查看会议', 'meetings looked at'),
  'see.payment': word('查看付款', 'payments looked at'),
  'see.shares': word('查看股权', 'shares looked at'),
  'see.records': word('查看记录', 'records looked at'),
};

/** Modules and verbs, from which the other deeds are named: `governance.meeting.vote` is "会议：表决". */
const THINGS: Readonly<Record<string, Bilingual>> = {
  'governance.body': word('组织', 'body'),
  'governance.meeting': word('会议', 'meeting'),
  'governance.notice': word('公示', 'notice'),
  'governance.objection': word('意见', 'objection'),
  'ledger.posting': word('凭证', 'posting'),
  'ledger.authorisation': word('授权', 'authorisation'),
  'payout.grievance': word('投诉', 'grievance'),
  'payout.payment': word('付款', 'payment'),
  'payout.pool': word('资金池', 'pool'),
  'payout.sample': word('抽样回访', 'sample'),
  'policy.proposal': word('政策修改', 'change of a policy'),
  'register.condition': word('原因、土地、住房的变更', 'change of causes, land or houses'),
  'register.duplicates': word('疑似重复户', 'possible duplicates'),
  'register.event': word('登记变动', 'event of the register'),
  'register.quality': word('数据核对', 'data quality'),
  'responsibility.naming': word('责任人', 'person responsible'),
  'responsibility.task': word('任务', 'task'),
};
const VERBS: Readonly<Record<string, Bilingual>> = {
  account: word('登记收款账户', 'account of the payee'),
  add: word('布置', 'given'),
  answer: word('答复', 'answered'),
  appeal: word('申诉', 'appealed'),
  appoint: word('任命成员', 'members appointed'),
  approve: word('批准', 'approved'),
  attend: word('签到', 'attendance'),
  authorise: word('授权', 'authorised'),
  call: word('召集', 'called'),
  cancel: word('撤销', 'cancelled'),
  check: word('核对', 'checked'),
  close: word('结束', 'closed'),
  decide: word('判定', 'decided'),
  done: word('完成', 'done'),
  draft: word('定稿', 'frozen'),
  draw: word('抽取', 'drawn'),
  end: word('结束', 'ended'),
  escalate: word('上交', 'handed up'),
  evidence: word('存材料', 'evidence kept'),
  find: word('查找', 'searched'),
  found: word('成立', 'founded'),
  hand_over: word('转交', 'handed over'),
  import: word('导入', 'imported'),
  kinship: word('登记亲属关系', 'kinship declared'),
  make: word('生成清单', 'list made'),
  move: word('收支', 'moved'),
  name: word('指定', 'named'),
  post: word('张贴', 'put up'),
  propose: word('提出', 'proposed'),
  publish: word('发布', 'published'),
  receive: word('收到', 'received'),
  recuse: word('回避', 'recusal'),
  refuse: word('不予批准', 'refused'),
  release: word('发给银行', 'released'),
  result: word('银行结果', 'bank’s answer'),
  show: word('查看', 'looked at'),
  take_down: word('取下', 'taken down'),
  undo: word('撤销', 'undone'),
  visit: word('入户', 'visited'),
  vote: word('表决', 'vote'),
};

/** A deed in words; one that has none yet as the trail has it. */
export function deedOf(action: string): Bilingual {
  const own = DEEDS[action];
  if (own) return own;
  const parts = action.split('.');
  const verb = parts.at(-1)!;
  if (parts[0] === 'cases') {
    const known = (ACTIONS as Readonly<Record<string, Bilingual>>)[verb];
    return known ? { zh: `案件：${known.zh}`, en: `case: ${known.en}` } : word(action, action);
  }
  const thing = THINGS[parts.slice(0, -1).join('.')];
  const done = VERBS[verb];
  return thing && done
    ? { zh: `${thing.zh}：${done.zh}`, en: `${thing.en}: ${done.en}` }
    : word(action, action);
}

const FACTS: Readonly<Record<string, Bilingual>> = {
  account_no: word('账号', 'account'),
  action_no: word('步骤', 'step'),
  added: word('新增', 'added'),
  as_of: word('截至', 'as of'),
  authorisation_no: word('授权', 'authorisation'),
  bills: word('单据', 'bills'),
  body_no: word('组织', 'body'),
  bounced: word('退回', 'bounced'),
  case_no: word('案件', 'case'),
  closed: word('结束', 'closed'),
  contract_no: word('合同', 'contract'),
  contracts: word('合同数', 'contracts'),
  contribution_no: word('投入', 'contribution'),
  entity_no: word('经营主体', 'entity'),
  escrow_no: word('托管', 'escrow'),
  expenditure_no: word('开支申请', 'request'),
  fact_no: word('记载', 'fact'),
  feedback_no: word('反馈', 'feedback'),
  inventory_no: word('清产核资', 'inventory'),
  link_no: word('联结合同', 'contract'),
  obligation_no: word('义务', 'obligation'),
  planting_no: word('种植', 'crop'),
  found_yuan: word('核实值', 'found'),
  decided: word('已判定', 'decided'),
  entries: word('人次', 'entries'),
  event_no: word('变动', 'event'),
  evidence_no: word('材料', 'evidence'),
  failed: word('失败', 'failed'),
  grievance_no: word('投诉', 'grievance'),
  household_no: word('农户', 'household'),
  households: word('户', 'households'),
  import_no: word('导入', 'import'),
  in_force: word('有效', 'in force'),
  item_no: word('议题', 'item'),
  items: word('议题数', 'items'),
  left: word('剩余', 'left'),
  lines: word('行', 'lines'),
  list_no: word('清单', 'list'),
  meeting_no: word('会议', 'meeting'),
  member_no: word('成员', 'member'),
  members: word('成员数', 'members'),
  new: word('新', 'new'),
  notice_no: word('公示', 'notice'),
  objection_no: word('意见', 'objection'),
  open: word('待判定', 'open'),
  paid: word('已付', 'paid'),
  people: word('人', 'people'),
  persons: word('人', 'persons'),
  place_no: word('张贴处', 'place'),
  policy: word('政策', 'policy'),
  posting_no: word('凭证', 'posting'),
  rejected: word('退回行', 'rejected'),
  revised: word('修订', 'revised'),
  role_no: word('角色', 'role'),
  round: word('轮次', 'round'),
  rows: word('行', 'rows'),
  sample_no: word('抽样', 'sample'),
  seals: word('封印', 'seals'),
  task_no: word('任务', 'task'),
  total_yuan: word('合计（元）', 'total (yuan)'),
  unchanged: word('未变', 'unchanged'),
  votes: word('票', 'votes'),
  year: word('年度', 'year'),
};

/** The one purpose that the server names itself. */
const OWN_FILE = word('自己的情况', 'own file');

/**
 * What an entry is about. A look says it in a sentence; a deed as facts: its numbers with their names, and codes that
 * the deed's own name tells already left out.
 */
export function aboutOf(about: string, say: (words: Bilingual) => string): string {
  if (!about.startsWith('{')) return about.replace(/: own file$/, () => `: ${say(OWN_FILE)}`);
  return Object.entries(JSON.parse(about) as Readonly<Record<string, unknown>>)
    .flatMap(([key, value]) => {
      const name = FACTS[key];
      return name && ['string', 'number'].includes(typeof value) ? [`${say(name)} ${String(value)}`] : [];
    })
    .sort((a, b) => Number(/^\S+ 0$/.test(a)) - Number(/^\S+ 0$/.test(b)))
    .join(' · ');
}
