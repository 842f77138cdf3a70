/** The identity document and the telephone of a roster's row. */
import type { PlainData } from '../records/envelope.ts';
import { normaliseCode, toHalfWidth } from '../text/normalise.ts';
import { checkCitizenId, citizenIdFacts } from '../validators/citizen-id.ts';
import { splitCell } from './people-in-cell.ts';
import type { Report } from './reading.ts';

/** The number is checked as the standard says, gives sex and birth where the roster has none, and contradicts them where they differ. */
export function readNumber(
  row: { readonly lost: ReadonlySet<string> },
  text: string,
  data: PlainData,
  world: { readonly today: string; readonly isDemo: boolean },
  report: Report,
): void {
  const written = normaliseCode(text);
  if (written === '' || /^(无|不详|-+)$/u.test(written)) return;
  if (row.lost.has('idNo') || /^\d(\.\d+)?E\+\d+$/i.test(written)) {
    report('idNo', 'roster.digits_lost');
    return;
  }
  const legacy = /^\d{15}$/.test(written);
  if (!legacy && !/^\d{17}[\dX]$/.test(written)) {
    const other = documentOf(written);
    if (other === null) report('idNo', 'roster.number_unknown');
    else data['documents'] = [{ id: 'd1', kind: other, number: written }];
    return;
  }
  const verdict = checkCitizenId(written, {
    today: world.today,
    isDemo: world.isDemo,
    allowLegacy: true,
    sex: data['sex'] === '1' || data['sex'] === '2' ? data['sex'] : '9',
    birth: typeof data['birth'] === 'string' ? data['birth'] : undefined,
  });
  if (!verdict.ok && /0{3}$/.test(written)) {
    // Destroyed first and made text afterwards.
    report('idNo', 'roster.digits_lost');
    return;
  }
  if (!verdict.ok) {
    report('idNo', verdict.issue.code, 'error', verdict.issue.params);
    return;
  }
  data['documents'] = [{ id: 'd1', kind: legacy ? 'id_old' : 'id', number: verdict.value }];
  if (legacy) return;
  const facts = citizenIdFacts(verdict.value);
  if (data['sex'] === undefined) data['sex'] = facts.sex;
  if (data['birth'] === undefined) data['birth'] = facts.birth;
}

/** By its shape only; the rules of the kind are asked when the record is checked. */
function documentOf(number: string): string | null {
  if (/^[HM]\d{8}(\d{2})?$/.test(number)) return 'hrp';
  if (/^(8[123]0000)\d{11}[\dX]$/.test(number)) return 'permit';
  return /^[A-Z]{1,2}\d{6,9}$/.test(number) ? 'passport' : null;
}

/** The first number is the person's; the others are contacts. */
export function readPhone(text: string, data: PlainData): void {
  const [first, ...others] = splitCell(text.replace(/[\s]{2,}|\s(?=1[3-9]\d{9})/gu, '、')).map(
    (each) =>
      toHalfWidth(each)
        .replace(/(?<=\d)[\s-](?=\d)/gu, (mark) =>
          /^0\d{2,3}-/.test(toHalfWidth(each)) && mark === '-' ? '-' : '',
        )
        .replace(/^(\+?86)(?=1\d{10}$)/u, ''),
  );
  if (first === undefined || /^(无|不详|-+)$/u.test(first)) return;
  data['phone'] = first.replace(/\.0$/u, '');
  if (others.length > 0)
    data['contacts'] = others
      .slice(0, 9)
      .map((value, index) => ({ id: `c${index + 1}`, kind: 'phone', value, owner: 'self' }));
}
