/** Saved views as tabs with counts; Alt+1…9 reaches them (ui.md §5). */
import type { RecordType } from '../../shared/records/record-type.ts';
import { useText } from '../texts/use-text.ts';

export function ViewTabs(props: {
  type: RecordType;
  view: string;
  counts: Readonly<Record<string, number>>;
  onView: (view: string) => void;
}) {
  const { t, say } = useText();
  return (
    <div className="tabs" role="tablist" aria-label={t('list.views')}>
      {props.type.list.views.map(({ key }) => {
        const count = props.counts[key];
        const on = key === props.view;
        return (
          <button
            key={key}
            type="button"
            role="tab"
            aria-selected={on}
            className={`tab ${on ? 'on' : ''}`}
            onClick={() => props.onView(key)}
          >
            {say(props.type.texts.views[key] ?? { zh: key, en: key })}
            {count !== undefined && (
              <span className={`count ${key === 'returned' && count > 0 ? 'act' : ''}`}>
                {count.toLocaleString('en-US')}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
