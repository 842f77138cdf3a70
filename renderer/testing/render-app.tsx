/** Renders the whole page over a fake bridge at one of its addresses. */
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import { expect } from 'vitest';
import { App } from '../app.tsx';
import { createQueryClient } from '../bridge/bridge-context.tsx';
import type { Surroundings } from '../bridge/surroundings.tsx';
import { createTexts } from '../texts/index.ts';
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts';

export interface AppOptions {
  readonly at?: string;
  readonly bridge?: FakeBridge;
}

export async function renderApp(options: AppOptions = {}) {
  const bridge = options.bridge ?? createFakeBridge();
  window.location.hash = options.at ?? '#/today';
  let ids = 0;
  const wentTo: string[] = [];
  const surroundings: Surroundings = {
    now: () => bridge.office.now,
    newId: () => `test-${(ids += 1)}`,
    goTo: (address) => void wentTo.push(address),
    lists: new Map(),
    habits: { load: () => Promise.resolve([]), keep: () => Promise.resolve() },
    prefill: new Map(),
    picks: new Map(),
    savePdf: null,
  };
  const texts = await createTexts(bridge.office.settings.language);
  const queries = createQueryClient();
  const page = render(
    <App
      bridge={bridge}
      queries={queries}
      texts={texts}
      surroundings={surroundings}
      connection={null}
    />,
  );
  return { bridge, queries, texts, page, wentTo, user: userEvent.setup() };
}

/** Calls of one procedure so far. */
export function callsOf(bridge: FakeBridge, name: string): unknown[] {
  return bridge.calls.filter((call) => call.name === name).map(({ input }) => input);
}

/** An entry of an open list of choices. jsdom has no layout, so Mantine takes every list for scrolled out of sight and hides it. */
export function option(name: string | RegExp): Promise<HTMLElement> {
  return screen.findByRole('option', { name, hidden: true });
}

/** Opens the choice with this label and takes one entry. */
export async function choose(user: UserEvent, label: string, entry: string): Promise<void> {
  const input = screen.getByLabelText(label);
  await user.click(input);
  await waitFor(() => expect(input.getAttribute('aria-controls')).toBeTruthy());
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
  if (list === null) throw new Error(`no list for ${label}`);
  await user.click(await within(list).findByRole('option', { name: entry, hidden: true }));
}
