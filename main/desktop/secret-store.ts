/** The operating system's secret store by Electron's asynchronous calls; the synchronous ones are on their way out. */
import type { SecretStore } from '../core/ports.ts';
import type { DesktopElectron } from './electron-port.ts';

/**
 * The store, or null where there is none worth the name: on Linux without a keyring Electron encrypts under a key that
 * everybody knows, and then the core must ask for a passphrase instead. Call it after Electron is ready.
 */
export async function openSecretStore(
  { safeStorage }: Pick<DesktopElectron, 'safeStorage'>,
  platform: NodeJS.Platform,
): Promise<SecretStore | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : platform;
  if (backend === 'basic_text' || backend === 'unknown') return null;
  return {
    backend,
    encrypt: (secret) => safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')),
    decrypt: async (sealed) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      return { secret: new Uint8Array(Buffer.from(result, 'base64')), shouldReEncrypt };
    },
  };
}
