import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useAct, useGet } from '../../api/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty, useMay, useMe } from '../../session.ts';
import { useAreas } from '../../ui/areas.tsx';
import { FailureBlock, Section } from '../../ui/page.tsx';
import { words } from './words.ts';

/** The telephone of one's own office, as notices, cards and the public board show it. */
export function OfficeTelephone() {
  const t = useWords(words);
  const may = useMay();
  const { nameOf } = useAreas();
  const { code: county } = useCounty();
  const area = useMe().roles.find(({ area_code }) => area_code !== null)?.area_code ?? county;
  const params = { county, area };
  const known = useGet('GET /counties/:county/areas/:area/telephone', { params }, { when: county !== '' });
  const record = useAct('POST /counties/:county/areas/:area/telephone');
  const [typed, setTyped] = useState<string>();
  if (!may('governance.notice.telephone') || county === '') return null;
  return (
    <Section title={t('telephone', { area: nameOf(area) })}>
      <p>
        {known.data &&
          (known.data.phone === null ? t('noTelephone') : t('telephoneIs', { phone: known.data.phone }))}
      </p>
      {record.error && <FailureBlock failure={record.error} />}
      <Form layout="inline" onFinish={() => record.mutate({ params, body: { phone: typed?.trim() ?? '' } })}>
        <Form.Item label={t('newTelephone')} htmlFor="telephone">
          <Input
            id="telephone"
            inputMode="tel"
            maxLength={40}
            value={typed ?? ''}
            onChange={({ target }) => setTyped(target.value)}
          />
        </Form.Item>
        <Button htmlType="submit" loading={record.isPending} disabled={(typed ?? '').trim() === ''}>
          {t('setTelephone')}
        </Button>
      </Form>
    </Section>
  );
}
