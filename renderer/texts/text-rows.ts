/** Texts are written as `key: [中文, English]`, so that neither language can be forgotten; `{holes}` are filled at run time. */
export type TextRows = Readonly<Record<string, readonly [zh: string, en: string]>>;
