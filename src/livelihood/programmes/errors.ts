import { failer } from '../../kernel/index.ts';

/** This module's part of the error catalogue: what all share, entities, contributions. */
export const failures = {
  'programmes.text': {
    status: 422,
    message: {
      zh: '{field} “{value}”应为 1 到 500 个字符，不含控制字符。',
      en: '{field} "{value}" must have 1 to 500 characters without control characters.',
    },
  },
  'programmes.future': {
    status: 422,
    message: {
      zh: '{day} 晚于今天（{today}）；只登记已发生的事项。',
      en: '{day} lies after today ({today}); only what has happened is recorded.',
    },
  },
  'programmes.household': {
    status: 422,
    message: {
      zh: '{county} 县在 {day} 没有农户 {household}；请核对户编号。',
      en: 'County {county} has no household {household} on {day}; check the number.',
    },
  },
  'programmes.quantity': {
    status: 422,
    message: { zh: '面积、租金和金额须大于 0。', en: 'Areas, rents and amounts must be above 0.' },
  },
  'output.terms': {
    status: 422,
    message: {
      zh: '期末不早于期初；计划数须大于 0（销售额可为 0），实际数不小于 0。',
      en: 'A period ends after it begins; what was planned is above 0 (sales may be 0), what was brought is not below 0.',
    },
  },
  'entity.unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {entity} 号经营主体；请核对编号。',
      en: 'County {county} has no entity {entity}; check the number.',
    },
  },
  'entity.area': {
    status: 422,
    message: {
      zh: '地区 {area} 不在 {county} 县内；请核对代码。',
      en: 'The area {area} does not lie in county {county}; check the code.',
    },
  },
  'entity.nameTaken': {
    status: 409,
    message: {
      zh: '该地区已有名为“{name}”的经营主体（第 {entity} 号）。',
      en: 'The area already has an entity named "{name}" (number {entity}).',
    },
  },
  'entity.purseTaken': {
    status: 409,
    message: {
      zh: '{area} 的集体资金账户已属于第 {entity} 号经营主体；一个村只有一个村集体。',
      en: 'The village account of {area} belongs to entity {entity} already; a village has one collective.',
    },
  },
  'entity.notFounded': {
    status: 422,
    message: {
      zh: '第 {entity} 号经营主体成立于 {founded}，{day} 更早。',
      en: 'Entity {entity} was founded on {founded}; {day} lies before that.',
    },
  },
  'entity.agentTwice': {
    status: 409,
    message: {
      zh: '账号 {account} 已代表第 {entity} 号经营主体。',
      en: 'The account {account} already acts for entity {entity}.',
    },
  },
  'contribution.who': {
    status: 422,
    message: {
      zh: '农户的投入须给户编号；其他投入方须给名称。',
      en: 'A household is given by its number, any other contributor by its name.',
    },
  },
  'contribution.class': {
    status: 422,
    message: {
      zh: '{contributor}不能投入“{kind}”：财政资金来自财政，公益资金来自捐赠方，现金来自农户或企业，或已入账的其他资金。',
      en: '{contributor} do not put in {kind}: public funds come from the treasury, donated funds from donors.',
    },
  },
  'contribution.quantity': {
    status: 422,
    message: {
      zh: '土地须给亩数，劳动须给工日数，其他投入不给数量。',
      en: 'Land is given in mu and labour in days; nothing else has a quantity.',
    },
  },
  'contribution.value': {
    status: 422,
    message: {
      zh: '现金的金额须大于 0，其他投入的价值不小于 0。',
      en: 'Cash is above 0, any other value not below 0.',
    },
  },
  'contribution.posting': {
    status: 409,
    message: {
      zh: '财政资金、村集体资金和其他已入账的资金须注明一笔记账：收方为 {purse}，金额 {amount} 元，未冲销，未用于其他投入。',
      en: 'Money that came by a decision names its posting: into {purse}, {amount} yuan, not reversed, not used by another contribution.',
    },
  },
} as const;

export const fail = failer(failures);
