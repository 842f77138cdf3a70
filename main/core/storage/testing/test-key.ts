/** A key for test databases; child processes without a test runner use it too. */
export const TEST_KEY: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => index * 7 + 1);
