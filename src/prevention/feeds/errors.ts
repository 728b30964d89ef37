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
} as const;

export const fail = failer(failures);
