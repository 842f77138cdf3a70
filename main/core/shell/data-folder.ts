/** Where a machine keeps its data when nobody says otherwise: the same folder for both shells, so that they share one enrolment. */
import { homedir } from 'node:os';
import { join } from 'node:path';

const name = 'Qiaobang';

/** The user's data folder by the habit of the operating system (the one that Electron calls `appData`). */
export function defaultDataFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), name);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name);
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), name);
}
