/** Nothing beyond the fields themselves. */
export const unitRules: readonly never[] = [];
