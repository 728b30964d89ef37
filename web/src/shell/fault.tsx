import { useWords } from '../i18n/words.ts';
import { common } from '../ui/words.ts';

/** A page outside one's rights looks exactly like one that does not exist. */
export function UnknownPage() {
  const t = useWords(common);
  return (
    <section className="light">
      <h1>{t('noSuchPage')}</h1>
      <p>{t('noSuchPageHelp')}</p>
      <a className="light-button" href="/">
        {t('toStart')}
      </a>
    </section>
  );
}

export function PageFault() {
  const t = useWords(common);
  return (
    <section className="light" role="alert">
      <h1>{t('fault')}</h1>
      <p>{t('faultHelp')}</p>
      <button type="button" className="light-button" onClick={() => location.reload()}>
        {t('retry')}
      </button>
    </section>
  );
}
