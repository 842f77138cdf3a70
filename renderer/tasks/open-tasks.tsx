/** What is handed out and how far it is: whoever is mended leaves the list by himself. */
import { Link } from '@tanstack/react-router';
import { useAsk } from '../bridge/bridge-context.tsx';
import { Awaited } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function OpenTasks() {
  const { t } = useText();
  const query = useAsk('tasks.board', {});
  return (
    <section aria-label={t('tasks.open')} style={{ marginTop: '1rem' }}>
      <h2 className="block-title">{t('tasks.open')}</h2>
      <Awaited query={query} bars={1}>
        {(lists) =>
          lists.length === 0 ? (
            <p className="meta">{t('tasks.none')}</p>
          ) : (
            <ul className="gap-list">
              {lists.map(({ id, title, liaison, due, total, done }) => (
                <li key={id} className="task-line">
                  <Link to="/record/$type/$id" params={{ type: 'task_list', id }}>
                    {title}
                  </Link>{' '}
                  <span className="meta">{liaison}</span>
                  <progress
                    className="stat-progress"
                    max={Math.max(1, total)}
                    value={done}
                    aria-label={title}
                  />
                  <span className="meta">{t('tasks.progress', { done, total, due })}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
    </section>
  );
}
