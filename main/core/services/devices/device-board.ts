/** The district desk's device board and moves between units. The district decides who may; asking needs the desk's own account. */
import { isDistrictActor, type Actor } from '../../../../shared/access/actor.ts';
import type { Input } from '../../../../shared/bridge/contract.ts';
import {
  boardReply,
  codeReply,
  moveReply,
  preflightReply,
  type BoardReply,
  type PreflightReply,
} from '../../../../shared/sync/devices-protocol.ts';
import { nothingReply } from '../../../../shared/sync/protocol.ts';
import type { AskDistrict } from '../../sync/ask-district.ts';
import { fail, type Answer } from '../answer.ts';

export interface DeviceDesk {
  readonly actor: () => Actor;
  readonly ask: AskDistrict;
  /** Fetches what the move has changed. */
  readonly syncNow: () => Promise<unknown>;
}

const write = { write: true } as const;

export async function deviceBoard(desk: DeviceDesk): Promise<Answer<BoardReply>> {
  return mayAdminister(desk) ? desk.ask('/v1/devices', boardReply, {}) : fail('E_FORBIDDEN');
}

/** The board as it is afterwards. */
export async function actOnDevice(
  desk: DeviceDesk,
  act: 'confirm' | 'revoke' | 'wipe',
  input: Input<'devices.confirm'> | Input<'devices.revoke'>,
): Promise<Answer<BoardReply>> {
  if (!mayAdminister(desk)) return fail('E_FORBIDDEN');
  const done = await desk.ask(`/v1/devices/${act}`, nothingReply, input, write);
  return done.ok ? deviceBoard(desk) : done;
}

export async function newEnrolCode(
  desk: DeviceDesk,
  input: Input<'devices.code'>,
): Promise<Answer<{ code: string; expiresAt: string }>> {
  if (!mayAdminister(desk)) return fail('E_FORBIDDEN');
  return desk.ask('/v1/devices/code', codeReply, input, write);
}

export async function preflight(
  desk: DeviceDesk,
  input: Input<'devices.preflight'>,
): Promise<Answer<PreflightReply>> {
  if (!mayAdminister(desk)) return fail('E_FORBIDDEN');
  return desk.ask('/v1/devices/preflight', preflightReply, input);
}

/** 转移: the district moves, this desk follows with its next sync like everybody else. */
export async function moveUnit(
  desk: DeviceDesk,
  input: Input<'records.moveUnit'>,
): Promise<Answer<{ records: number; events: number }>> {
  if (!mayAdminister(desk)) return fail('E_FORBIDDEN');
  const moved = await desk.ask('/v1/moves', moveReply, input, write);
  if (moved.ok) await desk.syncNow();
  return moved;
}

/** Roles A and D of the district's own desk. */
export function mayAdminister({ actor }: Pick<DeviceDesk, 'actor'>): boolean {
  const who = actor();
  return isDistrictActor(who) && (who.roles.includes('A') || who.roles.includes('D'));
}
