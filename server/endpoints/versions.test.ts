import { describe, expect, it } from 'vitest';
import { versionTrouble } from './versions.ts';

describe('versionTrouble', () => {
  it('talks to its own version and the three before, and names the least one to the others', () => {
    const answers = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((protocol) => versionTrouble({ protocol }, 7));
    expect(answers.map((answer) => answer?.failure ?? 'fine')).toEqual([
      ...Array.from({ length: 4 }, () => ({ code: 'version_too_old', params: { oldest: 4 } })),
      ...Array(4).fill('fine'),
      { code: 'version_too_new', params: { newest: 7 } },
    ]);
  });

  it('never speaks of versions that were none', () => {
    expect(versionTrouble({ protocol: 0 }, 2)?.failure.params).toEqual({ oldest: 1 });
    expect(versionTrouble({ protocol: 1 }, 2)).toBeNull();
  });
});
