import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Modal, Space } from 'antd';
import { type ApiFailure, download } from '../api/client.ts';
import { useWords } from '../i18n/words.ts';
import { useNarrow } from '../theme/appearance.ts';
import { FailureBlock } from './page.tsx';
import { common } from './words.ts';

type Format = 'xlsx' | 'csv';

/** A list as a file: all its rows, as the filters have it. `addressFor` names the route with the list's own filters. */
export function ExportButtons({ addressFor }: { readonly addressFor: (format: Format) => string }) {
  const t = useWords(common);
  const isNarrow = useNarrow();
  const fetched = useMutation<void, ApiFailure, Format>({
    mutationFn: (format) => download(addressFor(format)),
  });
  // Spreadsheets are a desk's work.
  if (isNarrow) return null;
  return (
    <Space.Compact className="no-print">
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined />}
          loading={fetched.isPending && fetched.variables === format}
          disabled={fetched.isPending}
          onClick={() => fetched.mutate(format)}
        >
          {t('export', { format: format === 'xlsx' ? 'Excel' : 'CSV' })}
        </Button>
      ))}
      {fetched.error && (
        <Modal open footer={null} onCancel={() => fetched.reset()} title={t('notExported')}>
          <FailureBlock failure={fetched.error} />
        </Modal>
      )}
    </Space.Compact>
  );
}
