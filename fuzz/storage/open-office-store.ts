/** The office's store as the product opens it: the start-up ladder, the record types' tables, search, digests and outbox. */
import { createPinyinProPort } from '../../main/core/pinyin/pinyin-pro-port.ts';
import { openProfileStore } from '../../main/core/safekeeping/open-profile-store.ts';
import { projectionSpecs, searchSpecs } from '../../main/core/services/profile/type-tables.ts';
import { digestOf } from '../../shared/sync/digest.ts';

/** Of a database that lives for one run. */
const key = Uint8Array.from({ length: 32 }, (_, index) => index * 5 + 3);

export function openOfficeStore(folder: string, isNew: boolean) {
  const pinyin = createPinyinProPort();
  return openProfileStore({
    folder,
    isNew,
    key,
    cipher: 'aegis256',
    now: () => new Date().toISOString(),
    // The simulated disk is small on purpose.
    freeSpace: () => Number.MAX_SAFE_INTEGER,
    projections: projectionSpecs,
    searches: searchSpecs,
    toPinyin: (text) => pinyin.readings(text),
    outbox: { collections: ['records', 'events'] },
    digest: {
      collections: ['records', 'events'],
      digestOf: (_collection, document) =>
        digestOf(String(document['id']), String(document['mutation'])),
      version: '1',
    },
  });
}
