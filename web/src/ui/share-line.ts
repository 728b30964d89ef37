import { CLASS_NAMES, type ClassCode } from '../../../src/livelihood/shares/pure.ts';
import { useBilingual } from '../i18n/language.ts';

/** A line of a round as people say it, `成员股 12`, where the published sheet has `member/12`. */
export function useShareLine(): (id: string) => string {
  const say = useBilingual();
  return (id) => {
    const [code = '', place = ''] = id.split('/');
    return code in CLASS_NAMES ? `${say(CLASS_NAMES[code as ClassCode])} ${place}` : id;
  };
}
