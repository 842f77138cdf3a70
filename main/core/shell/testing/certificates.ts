/** Authorities and certificates of one's own, made anew for each test. */
import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface Authority {
  readonly pem: string;
  /** For a server that is reached under this name; `days`: from when until when it is good, counted from now. */
  issue(
    name: { readonly ip: string } | { readonly dns: string },
    days?: readonly [from: number, until: number],
  ): { readonly cert: string; readonly key: string };
}

const { pki, md } = forge;
let serial = 1;

export function makeAuthority(name: string): Authority {
  const keys = newKeys();
  const own = certificateOf(keys, name, [-1, 30]);
  own.setIssuer(own.subject.attributes);
  own.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  own.sign(keys.privateKey, md.sha256.create());
  // One key for all its servers: what a certificate says is what matters here.
  const server = newKeys();
  return {
    pem: pki.certificateToPem(own),
    issue(as, days = [-1, 30]) {
      const certificate = certificateOf(server, 'server', days);
      certificate.setIssuer(own.subject.attributes);
      certificate.setExtensions([
        { name: 'basicConstraints', cA: false },
        {
          name: 'subjectAltName',
          altNames: ['ip' in as ? { type: 7, ip: as.ip } : { type: 2, value: as.dns }],
        },
      ]);
      certificate.sign(keys.privateKey, md.sha256.create());
      return {
        cert: pki.certificateToPem(certificate),
        key: pki.privateKeyToPem(server.privateKey),
      };
    },
  };
}

function certificateOf(
  keys: forge.pki.rsa.KeyPair,
  name: string,
  [from, until]: readonly [number, number],
): forge.pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  serial += 1;
  certificate.serialNumber = serial.toString(16).padStart(4, '0');
  certificate.validity.notBefore = dayFromNow(from);
  certificate.validity.notAfter = dayFromNow(until);
  certificate.setSubject([{ name: 'commonName', value: name }]);
  return certificate;
}

/** Made by Node, which is faster at it. */
function newKeys(): forge.pki.rsa.KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    privateKey: pki.privateKeyFromPem(privateKey),
    publicKey: pki.publicKeyFromPem(publicKey),
  };
}

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000);
