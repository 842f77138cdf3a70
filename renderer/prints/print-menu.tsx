/** 打印: one button where a type has one sheet, else the choice of sheets. Off with its reason for who may not print. */
import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ListQuery } from '../../shared/bridge/contract.ts';
import { denials } from '../../shared/bridge/errors.ts';
import { isOffered, mayPrint, sheetsOf } from '../../shared/prints/sheets-of.ts';
import type { Sheet } from '../../shared/prints/sheet.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { Icon } from '../parts/icons.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

/** For one record. */
export function PrintRecord(props: { type: RecordType; id: string; state: string }) {
  const sheets = sheetsOf(props.type).filter((sheet) => isOffered(sheet, props.state));
  return <PrintChoice type={props.type} sheets={sheets} pickName={() => props.id} />;
}

/** For everything that a list shows, or for what is ticked in it. */
export function PrintList(props: {
  type: RecordType;
  query: Omit<ListQuery, 'offset' | 'limit'>;
  total: number;
  ticked?: ReadonlySet<string>;
}) {
  const { picks, newId } = useSurroundings();
  const { ticked = new Set() } = props;
  const keep = () => {
    const name = `list-${newId()}`;
    picks.set(
      name,
      ticked.size > 0 ? { by: 'ids', ids: [...ticked] } : { by: 'query', query: props.query },
    );
    return name;
  };
  return props.total === 0 ? null : (
    <PrintChoice type={props.type} sheets={sheetsOf(props.type)} pickName={keep} />
  );
}

function PrintChoice(props: {
  type: RecordType;
  sheets: readonly Sheet[];
  pickName: () => string;
}) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { actor } = useSession();
  const { type, sheets } = props;
  const may = mayPrint(actor, type);
  const [first] = sheets;
  const open = (sheet: Sheet) =>
    void navigate({
      to: '/print/$type/$sheet/$pick',
      params: { type: type.name, sheet: sheet.key, pick: props.pickName() },
    });
  useKeys({ 'Ctrl+P': () => (first !== undefined && may.allow ? open(first) : false) });
  if (first === undefined) return null;
  if (!may.allow || sheets.length === 1)
    return (
      <Button
        icon="print"
        onClick={() => open(first)}
        offBecause={may.allow ? null : say(denials[may.reason])}
      >
        {t('prints.print')}
      </Button>
    );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className="button" aria-haspopup="menu">
          <Icon name="print" />
          <span>{t('prints.print')}</span>
          <Icon name="down" size={15} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('prints.sheets')}</Menu.Label>
        {sheets.map((sheet) => (
          <Menu.Item key={sheet.key} onClick={() => open(sheet)}>
            {say(sheet.title)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: '/paper' })}>{t('prints.check')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
