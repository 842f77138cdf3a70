// The accounts of the demonstration that `npm run demo` and the first-run page open, as far as its sign-in page names them.

import { districtUnit } from '../access/actor.ts';

/** One password for all invented accounts. It opens demo data only: a demo district never syncs with a real one. */
export const demoPassword = 'Qiaobang-2026';

/** Officer and lead of the desks, by unit. */
export const demoDesks: Readonly<
  Record<string, { readonly officer: string; readonly lead: string }>
> = {
  '330203008': { officer: 'wangchun', lead: 'wangchun2' },
  '330203103': { officer: 'gulin', lead: 'gulin2' },
  [districtUnit]: { officer: 'qu', lead: 'qu2' },
};
