import { describe, expect, it } from 'vitest';
import { openSecretStore } from './secret-store.ts';

type Port = Parameters<typeof openSecretStore>[0];

/** Electron's safeStorage with a keyring that only turns the text round. */
function safeStorage(options: { backend?: string; available?: boolean; rotated?: boolean }): Port {
  const { backend = 'gnome_libsecret', available = true, rotated = false } = options;
  const turn = (text: string) => text.split('').toReversed().join('');
  const port = {
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(turn(text))),
    decryptStringAsync: (sealed: Buffer) =>
      Promise.resolve({ result: turn(sealed.toString()), shouldReEncrypt: rotated }),
  };
  return { safeStorage: port } as unknown as Port;
}

describe('secret store', () => {
  it('is none where Electron has none, or one whose key everybody knows', async () => {
    expect(await openSecretStore(safeStorage({ available: false }), 'darwin')).toBeNull();
    for (const backend of ['basic_text', 'unknown'])
      expect(await openSecretStore(safeStorage({ backend }), 'linux')).toBeNull();
    expect(await openSecretStore(safeStorage({ backend: 'basic_text' }), 'win32')).toMatchObject({
      backend: 'win32',
    });
  });

  it('gives bytes back as they were, and says when they are to be sealed again', async () => {
    const secret = new Uint8Array([0, 255, 1, 254]);
    for (const rotated of [false, true]) {
      const store = await openSecretStore(safeStorage({ rotated }), 'linux');
      const sealed = (await store?.encrypt(secret)) ?? secret;
      expect(sealed).not.toEqual(secret);
      expect(await store?.decrypt(sealed)).toEqual({ secret, shouldReEncrypt: rotated });
    }
  });
});
