/** Every text a person reads exists in both languages; zh-CN is the first. */
export type Language = 'zh' | 'en';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Picks the language and fills `{name}` holes; an unknown hole stays visible so that tests catch it. */
export function say(
  text: Bilingual,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return text[language].replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name];
    return value === undefined ? hole : String(value);
  });
}
