/** Masters are not printed one by one. */
export const unitPrint = null;
