/** Why the district was not reached, in the page's words: no network, or a certificate that this computer does not take. */
import type { Failure, FailureCode } from '../../../shared/bridge/errors.ts';

/** OpenSSL's and Node's names; what is not here (refused, no route, no name, timeout) is one thing for the person: no network. */
const certificates: Readonly<Record<string, FailureCode>> = {
  CERT_HAS_EXPIRED: 'E_CERT_EXPIRED',
  CERT_NOT_YET_VALID: 'E_CERT_EXPIRED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'E_CERT_NAME',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'E_CERT_UNKNOWN',
  SELF_SIGNED_CERT_IN_CHAIN: 'E_CERT_UNKNOWN',
  UNABLE_TO_GET_ISSUER_CERT: 'E_CERT_UNKNOWN',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'E_CERT_UNKNOWN',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'E_CERT_UNKNOWN',
  CERT_SIGNATURE_FAILURE: 'E_CERT_UNKNOWN',
  CERT_UNTRUSTED: 'E_CERT_UNKNOWN',
  CERT_REJECTED: 'E_CERT_UNKNOWN',
  INVALID_CA: 'E_CERT_UNKNOWN',
  INVALID_PURPOSE: 'E_CERT_UNKNOWN',
};

/** What a request that got no answer was stopped by. */
export function failureOfUnreached(error: unknown, server: string): Failure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? certificates[String(cause.code)] : undefined;
    if (code !== undefined) return { code, params: { server } };
  }
  return { code: 'E_OFFLINE', params: { server } };
}
