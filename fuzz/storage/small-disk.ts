/** A disk that can be filled: a file system in memory. Needs the right to mount; without it the runs go on without full disks. */
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  fill(): void;
  /** Takes away what `fill` has put there. */
  makeRoom(): void;
  /** A disk twice as big, as when somebody has tidied up: quarantine and backups are never thinned by us. */
  grow(): void;
  remove(): void;
}

const usual = 48;

/** Null where this user may not mount. */
export function mountSmallDisk(folder: string, megabytes = usual): SmallDisk | null {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) return null;
  const ballast = join(folder, 'ballast');
  let size = megabytes;
  return {
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      } catch {
        // The writer was faster and took some of the room: full is full.
      }
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    grow() {
      size *= 2;
      spawnSync('mount', ['-o', `remount,size=${size}m`, folder]);
    },
    remove: () => void spawnSync('umount', [folder]),
  };
}
