import { failer } from '../kernel/index.ts';

export const failures = {
  'store.held': {
    status: 409,
    message: {
      zh: '数据目录 {directory} 正被“{command}”（进程 {pid}，自 {since}）使用；请等它结束后再试。',
      en: 'The store {directory} is in use by "{command}" (process {pid}, since {since}); wait for it to end and try again.',
    },
  },
  'store.unreachable': {
    status: 503,
    message: {
      zh: '无法打开数据库 {location}：{reason}。请检查地址与权限。',
      en: 'The database {location} cannot be opened: {reason}. Check the address and the permissions.',
    },
  },
  'store.newer': {
    status: 409,
    message: {
      zh: '数据库由较新的版本建立（迁移 {migration}）；请使用该版本或更新的程序。',
      en: 'The store was written by a newer Terrace (migration {migration}); use that version or a later one.',
    },
  },
  'store.altered': {
    status: 409,
    message: {
      zh: '迁移 {migration} 在执行之后被改动；已执行的迁移不可更改，请恢复原文件。',
      en: 'Migration {migration} was changed after it ran here; applied migrations never change, restore the file.',
    },
  },
  'file.unreadable': {
    status: 400,
    message: { zh: '无法读取文件 {file}：{reason}。', en: 'The file {file} cannot be read: {reason}.' },
  },
  'file.unwritable': {
    status: 400,
    message: { zh: '无法写入文件 {file}：{reason}。', en: 'The file {file} cannot be written: {reason}.' },
  },
  'file.empty': {
    status: 400,
    message: {
      zh: '文件 {file} 是空的；第一行应为列名。',
      en: 'The file {file} is empty; its first line must name the columns.',
    },
  },
  'file.encoding': {
    status: 400,
    message: {
      zh: '文件 {file} 第 {line} 行不是 UTF-8 编码（{guess}）；请另存为“CSV UTF-8”或 XLSX 后再导入。',
      en: 'The file {file} is not UTF-8 at line {line} ({guess}); save it as "CSV UTF-8" or XLSX and import it again.',
    },
  },
  'file.quote': {
    status: 400,
    message: {
      zh: '文件 {file} 第 {line} 行的引号没有闭合或位置不对；请检查该行的双引号。',
      en: 'The file {file} has a misplaced or unclosed quotation mark at line {line}; check the double quotes there.',
    },
  },
  'file.cellTooLong': {
    status: 413,
    message: {
      zh: '文件 {file} 第 {line} 行有一格超过 {limit} 个字节；请检查该行是否缺少引号或分隔符。',
      en: 'The file {file} has a cell of more than {limit} bytes at line {line}; check that line for a missing quotation mark or comma.',
    },
  },
  'file.tooManyCells': {
    status: 413,
    message: {
      zh: '文件 {file} 第 {line} 行超过 {limit} 格；请检查分隔符。',
      en: 'The file {file} has more than {limit} cells at line {line}; check its separators.',
    },
  },
  'file.workbook': {
    status: 400,
    message: {
      zh: '文件 {file} 不是可读的 XLSX 工作簿（{reason}）；请在电子表格软件中重新另存为 XLSX 或 CSV。',
      en: 'The file {file} is not a readable XLSX workbook ({reason}); save it again as XLSX or CSV in a spreadsheet program.',
    },
  },
  'file.tooLarge': {
    status: 413,
    message: {
      zh: '文件 {file} 解压后超过 {limit} MB；请拆分，或改用 CSV。',
      en: 'The workbook {file} unpacks to more than {limit} MB; split it, or use CSV.',
    },
  },
} as const;

export const fail = failer(failures);
