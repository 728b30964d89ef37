import { type SyntheticEvent, useState } from 'react';
import { useParams } from 'react-router';
import { useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { UnknownPage } from '../../shell/fault.tsx';
import { type Case, Refusal, Told, useFamilyYuan, useStanding } from './parts.tsx';
import { words } from './words.ts';

/** All that was done about one matter, in plain words. */
export function MyCase() {
  const no = Number(useParams()['case']);
  const cases = useGet('GET /my/cases', {});
  return (
    <Told of={cases}>
      {({ rows }) => {
        const found = rows.find(({ case_no }) => case_no === no);
        return found ? <Story of={found} /> : <UnknownPage />;
      }}
    </Told>
  );
}

function Story({ of: one }: { readonly of: Case }) {
  const t = useWords(words);
  const say = useBilingual();
  const { dayInWords } = useFormat();
  const standing = useStanding()(one);
  const familyYuan = useFamilyYuan();
  const [wish, setWish] = useState<'appeal' | 'withdraw'>();
  return (
    <>
      <h1>{t('caseTitle', { day: dayInWords(one.opened_on) })}</h1>
      <div className="light-card">
        <p>{standing}</p>
        {one.paid_yuan !== null && <p>{t('paid', { amount: familyYuan(one.paid_yuan) })}</p>}
        {one.reason !== null && <p>{t('notGranted', { reason: one.reason })}</p>}
      </div>
      <h2>{t('steps')}</h2>
      <ol className="my-steps">
        {one.steps.map(({ day, words: done }, i) => (
          <li key={i}>
            <small>{dayInWords(day)}</small>
            <br />
            {say(done)}
          </li>
        ))}
      </ol>
      <div className="my-buttons">
        {(['appeal', 'withdraw'] as const)
          .filter((act) => one.may.includes(act))
          .map((act) => (
            <button key={act} type="button" className="light-button" onClick={() => setWish(act)}>
              {t(act)}
            </button>
          ))}
      </div>
      {wish && <Wish what={wish} caseNo={one.case_no} />}
    </>
  );
}

function Wish({ what, caseNo }: { readonly what: 'appeal' | 'withdraw'; readonly caseNo: number }) {
  const t = useWords(words);
  const appeal = useAct('POST /my/cases/:case/appeal');
  const withdraw = useAct('POST /my/cases/:case/withdraw');
  const act = what === 'appeal' ? appeal : withdraw;
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get('reason') as string;
    act.mutate({ params: { case: caseNo }, body: { reason } });
  };
  if (act.isSuccess)
    return <output className="light-card">{t(what === 'appeal' ? 'appealed' : 'withdrawn')}</output>;
  return (
    <form className="light-card" onSubmit={send}>
      {act.error && <Refusal failure={act.error} />}
      <label className="light-field">
        <span>{t('reason')}</span>
        <textarea name="reason" rows={3} maxLength={500} required />
      </label>
      <button className="light-button primary" disabled={act.isPending}>
        {t(what)}
      </button>
    </form>
  );
}
