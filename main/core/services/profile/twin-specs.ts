/** Turns the registry's duplicate keys into the storage's blind index, under a secret that is derived from the profile's data key. */
import { createHash, hkdfSync } from 'node:crypto';
import type { DuplicateKey } from '../../../../shared/duplicates/key.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { createPinyinProPort } from '../../pinyin/pinyin-pro-port.ts';
import { twinTable, type SideTable, type TwinSpec } from '../../storage/index.ts';
import { redacted, type Redacted } from '../../vault/redacted.ts';

/** Grows when the normal forms of shared/duplicates change, so that the table is built again. */
const formsVersion = 1;
const pinyin = createPinyinProPort();

export function keysOfRecord(
  type: string,
  record: Pick<Envelope, 'data' | 'community' | 'unit'>,
): readonly DuplicateKey[] {
  const keysOf = recordTypes.find(({ name }) => name === type)?.duplicates;
  return keysOf === undefined ? [] : keysOf(record, pinyin);
}

const specs: readonly TwinSpec[] = recordTypes.flatMap(({ name, duplicates }) =>
  duplicates === undefined
    ? []
    : [
        {
          type: name,
          version: createHash('sha256')
            .update(`${formsVersion}${duplicates.toString()}`)
            .digest('hex')
            .slice(0, 16),
          keysOf: (record: Envelope) => keysOfRecord(name, record),
        },
      ],
);

/** The secret of the blind index: this profile's own, and another after a new data key. */
export function twinSecret(dataKey: Redacted<Uint8Array>): Redacted<Uint8Array> {
  const derived = hkdfSync('sha256', dataKey.reveal(), new Uint8Array(), 'qiaobang twins 1', 32);
  return redacted(new Uint8Array(derived));
}

export function twinsOf(secret: Redacted<Uint8Array>): SideTable {
  return twinTable(secret.reveal(), specs);
}
