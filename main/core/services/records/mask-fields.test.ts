import { describe, expect, it } from 'vitest';
import { recordType } from '../../../../shared/records/registry.ts';
import { mask, maskClash } from './mask-fields.ts';

const fields = recordType('person')?.fields ?? {};

describe('maskClash', () => {
  it.each(['healthNote', 'documents.d1', 'documents.d1.number'])(
    'shows no value of %s',
    (field) => {
      const shown = maskClash(fields, {
        field,
        base: '旧',
        mine: '00000019520915002X',
        theirs: { number: '1' },
      });
      expect(shown).toEqual({ field, base: mask, mine: mask, theirs: mask });
    },
  );

  it('leaves what a colleague may read', () => {
    const clash = { field: 'phone', base: '1', mine: '2', theirs: '3' };
    expect(maskClash(fields, clash)).toEqual(clash);
  });
});
