/** How this computer looks and behaves. Not personal and not secret, and needed before anybody has signed in: a plain file. */
import { join } from 'node:path';
import { settings as settingsSchema, type Settings } from '../../../shared/bridge/contract.ts';
import { readFileIfThere, writeFileAtomic } from '../vault/atomic-file.ts';

export const defaultSettings: Settings = {
  language: 'zh',
  textSize: 'normal',
  theme: 'light',
  rowHeight: 'normal',
  syncEveryMinutes: 10,
  lockAfterMinutes: 15,
};

export interface SettingsFile {
  read(): Settings;
  save(settings: Settings): void;
}

export function openSettings(dataDir: string): SettingsFile {
  const path = join(dataDir, 'settings.json');
  let current = readSettings(path);
  return {
    read: () => current,
    save(settings) {
      writeFileAtomic(path, JSON.stringify(settings));
      current = settings;
    },
  };
}

/** An unreadable settings file costs habits, not records: the defaults take its place. */
function readSettings(path: string): Settings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readFileIfThere(path) ?? 'null'));
    return parsed.success ? parsed.data : defaultSettings;
  } catch {
    return defaultSettings;
  }
}
