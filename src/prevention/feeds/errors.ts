import { failer } from '../../kernel/index.ts';

export const failures = {
  'import.columnMissing': {
    status: 422,
    message: {
      zh: '文件 {file} 的表头缺少列：{missing}。应有的列：{expected}。',
      en: 'The header of {file} lacks the column(s) {missing}. Expected: {expected}.',
    },
  },
  'import.columnTwice': {
    status: 422,
    message: {
      zh: '文件 {file} 的表头中“{column}”出现两次；请删去一列。',
      en: 'The header of {file} names the column {column} twice; remove one.',
    },
  },
  'import.columnUnknown': {
    status: 422,
    message: {
      zh: '文件 {file} 有多余的列：{columns}；请删去后再试。',
      en: 'The file {file} has columns that are not taken: {columns}; remove them and try again.',
    },
  },
  'import.noRows': {
    status: 422,
    message: {
      zh: '文件 {file} 只有表头，没有数据行。',
      en: 'The file {file} holds a header but no rows.',
    },
  },
  'import.sourceReserved': {
    status: 422,
    message: {
      zh: '来源“{source}”留给合成演示数据使用，真实文件请用其他来源名。',
      en: 'The source {source} stands for synthetic data; name the department with another --source.',
    },
  },
  'import.mappingColumn': {
    status: 422,
    message: {
      zh: '表头“{header}”对应到“{column}”，但没有这一列；可用：{known}。',
      en: 'The header "{header}" is mapped to "{column}", which is no column; there are {known}.',
    },
  },
  'import.mappingTwice': {
    status: 422,
    message: {
      zh: '表头“{other}”和“{header}”都对应到“{column}”；请只留一个，另一个选“不要”。',
      en: 'The headers "{other}" and "{header}" are both mapped to {column}; keep one and leave the other out.',
    },
  },
  'import.unknown': {
    status: 404,
    message: {
      zh: '没有第 {import} 号导入；请在导入记录中查看。',
      en: 'There is no import {import}; see the list of imports.',
    },
  },
  'import.undone': {
    status: 409,
    message: {
      zh: '第 {import} 号导入已由 {by} 在 {day} 撤销；没有再做任何事。',
      en: 'Import {import} was taken back by {by} on {day} already; nothing more was done.',
    },
  },
  'import.followed': {
    status: 409,
    message: {
      zh: '第 {import} 号导入的行已被第 {later} 号导入更正，不能撤销；请先撤销第 {later} 号，或再导入一份更正的文件。',
      en: 'Rows of import {import} were corrected by import {later}, so it stays; take {later} back first, or import a corrected file.',
    },
  },
  'import.screened': {
    status: 409,
    message: {
      zh: '{county} 县 {day} 的第 {run} 次筛查已经用到第 {import} 号导入，不能撤销；请再导入一份更正的文件，旧行会保留。',
      en: 'Screening {run} of county {county} on {day} has looked at import {import}, so it stays; import a corrected file, the old rows are kept.',
    },
  },
  'import.assessed': {
    status: 409,
    message: {
      zh: '第 {import} 号导入之后，{household} 户已有核算或立案（{what}），不能撤销；请再导入一份更正的文件。',
      en: 'Since import {import}, household {household} was assessed or has a case ({what}), so it stays; import a corrected file.',
    },
  },
  'import.builtOn': {
    status: 409,
    message: {
      zh: '第 {import} 号导入的{titleZh}已有其他资料引用（{table}），不能撤销；请先撤销引用它们的导入。',
      en: 'Other data ({table}) refer to the {titleEn} of import {import}, so it stays; take back the imports that refer to them first.',
    },
  },
} as const;

export const fail = failer(failures);
