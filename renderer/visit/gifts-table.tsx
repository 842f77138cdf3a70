/** 慰问: kind, amount, fund source, who received it; 实物 and 代领 open what else must be known. */
import type { PlainData } from '../../shared/records/envelope.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { FieldBox } from '../form/field-box.tsx';
import { useForm, type WidgetProps } from '../form/form-context.ts';
import { rowsOf } from '../form/widgets/items-table.tsx';
import { asRef } from '../form/widgets/ref-pickers.tsx';
import { Icon } from '../parts/icons.tsx';
import { IconButton } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

/** Fields that only count under a condition; their widths follow their content (ui.md §6). */
const goodsFields = ['goodsName', 'quantity', 'unitPrice'];
const agentFields = ['receiverRelation', 'agentReason'];

export function GiftsTable(props: WidgetProps) {
  const { t } = useText();
  const { newId } = useSurroundings();
  const form = useForm();
  const gifts = rowsOf(props.value);
  const change = (next: readonly PlainData[]) =>
    props.onChange(next.length === 0 ? undefined : next);
  const add = () => {
    const head = asRef(form.data['subject'])?.label.replace(/户$/, '');
    change([
      ...gifts,
      {
        id: newId(),
        kind: 'cash',
        receiptWay: 'self',
        ...(head === undefined ? {} : { receiver: head }),
      },
    ]);
  };
  const sum = gifts.reduce(
    (total, gift) => total + (typeof gift['amount'] === 'number' ? gift['amount'] : 0),
    0,
  );
  return (
    <div role="group" aria-label={props.label} id={props.id} tabIndex={-1}>
      {gifts.map((gift, index) => (
        <GiftBlock
          key={String(gift['id'])}
          {...props}
          gift={gift}
          index={index}
          onGift={(next) => change(gifts.map((each) => (each === gift ? next : each)))}
          onRemove={() => change(gifts.filter((each) => each !== gift))}
        />
      ))}
      {gifts.length === 0 && (
        <span className="meta">
          {t('visit.giftNone')}
          {'　'}
        </span>
      )}
      <span className="add-row" style={{ marginTop: gifts.length > 0 ? undefined : 0 }}>
        <Icon name="add" size={15} />
        <button type="button" className="link" onClick={add}>
          {t('visit.addGift')}
        </button>
        {gifts.length > 1 && (
          <span className="meta">
            {'　'}
            {t('visit.sum')} {formatFen(sum)}
          </span>
        )}
      </span>
    </div>
  );
}

function GiftBlock(
  props: WidgetProps & {
    gift: PlainData;
    index: number;
    onGift: (gift: PlainData) => void;
    onRemove: () => void;
  },
) {
  const { t, say } = useText();
  const form = useForm();
  const { gift, index } = props;
  const more = [
    ...(gift['kind'] === 'goods' ? goodsFields : []),
    ...(gift['receiptWay'] === 'agent' ? agentFields : []),
    'budgetLine',
    'receiptNo',
  ];

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
        value={gift[key]}
        onChange={(value) => props.onGift(withoutStale({ ...gift, [key]: value }))}
      >
        {form.widget}
      </FieldBox>
    );
  };
  return (
    <fieldset
      aria-label={t('visit.giftTitle', { row: index + 1 })}
      style={{
        borderTop: index > 0 ? '1px solid var(--hair)' : undefined,
        paddingTop: index > 0 ? 10 : 0,
        marginBottom: 10,
      }}
    >
      <div className="gift-row">
        {field('kind')}
        {field('amount')}
        {field('fundSource')}
        {field('receiver')}
        {field('receiptWay')}
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
        {more.map((key) => field(key, key === 'goodsName' || agentFields.includes(key)))}
      </div>
    </fieldset>
  );
}

/** What no longer applies keeps no value: goods of a cash gift, the agent of a gift received in person. */
function withoutStale(gift: PlainData): PlainData {
  const stale = new Set([
    ...(gift['kind'] === 'goods' ? [] : goodsFields),
    ...(gift['receiptWay'] === 'agent' ? [] : agentFields),
  ]);
  return Object.fromEntries(Object.entries(gift).filter(([key]) => !stale.has(key)));
}
