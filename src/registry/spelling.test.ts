import { describe, expect, test } from 'vitest';
import { openSpeller } from './spelling.ts';

describe('a name is spelt as people type it', async () => {
  const speller = await openSpeller();
  test.each([
    ['张三丰', 'zhangsanfeng', 'zsf'],
    // Surnames that are read otherwise than as words.
    ['单田芳', 'shantianfang', 'stf'],
    ['仇英', 'qiuying', 'qy'],
    ['曾国藩', 'zengguofan', 'zgf'],
    ['解缙', 'xiejin', 'xj'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
    ['吕布', 'lvbu', 'lb'],
    ['李', 'li', 'l'],
    // Other letters and peoples; points and spaces are nobody's name.
    ['买买提·艾力', 'maimaitiaili', 'mmtal'],
    ['Head 1', 'head1', 'h'],
    ['张 三', 'zhangsan', 'zs'],
    ['', '', ''],
  ])('%s', (name, spelling, initials) => {
    expect(speller.spell(name)).toEqual({ spelling, initials });
  });
});
