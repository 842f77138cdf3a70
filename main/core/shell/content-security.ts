/** The headers that every answer of a shell carries. One builder for both shells, so that the tab's tests hold for the desktop. */

export interface ContentSecurity {
  /** Origins the page may open connections to: its own socket in the tab shell, none on the desktop. */
  readonly connectSrc: readonly string[];
}

/** The policy as one header value. Sources: the official Electron and OWASP lists; nothing is ever loaded from outside. */
export function contentSecurityPolicy({ connectSrc }: ContentSecurity): string {
  const directives: readonly (readonly [string, readonly string[]])[] = [
    ['default-src', ["'none'"]],
    ['script-src', ["'self'"]],
    // Mantine writes style elements at run time. With no network, no foreign images and no foreign fonts a style has
    // nowhere to send anything.
    ['style-src', ["'self'", "'unsafe-inline'"]],
    ['img-src', ["'self'", 'blob:', 'data:']],
    ['font-src', ["'self'"]],
    ['connect-src', connectSrc.length === 0 ? ["'none'"] : connectSrc],
    // Our own code only, for work that must not hold up a key (the layout of a picture).
    ['worker-src', ["'self'"]],
    ['base-uri', ["'none'"]],
    ['form-action', ["'none'"]],
    ['frame-src', ["'none'"]],
    ['frame-ancestors', ["'none'"]],
    ['object-src', ["'none'"]],
    // No require-trusted-types-for: Mantine fills its style elements through innerHTML, which it would refuse.
  ];
  for (const source of connectSrc) {
    // A source with a separator would smuggle in a directive of its own.
    if (!/^wss?:\/\/[\w.[\]:-]+$/.test(source)) throw new TypeError('not an origin of a socket');
  }
  return directives.map(([name, sources]) => [name, ...sources].join(' ')).join('; ');
}

/** All security headers of an answer, the policy included. */
export function securityHeaders(security: ContentSecurity): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(security),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  };
}
