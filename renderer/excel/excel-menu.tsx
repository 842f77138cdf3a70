/** 表格: the ledger of a list out to a spreadsheet, and back. */
import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListQuery } from '../../shared/bridge/contract.ts';
import { can } from '../../shared/access/can.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useSession } from '../bridge/session.tsx';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { ExportDialog } from './export-dialog.tsx';
import { TemplateDialog } from './templates/template-dialog.tsx';

/** Nothing where this person may neither take out nor bring in. */
export function ExcelMenu(props: {
  type: RecordType;
  query: Omit<ListQuery, 'offset' | 'limit'>;
  total: number;
  shown: readonly string[];
}) {
  const { t } = useText();
  const navigate = useNavigate();
  const { actor } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [isFilling, setFilling] = useState(false);
  const { type, total } = props;
  const mayExport = can(actor, 'export', type, actor).allow;
  const mayImport =
    type.collection === 'records' &&
    (can(actor, 'create', type, actor).allow || can(actor, 'edit', type, actor).allow);
  if (!mayExport && !mayImport) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className="button" aria-haspopup="menu">
            <Icon name="columns" />
            <span>{t('excel.menu')}</span>
            <Icon name="down" size={15} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayExport && (
            <Menu.Item disabled={total === 0} onClick={() => setOpen(true)}>
              {t('excel.export')}
            </Menu.Item>
          )}
          {mayExport && (
            <Menu.Item disabled={total === 0} onClick={() => setFilling(true)}>
              {t('templates.menu')}
            </Menu.Item>
          )}
          {mayImport && type.name === 'person' && (
            <Menu.Item onClick={() => void navigate({ to: '/rosters' })}>
              {t('rosters.menu')}
            </Menu.Item>
          )}
          {mayImport && (
            <Menu.Item
              onClick={() => void navigate({ to: '/import/$type', params: { type: type.name } })}
            >
              {t('excel.import')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isFilling && (
        <TemplateDialog
          type={type}
          query={props.query}
          count={total}
          onClose={() => setFilling(false)}
        />
      )}
      {isOpen && (
        <ExportDialog
          type={type}
          query={props.query}
          count={total}
          shown={props.shown}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
