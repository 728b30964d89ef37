import { useState } from 'react';
import { useAct, useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { ReadAloud } from '../../ui/read-aloud.tsx';
import { Refusal, Told, useFamilyYuan } from './parts.tsx';
import { words } from './words.ts';

const PERILS = ['medical', 'education', 'disaster', 'traffic_medical', 'traffic_loss'] as const;
const STEPS = 4;
interface Said {
  readonly peril: (typeof PERILS)[number] | undefined;
  readonly paid: string;
  readonly note: string;
  readonly who: string;
}

/** One question a screen; what was said is read back before anybody agrees. */
export function Declare() {
  const t = useWords(words);
  const [step, setStep] = useState(1);
  const [said, setSaid] = useState<Said>({ peril: undefined, paid: '', note: '', who: '' });
  const act = useAct('POST /my/declarations');
  const put = (news: Partial<Said>): void => setSaid({ ...said, ...news });
  if (act.data)
    return (
      <>
        <h1>{t('declareTitle')}</h1>
        <output className="light-card">{t(act.data.added ? 'declared' : 'known')}</output>
      </>
    );
  const isReady = step !== STEPS || said.who.trim() !== '';
  const forward = (): void => {
    if (step < STEPS) return setStep(step + 1);
    return act.mutate({
      body: {
        consent_by: said.who.trim(),
        ...(said.peril !== undefined && { peril: said.peril }),
        ...(said.paid !== '' && { self_paid_yuan: said.paid }),
        ...(said.note.trim() !== '' && { note: said.note.trim() }),
      },
    });
  };
  return (
    <>
      <h1>{t('declareTitle')}</h1>
      <form
        className="light-card"
        onSubmit={(event) => {
          event.preventDefault();
          forward();
        }}
      >
        {act.error && <Refusal failure={act.error} />}
        {step === 1 && <What said={said} put={put} />}
        {step === 2 && <HowMuch said={said} put={put} />}
        {step === 3 && <More said={said} put={put} />}
        {step === STEPS && <Consent said={said} put={put} />}
        <div className="my-buttons">
          <button className="light-button primary" disabled={act.isPending || !isReady}>
            {t(step === STEPS ? 'submit' : 'forward')}
          </button>
          {step > 1 && (
            <button type="button" className="light-button" onClick={() => setStep(step - 1)}>
              {t('back')}
            </button>
          )}
        </div>
      </form>
    </>
  );
}

interface StepProps {
  readonly said: Said;
  readonly put: (news: Partial<Said>) => void;
}

function What({ said, put }: StepProps) {
  const t = useWords(words);
  return (
    <fieldset className="my-choice">
      <legend>{t('what')}</legend>
      {[...PERILS, undefined].map((peril) => (
        <label key={peril ?? 'other'}>
          <input type="radio" name="peril" checked={said.peril === peril} onChange={() => put({ peril })} />
          {t(peril ?? 'otherNeed')}
        </label>
      ))}
    </fieldset>
  );
}

function HowMuch({ said, put }: StepProps) {
  const t = useWords(words);
  const familyYuan = useFamilyYuan();
  return (
    <>
      <label className="light-field">
        <span>{t('howMuch')}</span>
        <input
          inputMode="decimal"
          value={said.paid}
          onChange={({ target }) => put({ paid: plainDigits(target.value) })}
        />
      </label>
      {said.paid !== '' && <p>= {familyYuan(said.paid.includes('.') ? said.paid : `${said.paid}.00`)}</p>}
    </>
  );
}

/** Full-width digits, marks between thousands and the unit are understood. */
const plainDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\d.]/g, '')
    .replace(/^(\d*\.?\d{0,2}).*$/, '$1')
    .slice(0, 12);

function More({ said, put }: StepProps) {
  const t = useWords(words);
  return (
    <label className="light-field">
      <span>{t('more')}</span>
      <textarea
        rows={4}
        maxLength={500}
        value={said.note}
        onChange={({ target }) => put({ note: target.value })}
      />
    </label>
  );
}

function Consent({ said, put }: StepProps) {
  const t = useWords(words);
  const say = useBilingual();
  const familyYuan = useFamilyYuan();
  const consent = useGet('GET /public/consent', {});
  const again = t('again', {
    peril: t(said.peril ?? 'otherNeed'),
    amount:
      said.paid === ''
        ? t('unknownAmount')
        : familyYuan(said.paid.includes('.') ? said.paid : `${said.paid}.00`),
  });
  return (
    <Told of={consent}>
      {(form) => (
        <>
          <p>{again}</p>
          <ReadAloud before={again} text={say(form)} />
          <label className="light-field">
            <span>{t('who')}</span>
            <input
              value={said.who}
              maxLength={60}
              onChange={({ target }) => put({ who: target.value })}
              required
            />
          </label>
        </>
      )}
    </Told>
  );
}
