import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh' | 'en';
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

const KEPT = 'terrace.language';

function initial(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT);
  if (asked === 'zh' || asked === 'en') return asked;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

void i18next.use(initReactI18next).init({
  lng: initial(),
  fallbackLng: false,
  resources: {},
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  initAsync: false,
});
document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export function setLanguage(to: Language): void {
  localStorage.setItem(KEPT, to);
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en';
  void i18next.changeLanguage(to);
}

/** The language of the screen; the component is drawn again when it changes. */
export function useLanguage(): Language {
  useTranslation();
  return language();
}

/** The sentence of the screen's language. */
export function useBilingual(): (words: Bilingual) => string {
  const lang = useLanguage();
  return (words) => words[lang];
}
