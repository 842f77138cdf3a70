/** Adding files to a field: one after the other, each with its progress, each refusal with its reason. */
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { FileRef } from '../../shared/files/file-ref.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { addFile, type AddOptions } from './add-file.ts';

export interface Adding {
  readonly current: { readonly name: string; readonly share: number } | null;
  readonly refused: readonly { readonly name: string; readonly failure: Failure }[];
  add(files: readonly File[]): Promise<void>;
  forgive(): void;
}

export function useAdding(
  options: Pick<AddOptions, 'imagesOnly' | 'maxBytes'>,
  onAdded: (file: FileRef) => void,
): Adding {
  const bridge = useBridge();
  const { newId } = useSurroundings();
  const [current, setCurrent] = useState<Adding['current']>(null);
  const [refused, setRefused] = useState<Adding['refused']>([]);
  return {
    current,
    refused,
    forgive: () => setRefused([]),
    async add(files) {
      setRefused([]);
      for (const file of files) {
        setCurrent({ name: file.name, share: 0 });
        const added = await addFile(bridge, file, {
          ...options,
          newId,
          onProgress: (share) => setCurrent({ name: file.name, share }),
        });
        if (added.ok) onAdded(added.value);
        else setRefused((old) => [...old, { name: file.name, failure: added.error }]);
      }
      setCurrent(null);
    },
  };
}
