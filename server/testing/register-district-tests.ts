/** Everything the district promises; run over each kind of database. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { DistrictOptions } from '../boot.ts';
import { registerAcrossTests } from './register-across-tests.ts';
import { registerZoneTests } from './register-zone-tests.ts';
import { registerCaseTests } from './register-case-tests.ts';
import { registerFileTests } from './register-file-tests.ts';
import { registerExchangeTests } from './register-exchange-tests.ts';
import { registerDigestTests } from './register-digest-tests.ts';
import { registerExportTests } from './register-export-tests.ts';
import { registerDeviceTests } from './register-device-tests.ts';
import { registerGarbageTests } from './register-garbage-tests.ts';
import { registerIntakeTests } from './register-intake-tests.ts';
import { registerHorizonTests } from './register-horizon-tests.ts';
import { registerMoveTests } from './register-move-tests.ts';
import { registerPullTests } from './register-pull-tests.ts';
import { registerPushTests } from './register-push-tests.ts';
import { registerRescueTests } from './register-rescue-tests.ts';
import { registerServerTests } from './register-server-tests.ts';
import { registerSignInTests } from './register-sign-in-tests.ts';
import { startTestOffice, type TestOffice } from './test-office.ts';

/** Registers the suite inside the caller's `describe`; `open` gives the database, `close` takes it away. */
export function registerDistrictTests(database: {
  open(): Promise<Pick<DistrictOptions, 'databaseUrl' | 'prepared'>>;
  close(): Promise<void>;
}): void {
  let office: TestOffice | undefined;
  const started = () => {
    if (office === undefined) throw new Error('the district has not started');
    return office;
  };
  beforeAll(async () => {
    office = await startTestOffice(await database.open());
  });
  afterAll(async () => {
    await office?.district.close();
    await database.close();
  });
  // Each in a group of its own, so that its seats sign in after the clock has been moved by the one before.
  describe('people and devices', () => {
    registerSignInTests(started);
  });
  describe('devices', () => {
    registerDeviceTests(started);
  });
  describe('rows going up', () => {
    registerPushTests(started);
  });
  describe('what is to leave', () => {
    registerExportTests(started);
  });
  describe('nonsense going up', () => {
    registerGarbageTests(started);
  });
  describe('rows coming down', () => {
    registerPullTests(started);
  });
  describe('moves between units', () => {
    registerMoveTests(started);
  });
  describe('doubles across streets', () => {
    registerAcrossTests(started);
    registerZoneTests(started);
  });
  describe('online requests', () => {
    registerIntakeTests(started);
  });
  describe('legal cases and lawyers', () => {
    registerCaseTests(started);
  });
  describe('files', () => {
    registerFileTests(started);
  });
  describe('bundles by hand', () => {
    registerExchangeTests(started);
  });
  describe('rescued work', () => {
    registerRescueTests(started);
  });
  describe('proofs', () => {
    registerDigestTests(started);
  });
  describe('as a whole', () => {
    registerServerTests(started);
  });
  // Last: it moves the clock by half a year.
  describe('after half a year', () => {
    registerHorizonTests(started);
  });
}
