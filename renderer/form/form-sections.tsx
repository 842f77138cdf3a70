/** Sections with a gutter that says how far each is; fields on a grid of equal columns. */
import type { FormSection, RecordType } from '../../shared/records/record-type.ts';
import type { Problem } from '../../shared/fields/field.ts';
import { waitsForStep } from '../../shared/workflow/step-fields.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { FieldBox } from './field-box.tsx';
import { useForm } from './form-context.ts';
import { sectionFields, sectionState, type SectionState } from './form-problems.ts';
import { selfTitled } from './self-titled.ts';

/** Kinds that cannot be shown in one line, where they are not for changing. */
const hasNoOneLine: ReadonlySet<string> = new Set(['items', 'files', 'photos', 'signature']);

export function FormSections(props: {
  problems: readonly Problem[];
  isShown: (problem: Problem) => boolean;
}) {
  const { say, language } = useText();
  const form = useForm();
  const { type, data } = form;
  return type.form.sections.map((section) => {
    const fields = sectionFields(section).filter(
      ({ field }) =>
        type.fields[field] !== undefined &&
        (type.form.visible?.[field]?.(data) ?? true) &&
        !waitsForStep(type, field, data) &&
        !(form.isLocked?.(field) === true && hasNoOneLine.has(type.fields[field].kind)),
    );
    // What another state was for is read on the record's page; here it would only be in the way.
    if (fields.every(({ field }) => form.isLocked?.(field) === true)) return null;
    const title = say(type.texts.sections[section.key] ?? { zh: '', en: '' });
    return (
      <section key={section.key} className="section">
        <div className="section-side">
          <h2
            className={
              titledBy(type, section, title, language) && form.isRequired(fields[0]?.field ?? '')
                ? 'required'
                : ''
            }
          >
            {title}
          </h2>
          <SectionMark state={sectionState(type, section, data, props.problems, props.isShown)} />
        </div>
        <div className={`fields c${section.columns}`}>
          {fields.map(({ field, span }, index) => {
            const titled = index === 0 && titledBy(type, section, title, language);
            const isAlone = fields.length === 1 || span >= section.columns;
            return (
              <SectionField
                key={field}
                type={type}
                field={field}
                span={Math.min(span, section.columns)}
                titled={titled}
                inRow={titled && !isAlone && !selfTitled.has(type.fields[field]?.widget ?? '')}
              />
            );
          })}
        </div>
      </section>
    );
  });
}

/** The section's title already names its first field: a label of the same words above it would only repeat them. */
function titledBy(
  type: RecordType,
  section: FormSection,
  title: string,
  language: 'zh' | 'en',
): boolean {
  const first = sectionFields(section)[0]?.field ?? '';
  return (
    selfTitled.has(type.fields[first]?.widget ?? '') ||
    type.texts.fields[first]?.[language] === title
  );
}

function SectionField(props: {
  type: RecordType;
  field: string;
  span: number;
  titled: boolean;
  inRow: boolean;
}) {
  const { say } = useText();
  const form = useForm();
  const { type, field } = props;
  const spec = type.fields[field];
  if (spec === undefined) return null;
  const hint = type.texts.hints?.[field];
  return (
    <FieldBox
      path={field}
      spec={spec}
      label={say(type.texts.fields[field] ?? { zh: field, en: field })}
      hint={hint === undefined || props.titled ? undefined : say(hint)}
      required={form.isRequired(field)}
      value={form.data[field]}
      span={props.span}
      bare={props.titled}
      inRow={props.inRow}
      onChange={(value) => form.set(field, value)}
    >
      {form.widget}
    </FieldBox>
  );
}

function SectionMark(props: { state: SectionState }) {
  const { t } = useText();
  const { state } = props;
  const look: Record<SectionState['state'], { icon: IconName; tone: string; words: string }> = {
    done: { icon: 'done', tone: 'tone-green', words: t('form.stateDone') },
    open: { icon: 'open', tone: 'tone-neutral', words: t('form.stateOpen') },
    confirm: { icon: 'open', tone: 'tone-amber', words: t('form.stateConfirm') },
    optional: { icon: 'open', tone: 'tone-neutral', words: t('form.stateOptional') },
    problems: {
      icon: 'stop',
      tone: 'tone-red',
      words: t('form.stateProblems', { count: state.state === 'problems' ? state.count : 0 }),
    },
  };
  const { icon, tone, words } = look[state.state];
  return (
    <p className={`section-state ${tone}`}>
      <Icon name={icon} size={15} />
      <span>{words}</span>
    </p>
  );
}
