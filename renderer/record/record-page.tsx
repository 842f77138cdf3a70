/** One record for reading: content at the left, what is linked and what happened at the right, the open steps in the header. */
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { RecordView } from '../../shared/bridge/contract.ts';
import { can } from '../../shared/access/can.ts';
import { denials } from '../../shared/bridge/errors.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { noteText } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { TakeOut } from '../excel/take-out.tsx';
import { HouseholdFilePane } from '../hearts/household-file-pane.tsx';
import { opinionCount, OpinionsPane } from '../hearts/opinions-pane.tsx';
import { PanoramaPane } from '../hearts/panorama-pane.tsx';
import { useNeighbours } from '../list/use-neighbours.ts';
import { isTyping, useKeys } from '../keyboard/use-keys.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Awaited, Bars, Button, KeyCap, Note } from '../parts/parts.tsx';
import { ProvisionalChip, StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';
import { PrintRecord } from '../prints/print-menu.tsx';
import { MoveAction } from '../devices/move-action.tsx';
import { ActionReasons, RecordActions } from './record-actions.tsx';
import { RecordFields } from './record-fields.tsx';
import { Timeline } from './timeline.tsx';
import { isVerified, Verifications, VerifyButton } from '../register/verifications.tsx';
import { ChainLine } from '../workflow/chain-line.tsx';
import { ClockFacts, ClockSum } from '../workflow/clock-facts.tsx';

/** The picture of relations brings a library of its own; it comes when somebody looks. */
const RelationsPane = lazy(() => import('../relations/relations-pane.tsx'));

type Tab = 'content' | 'panorama' | 'opinions' | 'household' | 'relations';
const tabWords = {
  content: 'relations.content',
  panorama: 'hearts.panorama',
  opinions: 'hearts.opinions',
  household: 'hearts.householdFile',
  relations: 'relations.tab',
} as const;

export function RecordPage(props: { type: RecordType; id: string }) {
  const query = useAsk('records.get', { type: props.type.name, id: props.id });
  return (
    <Awaited query={query}>
      {(view) =>
        view.mergedInto === null || view.mergedInto === undefined ? (
          <Loaded type={props.type} view={view} />
        ) : (
          // Old links, old cases and old lists lead to the record that was kept.
          <Navigate
            to="/record/$type/$id"
            params={{ type: view.mergedInto.type, id: view.mergedInto.id }}
            replace
          />
        )
      }
    </Awaited>
  );
}

function Loaded({ type, view }: { type: RecordType; view: RecordView }) {
  const { t, say } = useText();
  const words = useWords();
  const navigate = useNavigate();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [tab, setTab] = useState<Tab>('content');
  const tabs = tabsOf(type);
  const hasNeighbours = useNeighbours(type, view.record.id);
  const edit = () =>
    void navigate({ to: '/edit/$type/$id', params: { type: type.name, id: view.record.id } });

  useKeys({
    'Ctrl+E': () => (view.canEdit ? edit() : false),
    ...(tabs.length > 1
      ? Object.fromEntries(
          tabs.map((each, index) => [`Ctrl+${index + 1}`, () => setTab(each)] as const),
        )
      : {}),
    Escape: (event) =>
      isTyping(event) ? false : void navigate({ to: '/list/$type', params: { type: type.name } }),
  });
  useHints([
    { keys: 'Esc', word: t('key.backToList') },
    { keys: 'Alt ←', word: t('key.back') },
    ...(hasNeighbours ? [{ keys: 'Alt ↑ ↓', word: t('list.neighbours') }] : []),
    ...(view.canEdit ? [{ keys: 'Ctrl E', word: t('key.edit') }] : []),
    { keys: 'F6', word: t('key.nextPane') },
    { keys: 'F9', word: t('key.syncNow') },
  ]);
  const second = [
    view.record.bizNo,
    view.record.community === '' ? '' : words.communityName(view.record.community),
    ...(type.facts?.(view.record.data) ?? []).map((fact) => say(fact)),
  ]
    .filter(Boolean)
    .join('　');
  return (
    <>
      <PageHeader
        title={type.label(view.record.data)}
        facts={say(type.texts.name)}
        chip={
          <>
            <StateChip type={type} state={view.record.state} />
            {view.pending && <ProvisionalChip />}
          </>
        }
        second={second === '' ? say(type.texts.name) : second}
      >
        <ClockFacts flow={view.flow} type={type} />
        <VisitButton type={type} view={view} />
        <VerifyButton type={type} view={view} />
        <MoveAction view={view} />
        <PrintRecord type={type} id={view.record.id} state={view.record.state} />
        <TakeOut view={view} />
        <RecordActions type={type} view={view} onTrouble={setTrouble} />
        {view.canEdit && (
          <Button look="filled" icon="edit" keyCap="Ctrl E" onClick={edit}>
            {t('record.edit')}
          </Button>
        )}
      </PageHeader>
      {trouble !== null && (
        <Note tone="red" band role="alert">
          {trouble}
        </Note>
      )}
      <ChainLine type={type} view={view} />
      <ActionReasons type={type} view={view} />
      {tabs.length > 1 && (
        <RecordTabs tabs={tabs} tab={tab} onTab={setTab} opinions={opinionCount(view)} />
      )}
      {tab === 'relations' ? (
        <Suspense fallback={<Bars count={6} />}>
          <RelationsPane type={type.name} id={view.record.id} />
        </Suspense>
      ) : tab === 'panorama' ? (
        <PanoramaPane id={view.record.id} />
      ) : tab === 'opinions' ? (
        <OpinionsPane type={type} view={view} />
      ) : tab === 'household' ? (
        <HouseholdFilePane id={householdOf(type, view)} />
      ) : (
        <Panes
          main={
            // A record without a link or a button in it is scrolled by keyboard all the same.
            <div
              className="form-body"
              tabIndex={0}
              role="region"
              aria-label={t('relations.content')}
            >
              <div className="form-limit">
                <RecordFields type={type} view={view} />
              </div>
            </div>
          }
          side={
            <div className="pane-body">
              {view.pending && (
                <p
                  className="card"
                  style={{ borderStyle: 'dashed', marginBottom: '0.75rem', fontSize: '0.875rem' }}
                >
                  {view.flow?.awaitsDistrict === true && <b>{t('workflow.awaitsTitle')}</b>}
                  {view.flow?.awaitsDistrict === true && <br />}
                  {t(
                    view.flow?.awaitsDistrict === true
                      ? 'workflow.awaitsDistrict'
                      : 'record.provisionalNote',
                  )}
                </p>
              )}
              <Related view={view} />
              {isVerified(type) && <Verifications id={view.record.id} />}
              <h2
                className="block-title"
                style={{ marginTop: view.related.length > 0 ? undefined : 0 }}
              >
                {t('record.timeline')} <ClockSum flow={view.flow} />
              </h2>
              <Timeline type={type} id={view.record.id} />
            </div>
          }
          sideLabel={t('record.timeline')}
        />
      )}
    </>
  );
}

/** What there is to see of a record of this type beside its content. */
function tabsOf(type: RecordType): readonly Tab[] {
  const hasRelations = recordType('relation')?.fields['to']?.refTypes?.includes(type.name) === true;
  return [
    'content',
    ...(type.name === 'enterprise' ? (['panorama'] as const) : []),
    ...(type.name === 'hardship_case' ? (['opinions', 'household'] as const) : []),
    ...(type.name === 'household' ? (['household'] as const) : []),
    ...(hasRelations ? (['relations'] as const) : []),
  ];
}

/** The household itself, or the one that a case is about. */
function householdOf(type: RecordType, view: RecordView): string {
  const named = view.record.data['household'];
  return type.name === 'household' || typeof named !== 'object' || named === null
    ? view.record.id
    : String((named as { id?: unknown }).id ?? '');
}

function RecordTabs(props: {
  tabs: readonly Tab[];
  tab: Tab;
  onTab: (tab: Tab) => void;
  opinions: number;
}) {
  const { t } = useText();
  return (
    <div className="tabs" role="tablist">
      {props.tabs.map((tab, index) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === props.tab}
          className={`tab ${tab === props.tab ? 'on' : ''}`}
          onClick={() => props.onTab(tab)}
        >
          {t(tabWords[tab])}
          {tab === 'opinions' && <span className="count">{props.opinions}</span>}
          <KeyCap>{`Ctrl ${index + 1}`}</KeyCap>
        </button>
      ))}
    </div>
  );
}

function Related({ view }: { view: RecordView }) {
  const { t, say } = useText();
  const { now } = useSurroundings();
  // Verifications have a block of their own.
  const related = view.related.filter(({ relation }) => relation !== 'verification_log.subject');
  if (related.length === 0) return null;
  return (
    <>
      <h2 className="block-title" style={{ marginTop: 0 }}>
        {t('record.related')}
      </h2>
      <ul style={{ display: 'grid', gap: '0.375rem' }}>
        {related.map((each) => {
          const type = recordType(each.type);
          return (
            <li key={`${each.relation}/${each.type}/${each.id}`} className="row">
              <Icon name={typeIcon(type?.icon ?? each.type)} size={15} />
              <Link
                className="clip"
                to="/record/$type/$id"
                params={{ type: each.type, id: each.id }}
              >
                {each.label}
              </Link>
              <span className="meta clip grow">{noteText(each.note, now())}</span>
              {type !== undefined && (
                <span className="meta">
                  {say(type.texts.states[each.state] ?? type.texts.name)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Whatever a visit may be about offers to start one. */
function VisitButton({ type, view }: { type: RecordType; view: RecordView }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { actor } = useSession();
  const { newId, prefill } = useSurroundings();
  const visit = recordType('visit');
  if (visit?.fields['subject']?.refTypes?.includes(type.name) !== true) return null;
  const may = can(actor, 'create', visit, { unit: actor.unit, community: actor.community });
  const start = () => {
    const draft = newId();
    prefill.set(draft, {
      subject: { type: type.name, id: view.record.id, label: type.label(view.record.data) },
    });
    void navigate({ to: '/form/$type/$draft', params: { type: 'visit', draft } });
  };
  return (
    <Button icon="visit" onClick={start} offBecause={may.allow ? null : say(denials[may.reason])}>
      {t('record.startVisit')}
    </Button>
  );
}
