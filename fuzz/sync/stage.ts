/** One schedule's district, computers and links: started, killed, cut off and healed by its actions. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Input, Output, ProcedureName } from '../../shared/bridge/contract.ts';
import { mountSmallDisk, type SmallDisk } from '../storage/small-disk.ts';
import { createBackups, type Backups } from './backups.ts';
import type { Deed, Edit } from './device-messages.ts';
import { startDevice, valueOf, type Device } from './device.ts';
import { ChildDied } from './family.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { fine } from './link.ts';
import { password, people } from './people.ts';
import type { Plant } from './plants.ts';
import { createScopeWatch } from './scope-watch.ts';
import type { Access } from './server-messages.ts';
import { startServer, type Server } from './server.ts';
import { copyComputer, original, type Seat, type World } from './world.ts';

/** A computer in a schedule. */
export interface Post {
  readonly seat: Seat;
  readonly folder: string;
  readonly disk: SmallDisk | null;
  device: Device | null;
  clockOffset: number;
  /** What the person may see: two of them while a change is under way. */
  access: readonly Access[];
  /** The district has stopped it: it hands over what it has, erases itself and is nobody then. */
  isRevoked: boolean;
}

export interface Stage {
  readonly world: World;
  readonly posts: readonly Post[];
  readonly ledger: Ledger;
  /** Rows that the district answered, or claims that a computer made, and should not have. */
  readonly leaks: string[];
  readonly lies: string[];
  server(): Server;
  startComputer(post: Post): Promise<void>;
  killComputer(post: Post): Promise<void>;
  /** One write by the person at this computer; a dead or dying computer writes nothing for sure. */
  write(
    post: Post,
    name: ProcedureName,
    input: Input<ProcedureName>,
    about: string | null,
  ): Promise<Deed | null>;
  edit(post: Post, edit: Edit): Promise<Deed | null>;
  /** Any other question; null: the computer is dead or died over it. */
  call<P extends ProcedureName>(post: Post, name: P, input: Input<P>): Promise<Output<P> | null>;
  /** Takes a bundle of the district; what it says of being equal is checked at once. */
  takeBundle(post: Post, text: string): Promise<void>;
  /** Asks for a sync and waits for its end; a claim to be in step is checked at once. */
  sync(post: Post): Promise<void>;
  /** As `sync`, while the schedule goes on. */
  syncMeanwhile(post: Post): void;
  /** kill -9, and a new one at the same address. */
  restartServer(): Promise<void>;
  setAccess(post: Post, access: Access): Promise<void>;
  revoke(post: Post): Promise<void>;
  /** 转移 of a record by the district. */
  move(id: string, to: string, community: string): Promise<void>;
  /** Records that the district has moved between units. */
  readonly moved: ReadonlySet<string>;
  readonly backups: Backups;
  readonly sticks: Stick[];
  close(): Promise<void>;
}

/** A bundle on its way. */
export interface Stick {
  /** Whose computer made it or is meant. */
  readonly login: string;
  readonly way: 'up' | 'down';
  readonly text: string;
}

/** Big enough for the product's own reserve, which a start asks for. Megabytes. */
const diskSize = 320;

export async function openStage(
  world: World,
  options: { readonly name: string; readonly seats: number; readonly disks: readonly number[] },
  plant: Plant | null,
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-fuzz-sync-'));
  const { databases } = world;
  await databases.copy(original, options.name);
  let server = await startServer(databases.place(options.name));
  const ledger = createLedger();
  const leaks: string[] = [];
  const lies: string[] = [];
  const running = new Set<Promise<void>>();

  const posts = world.seats.slice(0, options.seats).map((seat, index): Post => {
    const place = join(folder, seat.login);
    mkdirSync(place);
    const disk = options.disks.includes(index) ? mountSmallDisk(place, diskSize) : null;
    copyComputer(seat, place);
    const person = people.find(({ login }) => login === seat.login);
    if (person === undefined) throw new Error('a computer of nobody');
    return {
      seat,
      folder: place,
      disk,
      device: null,
      clockOffset: 0,
      access: [person.access],
      isRevoked: false,
    };
  });
  for (const post of posts) {
    post.seat.link.aim(server.url());
    post.seat.link.set(fine, 1);
    const watch = createScopeWatch({
      who: post.seat.login,
      access: () => post.access,
      onLeak: (leak) => leaks.push(leak),
    });
    post.seat.link.watch(plant?.link?.(post.seat, watch) ?? watch);
  }

  async function startComputer(post: Post): Promise<void> {
    const data = { folder: post.folder, clockOffset: post.clockOffset };
    const device = await startDevice(data);
    post.device = device;
    const { profileId } = post.seat;
    const opened = await device.call('app.unlock', { profileId, password });
    // Half erased, or waiting for this very password to seal what is left.
    if (!post.isRevoked) valueOf(opened);
  }

  async function careful<T>(post: Post, work: (device: Device) => Promise<T>): Promise<T | null> {
    const { device } = post;
    if (device === null) return null;
    try {
      return await work(device);
    } catch (error) {
      if (error instanceof ChildDied && post.device !== device) return null;
      throw error;
    }
  }

  async function deed(
    post: Post,
    what: string,
    work: (device: Device) => Promise<Deed>,
  ): Promise<Deed | null> {
    const done = await careful(post, work);
    if (done === null) ledger.leaveOpen();
    else ledger.note(post.seat.login, what, done);
    return done;
  }

  const moved = new Set<string>();
  let moves = 0;
  const backups = createBackups({
    databases,
    name: options.name,
    posts,
    ledger,
    server: () => server,
    restart,
    moves: () => moves,
    calm: async () => {
      await Promise.all(running);
    },
  });

  async function restart(between?: () => Promise<void>, isRestored = false): Promise<void> {
    const { port } = new URL(server.url());
    await server.kill();
    await between?.();
    server = await startServer(databases.place(options.name), { port: Number(port), isRestored });
    for (const post of posts) post.seat.link.aim(server.url());
  }

  async function sync(post: Post): Promise<void> {
    const promised = ledger.eventsOf(post.seat.login);
    const era = backups.returns();
    const answer = await careful(post, (device) => device.call('sync.now', {}));
    if (answer === null || !answer.ok) return;
    const state = plant?.state?.(answer.value) ?? answer.value;
    if (state.face === 'proved') await checkClaim(post, promised, era);
  }

  async function takeBundle(post: Post, text: string): Promise<void> {
    const promised = ledger.eventsOf(post.seat.login);
    const era = backups.returns();
    const answer = await careful(post, (device) =>
      device.call('exchange.take', { text, mediaNo: 'U-07', virusChecked: true }),
    );
    if (answer?.ok !== true || !answer.value.ok) return;
    const { pending, equal } = plant?.taken?.(answer.value.value) ?? answer.value.value;
    if (pending === 0 && equal === true) await checkClaim(post, promised, era);
  }

  /**
   * 全部已同步 was shown: then everything acknowledged before must lie at the district, as itself or in a rescue box that has arrived there.
   * Where a backup was put back meanwhile, what was said before says nothing.
   */
  async function checkClaim(post: Post, promised: readonly string[], era: number): Promise<void> {
    try {
      const rows = await server.ask('query', {
        sql: `SELECT id FROM docs WHERE collection = 'events' AND id = ANY($1::text[])
          UNION SELECT doc_id FROM rescue_items WHERE kind = 'event' AND doc_id = ANY($1::text[])`,
        params: [promised],
      });
      const there = new Set(rows.map(({ id }) => id));
      const missing = promised.filter((id) => !there.has(id) && !backups.beyondRepair.has(id));
      if (missing.length > 0 && era === backups.returns())
        lies.push(
          `${post.seat.login} shows that all is sent; ${missing.length} events are not there, ${missing[0]}`,
        );
    } catch (error) {
      if (!(error instanceof ChildDied) && !isDown(error)) throw error;
    }
  }

  return {
    world,
    posts,
    ledger,
    leaks,
    lies,
    server: () => server,
    startComputer,
    async killComputer(post) {
      const { device } = post;
      post.device = null;
      await device?.kill();
    },
    write: (post, name, input, about) =>
      deed(post, name, (device) => device.ask('write', { name, input, about })),
    edit: (post, edit) => deed(post, edit.action ?? 'edit', (device) => device.ask('edit', edit)),
    call: (post, name, input) => careful(post, (device) => device.call(name, input)),
    takeBundle,
    sync,
    syncMeanwhile(post) {
      const run = sync(post).catch((error: unknown) => {
        lies.push(`sync of ${post.seat.login} broke off: ${String(error)}`);
      });
      running.add(run);
      void run.finally(() => running.delete(run));
    },
    restartServer: () => restart(),
    async setAccess(post, access) {
      post.access = [...post.access, access];
      await server.ask('setAccess', { userId: post.seat.userId, access });
      post.access = [access];
    },
    async revoke(post) {
      post.isRevoked = true;
      await server.ask('revoke', post.seat.login);
    },
    async move(id, to, community) {
      moved.add(id);
      moves += 1;
      await server.ask('move', { id, to, community });
    },
    moved,
    backups,
    sticks: [],
    async close() {
      for (const post of posts) {
        const { device } = post;
        post.device = null;
        await device?.kill();
      }
      await Promise.all(running);
      await server.kill();
      for (const post of posts) post.disk?.remove();
      rmSync(folder, { recursive: true, force: true });
      await databases.drop(options.name);
      await backups.close();
    },
  };
}

/** The database was being restarted. */
function isDown(error: unknown): boolean {
  return (
    error instanceof Error && /terminat|ECONN|ENOENT|starting up|shutting down/i.test(error.message)
  );
}
