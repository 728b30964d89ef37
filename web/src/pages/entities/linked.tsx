import { LINK_KINDS } from '../../../../src/livelihood/programmes/pure.ts';
import { useGet } from '../../api/query.ts';
import { useBilingual } from '../../i18n/language.ts';
import { useWords } from '../../i18n/words.ts';
import { useCounty } from '../../session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Answer, Page, Section } from '../../ui/page.tsx';
import { PersonalValue, PurposeLine, usePurpose } from '../../ui/personal.tsx';
import { words } from './words.ts';

/** The households linked to the entities one acts for: name, contact, contracts, yes or no. */
export function LinkedPage() {
  const t = useWords(words);
  const say = useBilingual();
  const { code: county } = useCounty();
  const why = usePurpose('linked', { zh: '联系签约农户', en: 'contacting linked households' });
  const linked = useGet(
    'GET /counties/:county/linked-households',
    { params: { county }, query: { purpose: why.purpose } },
    { when: county !== '' },
  );
  const contracts = (links: readonly { readonly contract_kind: keyof typeof LINK_KINDS }[]): string =>
    links.map(({ contract_kind }) => say(LINK_KINDS[contract_kind])).join('、');
  return (
    <Page title={t('linkedTitle')} lead={t('linkedLead')}>
      <PurposeLine {...why} />
      <Section>
        <Answer of={linked}>
          {({ rows }) => (
            <DataTable
              label={t('linkedTitle')}
              rows={rows}
              rowKey={({ household_no }) => household_no}
              empty={t('linkedNone')}
              columns={[
                { title: t('household'), dataIndex: 'household_no' },
                { title: t('name'), render: (_, row) => <PersonalValue of={row.head_name} always /> },
                { title: t('phone'), render: (_, row) => <PersonalValue of={row.phone} /> },
                { title: t('contract'), render: (_, row) => contracts(row.links) },
                { title: t('eligible'), render: (_, row) => t(row.is_eligible ? 'yes' : 'no') },
              ]}
              card={(row) => (
                <div className="card">
                  <strong>
                    <PersonalValue of={row.head_name} always />
                  </strong>
                  <div>{row.household_no}</div>
                  <div>
                    <PersonalValue of={row.phone} />
                  </div>
                  <div>{contracts(row.links)}</div>
                </div>
              )}
            />
          )}
        </Answer>
      </Section>
    </Page>
  );
}
