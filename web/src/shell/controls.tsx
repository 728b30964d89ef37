import { setLanguage, useLanguage } from '../i18n/language.ts';
import { useWords } from '../i18n/words.ts';
import { choose, useAppearance } from '../theme/appearance.ts';
import { shellWords } from './words.ts';

/** Language, light or dark, large type: on every page, with or without the shell. */
export function LookControls() {
  const t = useWords(shellWords);
  const lang = useLanguage();
  const { isDark, isLarge } = useAppearance();
  return (
    <span className="look-controls">
      <button
        type="button"
        className="quiet"
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(lang === 'zh' ? 'en' : 'zh')}
      >
        {t('language')}
      </button>
      <button
        type="button"
        className="quiet"
        aria-pressed={isDark}
        onClick={() => choose({ isDark: !isDark })}
      >
        {t(isDark ? 'light' : 'dark')}
      </button>
      <button
        type="button"
        className="quiet"
        aria-pressed={isLarge}
        onClick={() => choose({ isLarge: !isLarge })}
      >
        {t(isLarge ? 'standard' : 'large')}
      </button>
    </span>
  );
}
