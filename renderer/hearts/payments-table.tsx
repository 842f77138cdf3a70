/** 发放: who is paid how, and what else that way of paying asks for. Day and voucher are said with the step 发放, not before. */
import type { PlainData } from '../../shared/records/envelope.ts';
import type { HardshipData } from '../../shared/records/hardship_case/schema.ts';
import { amountToPay, livePayments } from '../../shared/records/hardship_case/figures.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { FieldBox } from '../form/field-box.tsx';
import { useForm, type WidgetProps } from '../form/form-context.ts';
import { rowsOf } from '../form/widgets/items-table.tsx';
import { asRef } from '../form/widgets/ref-pickers.tsx';
import { Icon } from '../parts/icons.tsx';
import { IconButton } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

/** What only one way of paying asks for; `transfer` needs a checked account, `cash` a second person. */
const byMethod: Readonly<Record<string, readonly string[]>> = {
  transfer: ['account', 'accountChecked'],
  cash: ['second'],
  goods: ['goods'],
};
const open = new Set(['due', 'again']);

export function PaymentsTable(props: WidgetProps) {
  const { t } = useText();
  const { newId } = useSurroundings();
  const form = useForm();
  const rows = rowsOf(props.value);
  const data = form.data as Partial<HardshipData>;
  const left =
    amountToPay(data) -
    livePayments(data)
      .filter(({ id }) => id !== 'urgent')
      .reduce((sum, { amount }) => sum + (typeof amount === 'number' ? amount : 0), 0);
  const change = (next: readonly PlainData[]) =>
    props.onChange(next.length === 0 ? undefined : next);
  const add = () =>
    change([
      ...rows,
      {
        id: newId(),
        payee: asRef(data.applicant)?.label,
        method: 'transfer',
        source: data.fundSource,
        state: 'due',
        ...(left > 0 ? { amount: left } : {}),
      },
    ]);
  return (
    <div role="group" aria-label={props.label} id={props.id} tabIndex={-1}>
      {rows.map((row, index) =>
        open.has(String(row['state'])) ? (
          <Payment
            key={String(row['id'])}
            {...props}
            row={row}
            index={index}
            onRow={(next) => change(rows.map((each) => (each === row ? next : each)))}
            onRemove={() => change(rows.filter((each) => each !== row))}
          />
        ) : (
          <Done key={String(row['id'])} row={row} />
        ),
      )}
      <span className="add-row">
        <Icon name="add" size={15} />
        <button type="button" className="link" onClick={add}>
          {t('hearts.addPayment')}
        </button>
        <span className="meta">
          {'　'}
          {left === 0
            ? t('hearts.paymentsFit', { sum: formatFen(amountToPay(data)) })
            : t(left > 0 ? 'hearts.paymentsShort' : 'hearts.paymentsOver', {
                sum: formatFen(amountToPay(data)),
                left: formatFen(Math.abs(left)),
              })}
        </span>
      </span>
    </div>
  );
}

function Payment(
  props: WidgetProps & {
    row: PlainData;
    index: number;
    onRow: (row: PlainData) => void;
    onRemove: () => void;
  },
) {
  const { t, say } = useText();
  const form = useForm();
  const { row, index } = props;
  const isOther = row['payee'] !== asRef(form.data['applicant'])?.label;
  const field = (key: string, needed?: boolean) => {
    const spec = props.spec.items?.[key];
    if (spec === undefined) return null;
    return (
      <FieldBox
        key={key}
        path={`${props.path}.${index}.${key}`}
        spec={spec}
        label={say(form.type.texts.items[`${props.path}.${key}`] ?? { zh: key, en: key })}
        required={needed ?? spec.required}
        value={row[key]}
        onChange={(value) => props.onRow(withoutStale({ ...row, [key]: value }))}
      >
        {form.widget}
      </FieldBox>
    );
  };
  const special = byMethod[String(row['method'])] ?? [];
  return (
    <fieldset className="payment" aria-label={t('hearts.paymentTitle', { row: index + 1 })}>
      <div className="gift-row">
        {field('method')}
        {field('amount')}
        {field('source')}
        {field('payee')}
        {isOther ? field('agentRelation', true) : field('receiptNo')}
        <span style={{ paddingTop: '1.6rem' }}>
          <IconButton
            name="close"
            label={t('form.removeRow', { row: index + 1 })}
            onClick={props.onRemove}
            noTab
          />
        </span>
      </div>
      <div className="fields c4" style={{ marginTop: 10 }}>
        {special.map((key) => field(key, key !== 'account'))}
        {isOther && field('receiptNo')}
      </div>
    </fieldset>
  );
}

/** What was paid, sent back or taken back is not for changing. */
function Done({ row }: { row: PlainData }) {
  const { t, language } = useText();
  const amount = row['amount'];
  return (
    <p className="payment">
      {[
        labelOf('pay_state', String(row['state']), language),
        String(row['payee'] ?? ''),
        labelOf('pay_method', String(row['method']), language),
        typeof amount === 'number' ? formatFen(amount) : '',
        String(row['paidOn'] ?? ''),
        typeof row['voucherNo'] === 'string' ? t('hearts.voucher', { no: row['voucherNo'] }) : '',
      ]
        .filter(Boolean)
        .join('　')}
    </p>
  );
}

/** What another way of paying asked for keeps no value. */
function withoutStale(row: PlainData): PlainData {
  const stale = new Set(
    Object.entries(byMethod).flatMap(([method, fields]) =>
      method === row['method'] ? [] : fields,
    ),
  );
  return Object.fromEntries(Object.entries(row).filter(([key]) => !stale.has(key)));
}
