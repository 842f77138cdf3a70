/** What the end-to-end checks need from the machine: a browser, a Chinese font, a reader for PDFs, a watcher of system calls. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PACKAGES = ['chromium', 'fonts-noto-cjk', 'poppler-utils', 'strace'];

/** Null when all is there, or could be installed (as root on Debian); else one line that says what to install. */
export function prepareMachine(): string | null {
  if (isReady()) return null;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    process.stdout.write(`installing ${PACKAGES.join(' ')}\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = {
      env,
      stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], options);
    if (isReady()) return null;
  }
  return `端到端测试需要先安装：apt-get install ${PACKAGES.join(' ')} / The end-to-end tests need: apt-get install ${PACKAGES.join(' ')}`;
}

function isReady(): boolean {
  const programs = ['chromium', 'pdftotext', 'strace'];
  return programs.every((name) => existsSync(`/usr/bin/${name}`)) && hasChineseFont();
}

function hasChineseFont(): boolean {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}
