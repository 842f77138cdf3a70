import { createServer } from 'node:net';

/** The first port from `from` up that nobody holds on 127.0.0.1; any free one when the next twenty are taken. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 20; port += 1) {
    if ((await tryPort(port)) !== null) return port;
  }
  const any = await tryPort(0);
  if (any === null) throw new Error('no free port on this machine');
  return any;
}

/** Whether somebody listens there. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== null;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const got = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(got));
    });
  });
}
