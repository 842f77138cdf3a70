/** Answers the bridge on one MessagePort. Several ports may be served at a time: one per window or tab. */
import type { MessagePort } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import type { BridgeRouter } from './bridge-router.ts';

/** Serves until the port is closed by either end. */
export function servePort(router: BridgeRouter, port: MessagePort): void {
  new RPCHandler(router).upgrade(port);
  port.start();
}
