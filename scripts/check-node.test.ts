import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const script = new URL('check-node.mjs', import.meta.url).href;

/** Runs the check in a Node that says it is of this version. */
function check(version: string) {
  const code = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } }); await import('${script}');`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
}

describe('check-node', () => {
  it.each(['18.20.4', '20.19.0', '23.11.1'])(
    'stops %s with one line in both languages',
    (version) => {
      const { status, stderr, stdout } = check(version);
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr).toMatch(/需要 Node 24.*Node 24 or newer is needed/);
    },
  );

  it.each(['24.0.0', '25.1.0'])('lets %s through without a word', (version) => {
    const { status, stderr, stdout } = check(version);
    expect([status, stderr, stdout]).toEqual([0, '', '']);
  });
});
