import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRequest, decideUpgrade, ownHosts } from './guards.ts';

const port = 4100;
const own = { host: '127.0.0.1:4100', origin: 'http://127.0.0.1:4100' };

describe('the guards', () => {
  it('refuse every host but the two own names', () => {
    fc.assert(
      fc.property(fc.string(), (host) => {
        fc.pre(!ownHosts(port).includes(host));
        expect(decideRequest('GET', { host }, port)).toEqual({ status: 421, why: 'host' });
        expect(
          decideUpgrade('/bridge', { host, origin: `http://${host}` }, port, '/bridge'),
        ).toEqual({ status: 421, why: 'host' });
      }),
    );
    expect(decideRequest('GET', {}, port)).toEqual({ status: 421, why: 'host' });
  });

  it('refuse every origin but the own one, and its absence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.constantFrom(
            'https://127.0.0.1:4100',
            'http://127.0.0.1:4100.evil.example',
            'http://127.0.0.1:41000',
          ),
        ),
        (origin) => {
          fc.pre(origin !== own.origin);
          expect(decideUpgrade('/bridge', { ...own, origin }, port, '/bridge')?.status).toBe(403);
        },
      ),
    );
    expect(decideUpgrade('/bridge', { host: own.host }, port, '/bridge')?.why).toBe('origin');
    expect(decideUpgrade('/bridge', own, port, '/bridge')).toBeNull();
  });

  it('refuse other methods', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE', 'get', ''])
      expect(decideRequest(method, own, port)?.status).toBe(405);
  });

  it('let another port of this machine send a whole tab here, and nothing less', () => {
    const tab = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const neighbour = { host: own.host, 'sec-fetch-site': 'same-site' };
    expect(decideRequest('GET', { ...neighbour, ...tab }, port)).toBeNull();
    for (const other of [
      neighbour,
      { ...neighbour, ...tab, 'sec-fetch-dest': 'iframe' },
      { ...neighbour, ...tab, 'sec-fetch-mode': 'no-cors' },
      { ...neighbour, ...tab, 'sec-fetch-site': 'cross-site' },
    ])
      expect(decideRequest('GET', other, port)).toEqual({ status: 403, why: 'site' });
    expect(decideUpgrade('/bridge', { ...own, ...neighbour, ...tab }, port, '/bridge')).toEqual({
      status: 403,
      why: 'site',
    });
  });
});
