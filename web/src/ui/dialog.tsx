import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { ApiFailure } from '../api/client.ts';
import { FailureBlock } from './page.tsx';

interface DialogProps {
  readonly title: string;
  /** What the button does, where the title does not say it. */
  readonly ok?: string;
  readonly help?: ReactNode;
  /** Left away where the dialog is drawn only while it is open. */
  readonly isOpen?: boolean;
  readonly isBusy: boolean;
  readonly failure: ApiFailure | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: what it does, its refusal, one button that names the act. */
export function Dialog(props: DialogProps) {
  const { title, ok = title, help, isOpen = true, isBusy, failure, onSubmit, onClose, children } = props;
  return (
    <Modal
      open={isOpen}
      title={title}
      okText={ok}
      confirmLoading={isBusy}
      onOk={onSubmit}
      onCancel={onClose}
      destroyOnHidden
    >
      {help !== undefined && <p className="page-lead">{help}</p>}
      {failure && <FailureBlock failure={failure} />}
      {children}
    </Modal>
  );
}
