/** Addresses of the screens. Ids are in them, names and filters never: an address may be photographed or remembered by a browser. */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  useParams,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecordType } from '../shared/records/record-type.ts';
import { recordType } from '../shared/records/registry.ts';
import { CaseloadPage } from './caseload/caseload-page.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { ComparePage } from './duplicates/compare-page.tsx';
import { DuplicatesPage } from './duplicates/duplicates-page.tsx';
import { DraftsPage } from './drafts/drafts-page.tsx';
import { ImportPage } from './excel/import-page.tsx';
import { TemplatesPage } from './excel/templates/templates-page.tsx';
import { ExchangePage } from './exchange/exchange-page.tsx';
import { FormPage } from './form/form-page.tsx';
import { Frame } from './frame/frame.tsx';
import { DesksPage } from './hearts/desks-page.tsx';
import { EscalationsPage } from './hearts/escalations-page.tsx';
import { LegalCoveragePage } from './hearts/legal-coverage-page.tsx';
import { UnaidedPage } from './hearts/unaided-page.tsx';
import { InboxPage } from './inbox/inbox-page.tsx';
import { KeepingPage } from './keeping/keeping-page.tsx';
import { LedgerPage } from './ledger/ledger-page.tsx';
import { LegalPage } from './legal/legal-page.tsx';
import { ListPage } from './list/list-page.tsx';
import { FailureNote } from './parts/parts.tsx';
import { CheckPage } from './prints/check-page.tsx';
import { PrintPage } from './prints/print-page.tsx';
import { RecordPage } from './record/record-page.tsx';
import { RescueBoxPage } from './rescue/rescue-box-page.tsx';
import { RescuePage } from './rescue/rescue-page.tsx';
import { TiersPage } from './network/tiers-page.tsx';
import { ZonesPage } from './network/zones-page.tsx';
import { RostersPage } from './rosters/rosters-page.tsx';
import { StatisticsPage } from './statistics/statistics-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { SyncPage } from './sync/sync-page.tsx';
import { TicketsPage } from './tickets/tickets-page.tsx';
import { ClearsPage } from './four-clears/clears-page.tsx';
import { FiguresPage } from './figures/figures-page.tsx';
import { VisitsPage } from './visits/visits-page.tsx';
import { TodayPage } from './today/today-page.tsx';

const root = createRootRoute({
  component: () => (
    <Frame>
      <Outlet />
    </Frame>
  ),
});

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/today' });
    },
  }),
  createRoute({ getParentRoute: () => root, path: '/today', component: TodayPage }),
  createRoute({ getParentRoute: () => root, path: '/drafts', component: DraftsPage }),
  createRoute({ getParentRoute: () => root, path: '/sync', component: SyncPage }),
  createRoute({ getParentRoute: () => root, path: '/duplicates', component: DuplicatesPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/compare/$type/$id/$other',
    component: () => (
      <OfType>
        {(type, { id, other }) => <ComparePage type={type} a={id ?? ''} b={other ?? ''} />}
      </OfType>
    ),
  }),
  createRoute({ getParentRoute: () => root, path: '/caseload', component: CaseloadPage }),
  createRoute({ getParentRoute: () => root, path: '/rosters', component: RostersPage }),
  createRoute({ getParentRoute: () => root, path: '/tiers', component: TiersPage }),
  createRoute({ getParentRoute: () => root, path: '/zones', component: ZonesPage }),
  createRoute({ getParentRoute: () => root, path: '/statistics', component: StatisticsPage }),
  createRoute({ getParentRoute: () => root, path: '/devices', component: DevicesPage }),
  createRoute({ getParentRoute: () => root, path: '/rescue', component: RescuePage }),
  createRoute({ getParentRoute: () => root, path: '/rescue/$box', component: OneRescueBox }),
  createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage }),
  createRoute({ getParentRoute: () => root, path: '/keeping', component: KeepingPage }),
  createRoute({ getParentRoute: () => root, path: '/ledger', component: LedgerPage }),
  createRoute({ getParentRoute: () => root, path: '/visits', component: VisitsPage }),
  createRoute({ getParentRoute: () => root, path: '/clears', component: ClearsPage }),
  createRoute({ getParentRoute: () => root, path: '/figures', component: FiguresPage }),
  createRoute({ getParentRoute: () => root, path: '/tickets', component: TicketsPage }),
  createRoute({ getParentRoute: () => root, path: '/desks', component: DesksPage }),
  createRoute({ getParentRoute: () => root, path: '/unaided', component: UnaidedPage }),
  createRoute({ getParentRoute: () => root, path: '/escalations', component: EscalationsPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/legal-coverage',
    component: LegalCoveragePage,
  }),
  createRoute({ getParentRoute: () => root, path: '/legal', component: LegalPage }),
  createRoute({ getParentRoute: () => root, path: '/inbox', component: InboxPage }),
  createRoute({ getParentRoute: () => root, path: '/exchange', component: ExchangePage }),
  createRoute({ getParentRoute: () => root, path: '/paper', component: CheckPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/print/$type/$sheet/$pick',
    component: () => (
      <OfType>
        {(type, { sheet, pick }) => (
          <PrintPage
            key={`${sheet}/${pick}`}
            type={type}
            sheetKey={sheet ?? ''}
            pickName={pick ?? ''}
          />
        )}
      </OfType>
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/list/$type',
    component: () => <OfType>{(type) => <ListPage key={type.name} type={type} />}</OfType>,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/templates/$type',
    component: () => <OfType>{(type) => <TemplatesPage key={type.name} type={type} />}</OfType>,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/import/$type',
    component: () => <OfType>{(type) => <ImportPage key={type.name} type={type} />}</OfType>,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/record/$type/$id',
    component: () => (
      <OfType>{(type, { id }) => <RecordPage key={id} type={type} id={id ?? ''} />}</OfType>
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/form/$type/$draft',
    component: () => (
      <OfType>
        {(type, { draft }) => <FormPage key={draft} type={type} place={{ draftId: draft ?? '' }} />}
      </OfType>
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/edit/$type/$id',
    component: () => (
      <OfType>
        {(type, { id }) => <FormPage key={id} type={type} place={{ recordId: id ?? '' }} />}
      </OfType>
    ),
  }),
] as const;

export function createPageRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    history: createHashHistory(),
    defaultPreload: false,
  });
}

function OneRescueBox() {
  const { box = '' } = useParams({ strict: false });
  return <RescueBoxPage key={box} boxId={box} />;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}

type Params = Readonly<Record<'id' | 'draft' | 'sheet' | 'pick' | 'other', string | undefined>>;

function OfType(props: { children: (type: RecordType, params: Params) => ReactNode }) {
  const params: { [K in keyof Params | 'type']?: string } = useParams({ strict: false });
  const type = recordType(params.type ?? '');
  if (type === undefined) {
    return (
      <div className="pane-body">
        <FailureNote failure={{ code: 'E_UNKNOWN_TYPE', params: { type: params.type ?? '' } }} />
      </div>
    );
  }
  const { id, draft, sheet, pick, other } = params;
  return props.children(type, { id, draft, sheet, pick, other });
}
