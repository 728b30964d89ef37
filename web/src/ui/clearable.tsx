import { CloseCircleFilled } from '@ant-design/icons';
import { useWords } from '../i18n/words.ts';
import { common } from './words.ts';

/** For `allowClear`: the library names what empties a field in English, whatever the language of the page. */
export function useClearable() {
  const t = useWords(common);
  return { clearIcon: <CloseCircleFilled aria-label={t('clear')} />, label: t('clear') };
}
