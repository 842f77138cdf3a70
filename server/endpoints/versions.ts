/** Which devices the district still talks to (design.md §4.11): its own protocol version and the three before it. */
import { protocolVersion, type Versions } from '../../shared/sync/protocol.ts';
import { fail } from '../http/answer.ts';

const stillAccepted = 3;

/** The failure for a device that is too old, or newer than this server; null when the two can talk. */
export function versionTrouble(
  versions: Pick<Versions, 'protocol'>,
  own: number = protocolVersion,
): ReturnType<typeof fail> | null {
  const oldest = Math.max(1, own - stillAccepted);
  if (versions.protocol < oldest) return fail('version_too_old', { oldest });
  return versions.protocol > own ? fail('version_too_new', { newest: own }) : null;
}
