/** A dialog that asks for a few values (passwords, a name to type) before something serious is done. */
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { SheetForm, type SheetField } from '../sign-in/sheet.tsx';
import { useText } from '../texts/use-text.ts';

export function FieldsDialog(props: {
  title: string;
  fields: readonly SheetField[];
  verb: string;
  danger?: boolean;
  /** Null when it worked; the dialog then closes. */
  onDone: (values: Readonly<Record<string, string>>) => Promise<Failure | null>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useText();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size="32rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      {props.children !== undefined && (
        <p className="soft" style={{ marginBottom: '0.75rem' }}>
          {props.children}
        </p>
      )}
      <SheetForm
        fields={props.fields}
        verb={props.verb}
        danger={props.danger ?? false}
        onDone={async (values) => {
          const failure = await props.onDone(values);
          if (failure === null) props.onClose();
          return failure;
        }}
      />
    </Modal>
  );
}
