import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { defaultDataFolder } from './data-folder.ts';

describe('the default data folder', () => {
  it('follows the habit of each operating system', () => {
    expect(defaultDataFolder({}, 'linux', '/home/a')).toBe(join('/home/a', '.config', 'Qiaobang'));
    expect(defaultDataFolder({ XDG_CONFIG_HOME: '/x' }, 'linux', '/home/a')).toBe(
      join('/x', 'Qiaobang'),
    );
    expect(defaultDataFolder({ XDG_CONFIG_HOME: '' }, 'linux', '/home/a')).toBe(
      join('/home/a', '.config', 'Qiaobang'),
    );
    expect(defaultDataFolder({}, 'darwin', '/Users/a')).toBe(
      join('/Users/a', 'Library', 'Application Support', 'Qiaobang'),
    );
    expect(defaultDataFolder({ APPDATA: '/r' }, 'win32', '/u')).toBe(join('/r', 'Qiaobang'));
  });
});
