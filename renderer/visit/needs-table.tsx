/** 诉求: what, which kind, where it goes, and the case it became. */
import { Link } from '@tanstack/react-router';
import { becomesCase } from '../../shared/records/visit/route-needs.ts';
import type { WidgetProps } from '../form/form-context.ts';
import { ItemsTable, rowsOf } from '../form/widgets/items-table.tsx';
import { asRef } from '../form/widgets/ref-pickers.tsx';
import { useText } from '../texts/use-text.ts';

export function NeedsTable(props: WidgetProps) {
  const { t } = useText();
  const linked = rowsOf(props.value).flatMap((row, index) => {
    const target = asRef(row['target']);
    return target === null ? [] : [{ target, index }];
  });
  const waiting = rowsOf(props.value).filter(
    (row) => becomesCase(String(row['route'] ?? '')) && row['target'] === undefined,
  ).length;
  return (
    <>
      <ItemsTable
        {...props}
        columns={['text', 'category', 'route']}
        widths={{ text: 6, category: 2, route: 2.4 }}
        addWords={t('visit.addNeed')}
        emptyWords={t('visit.needNone')}
      />
      {(linked.length > 0 || waiting > 0) && (
        <p className="meta" style={{ marginTop: '0.25rem' }}>
          {linked.map(({ target, index }) => (
            <span key={target.id}>
              {index + 1}{' '}
              <Link to="/record/$type/$id" params={{ type: target.type, id: target.id }}>
                {target.label}
              </Link>
              {'　'}
            </span>
          ))}
          {waiting > 0 && t('visit.afterSubmit')}
        </p>
      )}
    </>
  );
}
