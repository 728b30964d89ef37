import { failer } from '../kernel/index.ts';

/** This module's part of the error catalogue: first what every act is refused for, in that order, then accounts. */
export const failures = {
  'access.account_unknown': {
    status: 403,
    message: {
      zh: '没有账号“{account}”；请用 --as 写明自己的账号（见 terrace account list）。',
      en: 'There is no account "{account}"; name yours with --as (see terrace account list).',
    },
  },
  'access.account_inactive': {
    status: 403,
    message: {
      zh: '账号“{account}”尚未启用或已关闭；请联系系统管理员。',
      en: 'The account "{account}" is not open yet, or was closed; ask the system administrator.',
    },
  },
  'access.action_refused': {
    status: 403,
    message: {
      zh: '账号“{account}”（{rolesZh}）无权执行“{action}”；请由有权的人办理。',
      en: 'The account "{account}" ({rolesEn}) may not do "{action}"; have it done by somebody who may.',
    },
  },
  'access.other_county': {
    status: 403,
    message: {
      zh: '账号“{account}”（{rolesZh}）不负责 {county} 县，不能执行“{action}”；000000 表示涉及全部县。',
      en: 'The account "{account}" ({rolesEn}) is not responsible for county {county} and may not do "{action}" there; 000000 is all counties.',
    },
  },
  'access.outside_area': {
    status: 403,
    message: {
      zh: '“{action}”涉及账号“{account}”职责范围以外的内容；没有保存任何内容，请由负责该地区的人办理。',
      en: '"{action}" touches what lies outside the responsibility of the account "{account}"; nothing was kept, have it done by whoever is responsible there.',
    },
  },
  'access.purpose_missing': {
    status: 422,
    message: {
      zh: '“{action}”会读取个人信息，须用 --purpose 说明用途。',
      en: '"{action}" reads personal data; say why with --purpose.',
    },
  },
  'access.key_reused': {
    status: 409,
    message: {
      zh: '请求键“{key}”已用于另一个请求；新的请求请用新的键。',
      en: 'The idempotency key "{key}" came before with another request; take a new key for a new request.',
    },
  },
  'access.key_running': {
    status: 409,
    message: {
      zh: '同一个请求正在处理；请稍后用同一个键再发一次。',
      en: 'The same request is running; send it again with the same key in a moment.',
    },
  },
  'access.name': {
    status: 422,
    message: {
      zh: '“{value}”不能作为账号或姓名：应为 1 到 60 个字符，不含控制字符。',
      en: '"{value}" cannot be the name of an account or a person: it needs 1 to 60 characters without control characters.',
    },
  },
  'access.name_taken': {
    status: 409,
    message: {
      zh: '已有账号“{account}”；账号名不可重复使用，请另取一个。',
      en: 'There is an account "{account}" already; names are not used twice, choose another.',
    },
  },
  'access.person_taken': {
    status: 409,
    message: {
      zh: '{person} 已有账号“{account}”；一人一个账号。同名者请加注单位。',
      en: '{person} has the account "{account}" already; one account a person. Add the office when two people share a name.',
    },
  },
  'access.first_administrator': {
    status: 409,
    message: {
      zh: '第一个账号应为全部县（000000）的系统管理员（administrator）。',
      en: 'The first account must be a system administrator (role administrator) of all counties (000000).',
    },
  },
  'access.role_missing': {
    status: 503,
    message: {
      zh: '数据库没有可用的角色 terrace_app，无法限定可见范围；请按 src/access/README.md 由数据库管理员建立。',
      en: 'The database has no role terrace_app that this user may take on, so areas cannot be enforced; have a database administrator make it (src/access/README.md).',
    },
  },
  'access.reach_area': {
    status: 422,
    message: {
      zh: '角色“{role}”须用 --area 指定 {county} 县的乡镇或村，“{area}”不是。',
      en: 'The role "{role}" needs --area with a township or village of county {county}; "{area}" is none.',
    },
  },
  'access.reach_household': {
    status: 422,
    message: {
      zh: '角色“{role}”须用 --household 指定一户；每户一行。',
      en: 'The role "{role}" needs --household with one household number; give it once for each household.',
    },
  },
  'access.reach_department': {
    status: 422,
    message: {
      zh: '只有核查部门的角色才写明部门，“{role}”没有部门。',
      en: 'Only the role of a department that answers checks names a department; "{role}" has none.',
    },
  },
  'access.reach_county': {
    status: 422,
    message: {
      zh: '角色“{role}”的职责范围是县 {county}：须为已导入的县（全县范围的角色可用 000000），且不能限定乡村或农户。',
      en: 'The role "{role}" is given for a county, here {county}: an imported one (000000 for all, where it means the whole county), without an area or a household.',
    },
  },
  'access.role_unlimited': {
    status: 422,
    message: {
      zh: '角色“{role}”必须用 --until 写明最后一天。',
      en: 'The role "{role}" needs a last day: give --until.',
    },
  },
  'access.days': {
    status: 422,
    message: {
      zh: '最后一天 {until} 早于第一天 {since}。',
      en: 'The last day {until} lies before the first day {since}.',
    },
  },
  'access.role_unknown': {
    status: 404,
    message: {
      zh: '账号“{account}”没有第 {no} 个角色，或该角色已结束。',
      en: 'The account "{account}" has no role {no}, or it has been ended.',
    },
  },
  'access.last_administrator': {
    status: 409,
    message: {
      zh: '“{account}”是最后一个全部县的系统管理员；请先设立另一个。',
      en: '"{account}" is the last system administrator of all counties; appoint another one first.',
    },
  },
  'access.password': {
    status: 422,
    message: {
      zh: '密码不合要求：须有 12 到 128 个字符，至少 6 个不同的字符，且不含账号名或姓名。',
      en: 'This password will not do: it needs 12 to 128 characters, at least 6 different ones, and must not hold the account’s or the person’s name.',
    },
  },
  'access.sign_in_refused': {
    status: 401,
    message: {
      zh: '账号或密码不正确。忘记密码请联系系统管理员。',
      en: 'The name or the password is not right. If you have forgotten yours, ask the system administrator.',
    },
  },
  'access.locked_out': {
    status: 429,
    message: {
      zh: '此账号名多次登录失败；请在 {seconds} 秒后再试，或请系统管理员重设密码。',
      en: 'Signing in under this name has failed too often; try again in {seconds} seconds, or ask the system administrator.',
    },
  },
  'card.household': {
    status: 404,
    message: {
      zh: '{county} 县没有您负责的 {household} 号户；请核对户编号。',
      en: 'County {county} has no household {household} that you are responsible for; check the number.',
    },
  },
  'card.none': {
    status: 409,
    message: {
      zh: '{household} 号户没有可用的卡；需要时请发新卡。',
      en: 'Household {household} has no card that works; issue one if it needs it.',
    },
  },
  'card.told': {
    status: 409,
    message: {
      zh: '{household} 号户的新卡已经发出，密码只显示一次；没有打印的话请再发一张。',
      en: 'The new card of household {household} was issued already, and its PIN is told once; if it was not printed, issue another one.',
    },
  },
  'card.code': {
    status: 422,
    message: {
      zh: '卡号输错了：卡号是卡片正面的 10 个数字，请对照再输一遍。没有算作一次尝试。',
      en: 'The number is mistyped: it is the 10 digits on the front of the card, compare and type it again. This did not count as a try.',
    },
  },
  'card.pin': {
    status: 422,
    message: {
      zh: '密码是卡片背面的 6 个数字，请对照再输一遍。没有算作一次尝试。',
      en: 'The PIN is the 6 digits on the back of the card, compare and type it again. This did not count as a try.',
    },
  },
  'card.refused': {
    status: 401,
    message: {
      zh: '卡号或密码不对，还能试 {left} 次。密码是卡片背面的 6 个数字。卡片找不到了，请打村委会电话。',
      en: 'The number or the PIN does not match; {left} tries left. The PIN is the 6 digits on the back of the card. Card lost? Call the village office.',
    },
  },
  'card.locked': {
    status: 429,
    message: {
      zh: '密码输错次数太多，请过 {waitZh}再试。着急的话请打村委会电话，可以换一张新卡。',
      en: 'Too many wrong tries; try again in {waitEn}. If it is urgent, call the village office: it can give you a new card.',
    },
  },
} as const;

export const fail = failer(failures);
