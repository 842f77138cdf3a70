/** The index and its four gauges, each with its level where it stands alone. */
import { Link } from '@tanstack/react-router';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { freshList } from '../list/list-memory.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import type { ClearsBoard } from './clears-page.tsx';

type Gauges = ClearsBoard['total']['gauges'];
const keys = ['sq', 'dz', 'sz', 'gx', 'dt'] as const;

export function GaugeTiles({
  gauges,
  changes,
}: {
  gauges: Gauges;
  changes: ClearsBoard['changes'];
}) {
  const { t } = useText();
  return (
    <div className="gauge-tiles">
      {keys.map((key) => {
        const value = gauges[key];
        return (
          <section key={key} className="figure-tile" aria-label={t(`clears.${key}`)}>
            <span>
              <b>{t(`clears.${key}`)}</b>　<span className="meta">{t(`clears.${key}Under`)}</span>
            </span>
            <span className="row">
              <b className="figure">{value === null ? '—' : value.toFixed(2)}</b>
              {key === 'sq' && <LevelWord level={gauges.level} />}
            </span>
            {value !== null && <progress max={100} value={value} aria-label={t(`clears.${key}`)} />}
            {key === 'dz' && gauges.full !== null && (
              <span className="meta">
                {t('clears.full', { value: `${gauges.full.toFixed(2)}%` })}
              </span>
            )}
            {key === 'sz' && <Link to="/statistics">{t('stats.title')}</Link>}
            {key === 'dt' && <PromptShare {...changes} />}
            {key === 'sz' && value === null && (
              <span className="meta">{t('clears.noReports')}</span>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** The second figure of 动态清; opens the changes that were recorded late. */
function PromptShare({ prompt, all }: ClearsBoard['changes']) {
  const { t } = useText();
  const { lists } = useSurroundings();
  const value = all === 0 ? '—' : `${((prompt * 100) / all).toFixed(2)}%`;
  const words = t('clears.prompt', { value });
  if (prompt === all) return <span className="meta">{words}</span>;
  return (
    <Link
      to="/list/$type"
      params={{ type: 'change_event' }}
      onClick={() => lists.set('change_event', { ...freshList, view: 'late' })}
    >
      {words}
    </Link>
  );
}

const tones = { clear: 'green', nearly: 'amber', unclear: 'red' } as const;
const icons = { clear: 'done', nearly: 'provisional', unclear: 'stop' } as const;

/** Shape and word, never colour alone. */
export function LevelWord({ level }: { level: Gauges['level'] }) {
  const { t } = useText();
  // The figure's own dash says it.
  if (level === 'none') return null;
  return (
    <span className={`light tone-${tones[level]}`}>
      <Icon name={icons[level]} size={15} />
      {t(`clears.${level}`)}
    </span>
  );
}
