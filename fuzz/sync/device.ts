/** A computer as the simulator holds it: its process, which can be killed, and its folder, which stays. */
import type { Input, Output, ProcedureName } from '../../shared/bridge/contract.ts';
import type { DeviceAsks, DeviceData } from './device-messages.ts';
import { startChild, type Child } from './family.ts';

export interface Device extends Child<DeviceAsks> {
  call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>>;
}

export async function startDevice(data: DeviceData): Promise<Device> {
  const child = await startChild<DeviceAsks>('device-program.ts', data);
  return {
    ...child,
    call: <P extends ProcedureName>(name: P, input: Input<P>) =>
      child.ask('call', { name, input }) as Promise<Output<P>>,
  };
}

/** The value of an answer; a refusal here is the simulator's own fault. */
export function valueOf<T>(
  answer: { ok: true; value: T } | { ok: false; error: { code: string } },
): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
