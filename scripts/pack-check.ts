/**
 * Packs the app against a stand-in Electron and looks at the result: exactly the expected files, one addon, our fuses and
 * languages; then runs the packed main process. Expects a finished build in out/. Prints a line per check, writes
 * reports/pack.json {passed, failed}.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractAll, listPackage } from '@electron/asar';
import { compareFiles } from './pack/expected-files.ts';
import { makeStandInDistribution, readFuses } from './pack/stand-in-distribution.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ADDONS = 'node_modules/better-sqlite3-multiple-ciphers/prebuilds';
const ADDON = `${ADDONS}/linux-${process.arch}.node`;
/** Of electron-builder.yml's electronFuses, in the order of Electron's FuseV1Options. */
const FUSES = '01001100';

const counts = { passed: 0, failed: 0 };
const work = mkdtempSync(join(tmpdir(), 'pack-check-'));
try {
  run();
} finally {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  writeFileSync(join(ROOT, 'reports/pack.json'), JSON.stringify(counts));
}
process.exitCode = counts.failed === 0 ? 0 : 1;

function run(): void {
  const unpacked = join(
    work,
    'dist',
    process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked',
  );
  const archive = join(unpacked, 'resources/app.asar');
  report('electron-builder packs', pack() ?? (existsSync(archive) ? null : 'no app.asar was made'));
  if (counts.failed > 0) return;

  const extracted = join(work, 'app');
  extractAll(archive, extracted);
  const files = listPackage(archive, { isPack: false })
    .map((file) => file.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((file) =>
      globSync(file, { cwd: extracted, withFileTypes: true }).some((entry) => entry.isFile()),
    );
  const { missing, unexpected } = compareFiles(files, ADDON);
  report(
    'the archive holds every file it needs',
    missing.length === 0 ? null : `missing: ${missing.join(', ')}`,
  );
  report(
    'and nothing else',
    unexpected.length === 0 ? null : `unexpected: ${unexpected.join(', ')}`,
  );

  const outside = globSync('**/*', { cwd: `${archive}.unpacked`, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
  report(
    'only the addon of this platform is unpacked',
    same(outside, [`linux-${process.arch}.node`]),
  );
  report('the fuses are set', same(readFuses(join(unpacked, 'qiaobang')), FUSES));
  report(
    'only our two languages are in it',
    same(readdirSync(join(unpacked, 'locales')).toSorted(), ['en-US.pak', 'zh-CN.pak']),
  );
  for (const { name, problem } of smoke(extracted)) report(`packed: ${name}`, problem);
}

/** Null, or what electron-builder said. */
function pack(): string | null {
  const distribution = join(work, 'electron');
  makeStandInDistribution(distribution, versionOf('electron'));
  const cli = join(ROOT, 'node_modules/electron-builder/cli.js');
  const args = [cli, '--linux', 'dir', `--${process.arch}`, '--publish', 'never'];
  args.push(`-c.electronDist=${distribution}`, `-c.directories.output=${join(work, 'dist')}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return status === 0 ? null : `${stdout}${stderr}`;
}

function smoke(app: string): { name: string; problem: string | null }[] {
  const script = join(ROOT, 'scripts/pack/packed-smoke.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [script, app], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
      name: string;
      problem: string | null;
    }[];
  } catch {
    // It died before it could report.
    return [{ name: 'the main process starts', problem: `${stdout}${stderr}`.slice(-2000) }];
  }
}

function report(name: string, problem: string | null): void {
  counts[problem === null ? 'passed' : 'failed'] += 1;
  console.log(problem === null ? `  ✓ ${name}` : `  ✗ ${name}\n    ${problem}`);
}

function same(given: unknown, wanted: unknown): string | null {
  const [left, right] = [JSON.stringify(given), JSON.stringify(wanted)];
  return left === right ? null : `${left}, not ${right}`;
}

function versionOf(name: string): string {
  const manifest = JSON.parse(
    readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'),
  ) as { version: string };
  return manifest.version;
}
