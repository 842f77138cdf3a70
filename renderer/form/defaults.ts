/** What a new form starts with: me where a person on duty is meant, now and today where required, and what the type itself says. */
import type { Actor } from '../../shared/access/actor.ts';
import type { CheckContext, Field } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';

export function startingData(
  type: RecordType,
  actor: Actor,
  context: CheckContext,
  prefill: PlainData = {},
): PlainData {
  const me = { type: 'user', id: actor.userId, label: actor.name };
  const data: PlainData = {};
  for (const [key, field] of Object.entries(type.fields)) {
    const value = startingValue(field, me, actor, context);
    if (value !== undefined) data[key] = value;
  }
  return { ...data, ...type.form.starts, ...prefill };
}

function startingValue(field: Field, me: PlainData, actor: Actor, context: CheckContext): unknown {
  const onDuty = field.refTypes?.length === 1 && field.refTypes[0] === 'user';
  if (field.kind === 'choice' && field.options === 'community' && actor.community !== '')
    return actor.community;
  if (!field.required) return undefined;
  if (onDuty) return field.kind === 'refs' ? [me] : me;
  if (field.kind === 'instant') return `${context.now.slice(0, 16)}:00.000Z`;
  // A date that only ever moves forward is the day somebody looked: today.
  if (field.kind === 'date') return context.today;
  if (field.kind === 'choice' && field.options === 'country') return 'CHN';
  return undefined;
}
