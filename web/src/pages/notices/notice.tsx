import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { addressOf, type Reply } from '../../api/client.ts';
import { afterwards, useAct, useGet } from '../../api/query.ts';
import { useFormat } from '../../i18n/format.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useToday } from '../../session.ts';
import { ActionBar } from '../../ui/action-bar.tsx';
import { useAreas } from '../../ui/areas.tsx';
import { useKeepFile } from '../../ui/keep-file.ts';
import { Answer, FailureBlock, Page, Section } from '../../ui/page.tsx';
import { FileLink, PictureButton } from '../../ui/picture-button.tsx';
import { ObjectionsOfNotice } from './objections.tsx';
import { PrintNotice } from './print.tsx';
import { NoticeSheet } from './sheet.tsx';
import { DaysHung, NoticeStatus } from './status.tsx';
import { words } from './words.ts';
import './notices.css';

type Notice = Reply<'GET /counties/:county/notices/:notice'>;
type Place = Notice['places'][number];

/** One notice: where it hangs and how long, what it says, and who objects. */
export function NoticePage() {
  const t = useWords(words);
  const say = useBilingual();
  const { nameOf } = useAreas();
  const { code: county } = useCounty();
  const may = useMay();
  const no = Number(useParams()['notice']);
  const notice = useGet(
    'GET /counties/:county/notices/:notice',
    { params: { county, notice: no } },
    { when: county !== '' },
  );
  const { data } = notice;
  return (
    <Page
      title={t('noticeTitle', { no })}
      lead={
        data && (
          <>
            <NoticeStatus of={data} /> {say(data.content.title)} · {nameOf(data.area_code)} ·{' '}
            <DaysHung of={data} />
          </>
        )
      }
      actions={
        data && (
          <>
            {data.progress.status === 'hanging' && (
              <a href={`/public/${county}/notices/${no}`}>
                <Button>{t('publicPage')}</Button>
              </a>
            )}
            <a
              href={addressOf('GET /counties/:county/notices/:notice/page', {
                params: { county, notice: no },
              })}
              target="_blank"
              rel="noreferrer"
            >
              <Button>{t('lookAtPaper')}</Button>
            </a>
            <PrintNotice no={no} />
          </>
        )
      }
    >
      <Answer of={notice}>
        {(found) => (
          <>
            <Hanging notice={found} />
            <Section title={t('sheet')}>
              <NoticeSheet content={found.content} />
              <p className="hash">{t('hash', { hash: found.sha256.slice(0, 12) })}</p>
            </Section>
            {may('see.meeting') && <ObjectionsOfNotice notice={found} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

const isUp = ({ hangings }: Place): boolean => hangings.some(({ takenDownOn }) => takenDownOn === null);

/** Where it hangs; the next place to photograph is the one thing to do. */
function Hanging({ notice }: { readonly notice: Notice }) {
  const t = useWords(words);
  const may = useMay();
  const today = useToday();
  const { dayInWords } = useFormat();
  const { progress, places, first_day } = notice;
  const next = progress.status === 'complete' ? undefined : places.find((place) => !isUp(place));
  const isEarly = first_day > today;
  const hint =
    next === undefined
      ? progress.status === 'complete'
        ? t('done')
        : undefined
      : isEarly
        ? t('early', { day: dayInWords(first_day) })
        : undefined;
  return (
    <Section title={t('hangs')}>
      <ul className="cards">
        {places.map((place) => (
          <PlaceLine key={place.place_no} notice={notice} place={place} />
        ))}
      </ul>
      {next && !isEarly && may('governance.notice.post') ? (
        <PutUp notice={notice} place={next} />
      ) : (
        hint !== undefined && <p className="soft">{hint}</p>
      )}
    </Section>
  );
}

function PutUp({ notice: { notice_no }, place }: { readonly notice: Notice; readonly place: Place }) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const keep = useKeepFile();
  const post = useAct('POST /counties/:county/notices/:notice/places/:place/postings');
  const failure = keep.error ?? post.error;
  return (
    <>
      {failure && <FailureBlock failure={failure} />}
      <ActionBar>
        <PictureButton
          label={t('putUp', { place: place.place })}
          isPrimary
          isBusy={keep.isPending || post.isPending}
          onPicture={(picture) =>
            keep.mutate(picture, {
              onSuccess: (photo) =>
                post.mutate({
                  params: { county, notice: notice_no, place: place.place_no },
                  body: { photo },
                }),
            })
          }
        />
      </ActionBar>
    </>
  );
}

function PlaceLine({ notice, place }: { readonly notice: Notice; readonly place: Place }) {
  const t = useWords(words);
  const may = useMay();
  const [isTaking, take] = useState(false);
  return (
    <li className="card-row">
      <span>
        <strong>{place.place}</strong>
        {place.hangings.length === 0 && <span className="soft"> · {t('notUp')}</span>}
        {place.hangings.map((hanging, i) => (
          <div key={i} className="soft">
            {hanging.takenDownOn === null
              ? t('up', { from: hanging.putUpOn, by: hanging.by })
              : t('wasUp', { from: hanging.putUpOn, until: hanging.takenDownOn })}
            {hanging.reason !== null && ` · ${t('because', { reason: hanging.reason })}`} ·{' '}
            <FileLink file={hanging.photo} purpose={t('hangs')}>
              {t('photo')}
            </FileLink>
          </div>
        ))}
      </span>
      {isUp(place) && may('governance.notice.take_down') && (
        <Button aria-label={`${t('takeDown')}：${place.place}`} onClick={() => take(true)}>
          {t('takeDown')}
        </Button>
      )}
      {isTaking && <TakeDown notice={notice} place={place} onClose={() => take(false)} />}
    </li>
  );
}

function TakeDown({
  notice: { notice_no, progress },
  place,
  onClose,
}: {
  readonly notice: Notice;
  readonly place: Place;
  readonly onClose: () => void;
}) {
  const t = useWords(words);
  const { code: county } = useCounty();
  const [day, setDay] = useState(useToday());
  const [reason, setReason] = useState('');
  const down = useAct('POST /counties/:county/notices/:notice/places/:place/takedowns');
  const isEarly = progress.status !== 'complete';
  return (
    <Modal
      open
      title={t('takeDownTitle', { place: place.place })}
      okText={t('takeDown')}
      okButtonProps={{ disabled: isEarly && reason.trim() === '', loading: down.isPending }}
      onCancel={onClose}
      onOk={() =>
        afterwards(
          down.mutateAsync({
            params: { county, notice: notice_no, place: place.place_no },
            body: { on: day, ...(reason.trim() !== '' && { reason: reason.trim() }) },
          }),
          onClose,
        )
      }
    >
      <div className="dialog-fields">
        {isEarly && <p className="notice-line">{t('takeDownEarly')}</p>}
        <label>
          <span className="field-name">{t('onDay')}</span>
          <Input type="date" value={day} onChange={({ target }) => setDay(target.value)} />
        </label>
        <label>
          <span className="field-name">{t('reason')}</span>
          <Input value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
        </label>
        {down.error && <FailureBlock failure={down.error} />}
      </div>
    </Modal>
  );
}
