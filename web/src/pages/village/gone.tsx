import { Button } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../i18n/words.ts';
import { SentMark } from '../../offline/sent-mark.tsx';
import { Nothing, Waiting } from '../../ui/page.tsx';
import { useDraft } from './drafts.ts';
import { words } from './words.ts';

/** A record that is no longer on the phone: because the county has it, or because it was thrown away. */
export function GoneOrArrived({ id }: { readonly id: string }) {
  const t = useWords(words);
  const { hasArrived, isLoaded } = useDraft(id);
  if (!isLoaded) return <Waiting />;
  const back = (
    <Link to="/village/new">
      <Button>{t(hasArrived ? 'another' : 'toNew')}</Button>
    </Link>
  );
  if (!hasArrived) return <Nothing action={back}>{t('gone')}</Nothing>;
  return (
    <section className="section question">
      <p>
        <SentMark state="received" />
      </p>
      <p>{t('arrivedAll')}</p>
      {back}
    </section>
  );
}
