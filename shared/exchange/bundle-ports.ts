/** What reading and writing a bundle needs of its surroundings: `shared/` has neither node's zlib nor a key. */

export interface BundleWriterPort {
  /** Compact JWS (EdDSA) around the text, by the sender's key. */
  sign(text: string): Promise<string>;
  /** Compact JWE (ECDH-ES, A256GCM) to the receiver. */
  seal(bytes: Uint8Array): Promise<string>;
  /** gzip of the text in UTF-8. */
  zip(text: string): Promise<Uint8Array>;
  /** 64 hex digits. */
  sha256(text: string): string;
}

export interface BundleReaderPort {
  /** The signed text, or null when this is not the sender's signature. */
  verify(jws: string): Promise<string | null>;
  /** Null: for another key, or changed. */
  open(jwe: string): Promise<Uint8Array | null>;
  /** Null: no gzip, more than `most` bytes come out, or no UTF-8. */
  unzip(bytes: Uint8Array, most: number): Promise<string | null>;
  sha256(text: string): string;
}

/** The text behind base64url, or null. */
export type FromBase64Url = (text: string) => string | null;
