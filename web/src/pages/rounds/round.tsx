import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { isSheet, type Sheet } from '../../../../src/livelihood/shares/pure.ts';
import { addressOf, type Reply } from '../../api/client.ts';
import { useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { StatusMark } from '../../ui/status.tsx';
import { Told } from '../my/parts.tsx';
import { Lines } from './lines.tsx';
import { Replay } from './replay.tsx';
import { Waterfall } from './waterfall.tsx';
import { words } from './words.ts';

type Found = Reply<'GET /public/counties/:county/rounds/:round'>;

/** A round for everybody: what was shared, by which rule, one's own line, and the replay. */
export function Round() {
  const t = useWords(words);
  const { county = '', round = '' } = useParams();
  const found = useGet(
    'GET /public/counties/:county/rounds/:round',
    { params: { county, round: Number(round) } },
    { keep: true },
  );
  useEffect(() => {
    document.title = `${t('title')} · 梯田 Terrace`;
  }, [t]);
  return (
    <>
      <p className="no-print">
        <Link to={`/rounds/${county}`}>{t('all')}</Link>
      </p>
      <Told of={found}>
        {(data) => (isSheet(data.sheet) ? <Body found={data} sheet={data.sheet} /> : <p>{t('failed')}</p>)}
      </Told>
    </>
  );
}

function Body({ found: { round }, sheet }: { readonly found: Found; readonly sheet: Sheet }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuanInWords, dayInWords, count } = useFormat();
  return (
    <>
      <h1>{t('yearOf', { entity: round.entity_name, year: round.year })}</h1>
      <section className="light-card">
        <p>
          {t('shared')}
          <br />
          <span className="rounds-amount">{yuanInWords(round.shared_yuan)}</span>
        </p>
        <p>{t('sharedOf', { surplus: yuanInWords(sheet.surplus_yuan), lines: count(sheet.lines.length) })}</p>
        {round.meeting && (
          <p>{t('meeting', { body: round.meeting.body_name, day: dayInWords(round.meeting.day) })}</p>
        )}
        <p>
          <StatusMark
            tone={round.status === 'paid' ? 'good' : round.status === 'reversed' ? 'reversed' : 'running'}
          >
            {say(round.status_name)}
          </StatusMark>{' '}
          {t('payStatus', { posted: count(round.posted), of: count(round.of) })}
        </p>
      </section>
      <Sources sheet={sheet} />
      <Waterfall sheet={sheet} />
      <Replay sheet={sheet} />
      <Lines sheet={sheet} />
      <Proof sheet={sheet} round={round} />
      <p>{t('object')}</p>
    </>
  );
}

function Sources({ sheet }: { readonly sheet: Sheet }) {
  const t = useWords(words);
  const say = useBilingual();
  const { yuan, yuanInWords } = useFormat();
  const counted = sheet.sources.filter(({ kind }) => kind !== 'not_itemised');
  return (
    <section>
      <h2>{t('sources')}</h2>
      <table className="rounds-bars">
        <tbody>
          {counted.map(({ kind, label, amount_yuan, document }, i) => (
            <tr key={i}>
              <th scope="row">
                {say(label)}
                <br />
                <small>{document}</small>
              </th>
              <td className="number">
                {yuan(kind === 'cost' || kind === 'loss' ? `-${amount_yuan}` : amount_yuan)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {Number(sheet.not_itemised_yuan) > 0 && (
        <p>{t('notItemised', { amount: yuanInWords(sheet.not_itemised_yuan) })}</p>
      )}
    </section>
  );
}

function Proof({ sheet, round }: { readonly sheet: Sheet; readonly round: Found['round'] }) {
  const t = useWords(words);
  const { dayInWords } = useFormat();
  const { county = '' } = useParams();
  const address = addressOf('GET /public/counties/:county/rounds/:round/sheet', {
    params: { county, round: round.round_no },
  });
  return (
    <section>
      <h2>{t('proof')}</h2>
      <p>
        {t('rollHash', { day: dayInWords(sheet.roll.day) })}
        <br />
        <span className="rounds-hash">{sheet.roll.hash}</span>
      </p>
      <p>
        {t('charter')}
        <br />
        <span className="rounds-hash">{sheet.charter.version}</span>
      </p>
      <p>
        {t('sheetHash')}
        <br />
        <span className="rounds-hash">{sheet.hash}</span>
      </p>
      <p>
        <a className="light-button" href={address} download={`${sheet.round_id}.json`}>
          {t('download')}
        </a>
      </p>
      <p>
        {t('command')}
        <br />
        <code className="rounds-hash">npx terrace round check {sheet.round_id}.json</code>
      </p>
    </section>
  );
}
