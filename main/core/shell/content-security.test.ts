import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from './content-security.ts';

describe('content security', () => {
  it('lets the desktop page reach nothing but its own files', () => {
    expect(contentSecurityPolicy({ connectSrc: [] })).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; " +
        "connect-src 'none'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'; frame-ancestors 'none'; " +
        "object-src 'none'",
    );
  });

  it('opens exactly the socket it is told to', () => {
    const policy = contentSecurityPolicy({ connectSrc: ['ws://127.0.0.1:4321'] });
    expect(policy).toContain('connect-src ws://127.0.0.1:4321;');
  });

  it.each(['*', "'self'; script-src *", 'ws://a b', 'https://example.com', 'ws://a;x', ''])(
    'refuses %j as a socket',
    (source) => {
      expect(() => contentSecurityPolicy({ connectSrc: [source] })).toThrow(TypeError);
    },
  );

  it('never allows scripts other than files of the page', () => {
    const script = /script-src ([^;]+)/.exec(contentSecurityPolicy({ connectSrc: [] }))?.[1];
    expect(script).toBe("'self'");
  });

  it('forbids sniffing, framing and referrers', () => {
    expect(securityHeaders({ connectSrc: [] })).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
  });
});
