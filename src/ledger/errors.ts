import { failer } from '../kernel/index.ts';

/** This module's part of the error catalogue, in the order in which postings are refused. */
export const failures = {
  'ledger.kind_unknown': {
    status: 422,
    message: {
      zh: '没有“{kind}”这种记账类型；可用类型见 src/ledger/kinds.ts。',
      en: 'There is no kind of posting "{kind}"; all kinds stand in src/ledger/kinds.ts.',
    },
  },
  'ledger.text': {
    status: 422,
    message: {
      zh: '{field} “{value}”应为 1 到 200 个字符，不含控制字符；引用写作 模块/编号。',
      en: '{field} "{value}" must have 1 to 200 characters without control characters; references are module/number.',
    },
  },
  'ledger.amount': {
    status: 422,
    message: {
      zh: '“{kind}”的金额 {amount} 应大于 0 且不超过 {most}；更正请用冲销。',
      en: 'The amount {amount} of a posting "{kind}" must lie above 0 and not above {most}; corrections are reversals.',
    },
  },
  'ledger.account_unfit': {
    status: 422,
    message: {
      zh: '账户“{account}”不能作为“{kind}”的{sideZh}；应为：{expected}。',
      en: 'The account "{account}" cannot be the {sideEn} of a posting "{kind}"; it takes {expected}.',
    },
  },
  'ledger.authorisation_missing': {
    status: 409,
    message: {
      zh: '“{kind}”（{source}）需要授权；请先由有权机构作出决定并授权。',
      en: 'A posting "{kind}" ({source}) needs an authorisation; have the decision made and authorised first.',
    },
  },
  'ledger.source_taken': {
    status: 409,
    message: {
      zh: '{source} 已记过“{kind}”（第 {posting} 笔），内容不同或已冲销；要再次支付，请注明重发哪一笔。',
      en: '{source} was already posted as "{kind}" (posting {posting}) with other content, or was reversed; to pay it again, name the posting to reissue.',
    },
  },
  'ledger.reissue_unfit': {
    status: 409,
    message: {
      zh: '{source} 不能作为第 {posting} 笔的重发：该笔应已冲销，且类型与来源相同。',
      en: '{source} cannot reissue posting {posting}: that must be reversed, and of the same kind and source.',
    },
  },
  'ledger.authorisation_unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {no} 号授权；请核对编号。',
      en: 'County {county} has no authorisation {no}; check the number.',
    },
  },
  'ledger.authorisation_other_kind': {
    status: 409,
    message: {
      zh: '第 {no} 号授权用于“{authorised}”，不能用于“{kind}”；请另行授权。',
      en: 'Authorisation {no} is for "{authorised}", not for "{kind}"; have this one authorised.',
    },
  },
  'ledger.authorisation_other_payer': {
    status: 409,
    message: {
      zh: '第 {no} 号授权从 {authorised} 支出，不能从 {payer} 支出。',
      en: 'Authorisation {no} takes from {authorised}, not from {payer}.',
    },
  },
  'ledger.authorisation_other_payee': {
    status: 409,
    message: {
      zh: '第 {no} 号授权付给 {authorised}，不能付给 {payee}。',
      en: 'Authorisation {no} pays {authorised}, not {payee}.',
    },
  },
  'ledger.authorisation_not_yet': {
    status: 409,
    message: {
      zh: '第 {no} 号授权自 {from} 起有效，{day} 尚不能使用。',
      en: 'Authorisation {no} is valid from {from} on, not on {day}.',
    },
  },
  'ledger.authorisation_expired': {
    status: 409,
    message: {
      zh: '第 {no} 号授权到 {to} 为止，{day} 已过期；请重新授权。',
      en: 'Authorisation {no} was valid up to {to} and has expired on {day}; have it authorised anew.',
    },
  },
  'ledger.authorisation_revoked': {
    status: 409,
    message: {
      zh: '第 {no} 号授权已撤销；请重新授权。',
      en: 'Authorisation {no} was revoked; have it authorised anew.',
    },
  },
  'ledger.authorisation_suspended': {
    status: 409,
    message: {
      zh: '第 {no} 号授权因 {because} 暂停；请待其处理完毕。',
      en: 'Authorisation {no} is suspended because of {because}; wait until that is answered.',
    },
  },
  'ledger.authorisation_apart': {
    status: 403,
    message: {
      zh: '{actor} 参与了第 {no} 号授权所依据的决定，不能据此支付；请由他人办理。',
      en: '{actor} took part in the decision behind authorisation {no} and does not pay under it; somebody else must.',
    },
  },
  'ledger.escrow_poster': {
    status: 403,
    message: {
      zh: '{actor} 会签了第 {no} 号授权，不能再据此支付；请由他人办理。',
      en: '{actor} co-signed authorisation {no} and does not pay under it too; somebody else must.',
    },
  },
  'ledger.authorisation_exhausted': {
    status: 409,
    message: {
      zh: '第 {no} 号授权尚余 {leftZh}，不足以支付 {amountZh}。',
      en: 'Authorisation {no} has {leftEn} left, which does not cover {amountEn}.',
    },
  },
  'ledger.overdrawn': {
    status: 409,
    message: {
      zh: '账户 {account} 在 {day} 为 {availableZh}，不能支出 {amountZh}。',
      en: 'The account {account} holds {availableEn} on {day}, which does not cover {amountEn}.',
    },
  },
  'ledger.posting_unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有第 {posting} 笔记账；请核对编号。',
      en: 'County {county} has no posting {posting}; check the number.',
    },
  },
  'ledger.reversal_of_reversal': {
    status: 409,
    message: {
      zh: '第 {posting} 笔本身是冲销；请重新记账。',
      en: 'Posting {posting} is a reversal itself; post anew instead.',
    },
  },
  'ledger.reversed_already': {
    status: 409,
    message: {
      zh: '第 {posting} 笔已冲销。',
      en: 'Posting {posting} was already reversed.',
    },
  },
  'ledger.reversal_too_early': {
    status: 409,
    message: {
      zh: '第 {posting} 笔记于 {day}；冲销日期不能更早。',
      en: 'Posting {posting} counts for {day}; it cannot be reversed before.',
    },
  },
  'ledger.escrow_reversal': {
    status: 409,
    message: {
      zh: '第 {posting} 笔记入托管账户 {account}；冲销须先由托管代理会签。',
      en: 'Posting {posting} came into {account}, which is under escrow; the agent has to co-sign before it is taken back.',
    },
  },
  'ledger.escrow_reverser': {
    status: 403,
    message: {
      zh: '{actor} 不能既会签又记入或冲销第 {posting} 笔；请由他人办理。',
      en: '{actor} does not both co-sign and make or take back posting {posting}; somebody else must.',
    },
  },
  'ledger.kind_needs_none': {
    status: 422,
    message: {
      zh: '“{kind}”不需要授权。',
      en: 'A posting "{kind}" needs no authorisation.',
    },
  },
  'ledger.payee_needed': {
    status: 422,
    message: {
      zh: '“{kind}”按个案授权，须指明收款账户。',
      en: 'A posting "{kind}" is authorised case by case; name the payee.',
    },
  },
  'ledger.authorisation_days': {
    status: 422,
    message: {
      zh: '授权的有效期 {from} 至 {to} 首尾颠倒。',
      en: 'The authorisation is valid from {from} to {to}, which ends before it begins.',
    },
  },
  'ledger.decision_taken': {
    status: 409,
    message: {
      zh: '决定 {decision} 已就“{kind}”授权（第 {no} 号），内容不同；请先作出新的决定。',
      en: 'The decision {decision} already authorised "{kind}" as number {no} with other content; it takes a new decision.',
    },
  },
  'ledger.escrow_because': {
    status: 409,
    message: {
      zh: '“{because}”是托管会签，只能由托管代理会签解除。',
      en: '"{because}" waits for the escrow agent and ends by the co-signature alone.',
    },
  },
  'ledger.escrow_account': {
    status: 422,
    message: {
      zh: '账户“{account}”不能托管；可以托管的有：{codes}。',
      en: 'The account "{account}" cannot be under escrow; those that can are {codes}.',
    },
  },
  'ledger.escrow_open': {
    status: 409,
    message: {
      zh: '账户 {account} 已在托管中（第 {no} 号）。',
      en: 'The account {account} is under escrow already (number {no}).',
    },
  },
  'ledger.escrow_none': {
    status: 409,
    message: {
      zh: '账户 {account} 不在托管中。',
      en: 'The account {account} is not under escrow.',
    },
  },
  'ledger.escrow_not_asked': {
    status: 409,
    message: {
      zh: '第 {no} 号授权不待会签：未托管、已会签或已撤销。',
      en: 'Authorisation {no} does not wait for a co-signature: it is not under escrow, is co-signed or revoked.',
    },
  },
  'ledger.escrow_cosigner': {
    status: 403,
    message: {
      zh: '{actor} 参与了第 {no} 号授权的决定、登记或支付，不能会签；请由托管代理的其他人会签。',
      en: '{actor} took part in deciding, recording or paying under authorisation {no} and does not co-sign it; somebody else of the agent must.',
    },
  },
  'ledger.account_unknown': {
    status: 404,
    message: {
      zh: '{county} 县没有账户“{account}”；可用 ledger accounts 查看全部账户。',
      en: 'County {county} has no account "{account}"; list them with ledger accounts.',
    },
  },
} as const;

export const fail = failer(failures);
