import { Alert, Button, Select, Table } from 'antd';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Section } from '../../ui/page.tsx';
import { type Preview, useFieldName } from './sources.ts';
import { StepButtons } from './wizard.tsx';
import { words } from './words.ts';

interface ColumnStepProps {
  readonly preview: Preview;
  readonly chosen: Readonly<Record<string, string>>;
  readonly onChange: (chosen: Readonly<Record<string, string>>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Each column of the file with some of its content, and what it is taken for. */
export function ColumnStep({ preview, chosen, onChange, onBack, onNext }: ColumnStepProps) {
  const t = useWords(words);
  const { list } = useFormat();
  const nameOf = useFieldName();
  const { fields, columns, is_remembered, source } = preview;
  const taken = Object.values(chosen).filter((name) => name !== '');
  const missing = fields.filter(({ name, optional }) => !optional && !taken.includes(name));
  const twice = fields.filter(({ name }) => taken.filter((each) => each === name).length > 1);
  const listed = (of: typeof fields): string => list(of.map(nameOf));
  return (
    <>
      <Section title={t('step.columns')}>
        <p className="page-lead">{t(is_remembered ? 'remembered' : 'mapLead', { source })}</p>
        {missing.length > 0 && (
          <Alert type="warning" showIcon title={t('missing', { columns: listed(missing) })} />
        )}
        {twice.length > 0 && <Alert type="warning" showIcon title={t('twice', { columns: listed(twice) })} />}
        <Table
          aria-label={t('step.columns')}
          size="small"
          pagination={false}
          scroll={{ x: 'max-content' }}
          rowKey={({ header }) => header}
          dataSource={[...columns]}
          columns={[
            { title: t('inFile'), width: 200, render: (_, { header }) => <strong>{header}</strong> },
            {
              title: t('samples'),
              render: (_, { samples }) => (
                <span className="nothing">{[...new Set(samples.filter(Boolean))].join(' · ') || '—'}</span>
              ),
            },
            {
              title: t('takenFor'),
              width: 300,
              render: (_, { header }) => (
                <Select
                  aria-label={t('takenForOf', { header })}
                  value={chosen[header] ?? ''}
                  onChange={(name) => onChange({ ...chosen, [header]: name })}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={[
                    { value: '', label: t('leftOut') },
                    ...fields.map((field) => ({ value: field.name, label: nameOf(field) })),
                  ]}
                  style={{ width: 280 }}
                />
              ),
            },
          ]}
        />
      </Section>
      <StepButtons onBack={onBack}>
        <Button type="primary" disabled={missing.length > 0 || twice.length > 0} onClick={onNext}>
          {t('try')}
        </Button>
      </StepButtons>
    </>
  );
}
