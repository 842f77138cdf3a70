import { describe, expect, it, onTestFinished } from 'vitest';
import { createCommitQueue } from './commit-queue.ts';
import type { CommitQueue } from './commit-queue.ts';
import { openSqlite } from './sqlite-database.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

type Bench = {
  database: SqliteDatabase;
  queue: CommitQueue;
  put: (name: string, goesOn?: boolean) => Promise<string>;
  names: () => Promise<string[]>;
};

function setUp(stallMs = 5_000): Bench {
  const opened = openSqlite({ path: ':memory:', key: null });
  if (!opened.ok) throw opened.error;
  const { database } = opened;
  database.exec('CREATE TABLE t(name TEXT)');
  const queue = createCommitQueue({ database, stallMs });
  onTestFinished(async () => {
    await queue.close();
    database.close();
  });
  return {
    database,
    queue,
    put: (name, goesOn) =>
      queue.write(() => {
        if (name === 'bad') throw new Error('bad name');
        database.run('INSERT INTO t VALUES(?)', name);
        return { value: name, counts: true };
      }, goesOn),
    names: () =>
      queue.read(() =>
        database.all<{ name: string }>('SELECT name FROM t ORDER BY rowid').map((row) => row.name),
      ),
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What became of each write: kept, or the message of its error. */
async function statesOf(promises: Promise<unknown>[]): Promise<string[]> {
  return (await Promise.allSettled(promises)).map((result) =>
    result.status === 'fulfilled' ? 'kept' : (result.reason as Error).message,
  );
}

describe('writes that go on', () => {
  it('share a transaction over turns, and resolve after its commit', async () => {
    const { database, put } = setUp();
    const done: string[] = [];
    const first = put('a', true).then((name) => done.push(name));
    await nextTurn();
    await nextTurn();
    expect(done).toEqual([]);
    expect(database.isInTransaction()).toBe(true);
    await Promise.all([first, put('b')]);
    expect(done).toEqual(['a']);
    expect(database.isInTransaction()).toBe(false);
  });

  it('are committed by the first who reads', async () => {
    const { put, names } = setUp();
    const first = put('a', true);
    await nextTurn();
    expect(await names()).toEqual(['a']);
    expect(await first).toBe('a');
  });

  it('are committed when the next one fails, and when the queue is closed', async () => {
    const { database, queue, put } = setUp();
    const first = put('a', true);
    await nextTurn();
    expect(await statesOf([put('bad', true), first])).toEqual(['bad name', 'kept']);
    const last = put('c', true);
    await queue.close();
    expect(await last).toBe('c');
    expect(database.isInTransaction()).toBe(false);
  });
});

describe('writes of one turn', () => {
  it('share a transaction and resolve only after its commit', async () => {
    const { database, put } = setUp();
    const open: boolean[] = [];
    const writes = ['a', 'b', 'c'].map((name) =>
      put(name).then(() => open.push(database.isInTransaction())),
    );
    expect(database.isInTransaction()).toBe(true);
    await Promise.all(writes);
    expect(open).toEqual([false, false, false]);
  });

  it('are committed by a read', async () => {
    const { put, names } = setUp();
    const write = put('a');
    expect(await names()).toEqual(['a']);
    await write;
  });

  it('lose only the one that throws', async () => {
    const { put, names } = setUp();
    expect(await statesOf([put('a'), put('bad'), put('b')])).toEqual(['kept', 'bad name', 'kept']);
    expect(await names()).toEqual(['a', 'b']);
  });

  it('all fail when the commit fails, and later ones work', async () => {
    const { database, put, names } = setUp();
    database.exec(
      'CREATE TABLE parent(id INTEGER PRIMARY KEY); CREATE TABLE child(id REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED)',
    );
    const first = put('a');
    database.run('INSERT INTO child VALUES(1)'); // Breaks the foreign key at COMMIT.
    const second = put('b');
    expect((await Promise.allSettled([first, second])).map((result) => result.status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await put('c');
    expect(await names()).toEqual(['c']);
  });
});

describe('atomic', () => {
  it('commits all announced writes together, at the last of them', async () => {
    const { database, queue, put, names } = setUp();
    const order: string[] = [];
    const answer = await queue.atomic(2, async () => {
      const first = put('a').then(() => order.push(`a ${String(database.isInTransaction())}`));
      await nextTurn();
      order.push('second starts');
      await Promise.all([first, put('b')]);
      return 'done';
    });
    expect(answer).toBe('done');
    expect(order).toEqual(['second starts', 'a false']);
    expect(await names()).toEqual(['a', 'b']);
  });

  it('keeps nothing when one write throws, and tells every caller', async () => {
    const { queue, put, names } = setUp();
    const states: string[] = [];
    const work = queue.atomic(2, async () => {
      states.push(...(await statesOf([put('a'), put('bad')])));
      return 'work went on';
    });
    await expect(work).rejects.toThrow('bad name');
    await nextTurn();
    expect(states).toEqual(['bad name', 'bad name']);
    expect(await names()).toEqual([]);
  });

  it('keeps nothing when the work rejects before its last write', async () => {
    const { queue, put, names } = setUp();
    const work = queue.atomic(2, () =>
      Promise.all([put('a'), Promise.reject(new Error('not valid'))]),
    );
    await expect(work).rejects.toThrow('not valid');
    expect(await names()).toEqual([]);
  });

  it('commits what there is when the work ends with fewer writes', async () => {
    const { queue, put, names } = setUp();
    let inside: Promise<string> | undefined;
    await queue.atomic(2, async () => {
      inside = put('a');
    });
    expect(await inside).toBe('a');
    expect(await names()).toEqual(['a']);
  });

  it('gives up, and refuses late writes, when the work waits for its first write before the second', async () => {
    const { queue, put, names } = setUp(40);
    let late: Promise<string> | undefined;
    const work = queue.atomic(2, async () => {
      await put('a').catch(() => undefined);
      late = put('b');
      await late;
    });
    await expect(work).rejects.toMatchObject({ code: 'E_ATOMIC_STALLED' });
    await nextTurn();
    await expect(late).rejects.toMatchObject({ code: 'E_ATOMIC_STALLED' });
    await put('c');
    expect(await names()).toEqual(['c']);
  });

  it('does not count or include what others write meanwhile; they wait their turn', async () => {
    const { database, queue, put, names } = setUp();
    const order: string[] = [];
    const before = put('before').then(() => order.push('before'));
    const release = Promise.withResolvers<void>();
    const atomic = queue.atomic(2, async () => {
      const first = put('a');
      await release.promise;
      await Promise.all([first, put('bad')]);
    });
    const foreign = put('foreign').then(() => order.push('foreign'));
    const seen = names();
    await nextTurn();
    expect(database.isInTransaction()).toBe(true);
    release.resolve();
    await expect(atomic).rejects.toThrow('bad name');
    await Promise.all([before, foreign]);
    expect(order).toEqual(['before', 'foreign']);
    expect(await seen).toEqual(['before', 'foreign']);
  });

  it('does not pull the followers of other writes into its failure', async () => {
    const { queue, put, names } = setUp();
    const atomic = queue.atomic(2, async () => {
      const first = put('a');
      await nextTurn();
      await Promise.all([first, put('bad')]);
    });
    // Waits for the atomic, so it is started from inside of its end; RxDB's subscribers write in such a callback.
    let follower: Promise<string> | undefined;
    const foreign = queue.write(() => ({
      value: 'foreign',
      counts: true,
      afterCommit: () => {
        follower = put('follower');
      },
    }));
    await expect(atomic).rejects.toThrow('bad name');
    await foreign;
    await follower;
    expect(await names()).toEqual(['follower']);
  });

  it('runs one after the other', async () => {
    const { queue, put, names } = setUp();
    const pair = (name: string): Promise<unknown> =>
      queue.atomic(2, async () => {
        const first = put(`${name}1`);
        await nextTurn();
        return Promise.all([first, put(`${name}2`)]);
      });
    await Promise.all([pair('x'), pair('y'), pair('z')]);
    expect(await names()).toEqual(['x1', 'x2', 'y1', 'y2', 'z1', 'z2']);
  });

  it('refuses reads and another atomic inside', async () => {
    const { queue, names } = setUp();
    await expect(queue.atomic(1, () => names())).rejects.toMatchObject({ code: 'E_ATOMIC_MISUSE' });
    await expect(
      queue.atomic(1, () => queue.atomic(1, async () => undefined)),
    ).rejects.toMatchObject({ code: 'E_ATOMIC_MISUSE' });
    expect(await names()).toEqual([]);
  });

  it('leaves work that began inside free to go on after the commit', async () => {
    const { queue, put, names } = setUp();
    let later: Promise<string> | undefined;
    await queue.atomic(1, async () => {
      await put('a');
      later = nextTurn().then(() => put('b'));
    });
    await later;
    expect(await names()).toEqual(['a', 'b']);
  });
});

describe('close', () => {
  it('commits what was written and refuses the rest', async () => {
    const { queue, put } = setUp();
    const write = put('a');
    await queue.close();
    expect(await write).toBe('a');
    await expect(put('b')).rejects.toMatchObject({ code: 'E_DB_CLOSED' });
  });

  it('waits for a running atomic', async () => {
    const { queue, put } = setUp();
    const release = Promise.withResolvers<void>();
    const atomic = queue.atomic(1, async () => {
      await release.promise;
      return put('a');
    });
    const closing = queue.close();
    release.resolve();
    expect(await atomic).toBe('a');
    await closing;
  });
});
