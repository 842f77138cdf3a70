/**
 * The authorities that the district's certificate must come from: `district-ca.pem` in the data folder, for a district with an authority of
 * its own (docs/decisions/043). Two at most: the one in force and the one that follows it. Nothing in it is secret.
 */
import { X509Certificate } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfThere, writeFileAtomic } from './atomic-file.ts';

const most = 2;
const block = /-----BEGIN ([^-]+)-----[\s\S]*?-----END \1-----/g;

export function authorityPath(dataDir: string): string {
  return join(dataDir, 'district-ca.pem');
}

/** The certificates in a PEM text; null when it is anything but one or two authorities: a server's own certificate, a key, no PEM at all. */
export function readAuthorities(pem: string): readonly string[] | null {
  const blocks = [...pem.matchAll(block)];
  const sound = blocks.every(([text, kind]) => kind === 'CERTIFICATE' && isAuthority(text));
  return sound && blocks.length > 0 && blocks.length <= most ? blocks.map(([text]) => text) : null;
}

function isAuthority(certificate: string): boolean {
  try {
    return new X509Certificate(certificate).ca;
  } catch {
    // Cut off or mistyped.
    return false;
  }
}

/** Puts these authorities in force and answers how to take that back. Durable when it returns. */
export function changeAuthorities(dataDir: string, pem: string): () => void {
  const path = authorityPath(dataDir);
  const before = readFileIfThere(path);
  writeFileAtomic(path, pem);
  return () => {
    if (before === null) rmSync(path, { force: true });
    else writeFileAtomic(path, before);
  };
}
