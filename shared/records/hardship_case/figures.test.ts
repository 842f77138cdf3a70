import { describe, expect, it } from 'vitest';
import { incomeFigures, needsReferral, publicNotice } from './figures.ts';
import { hardshipSamples } from './samples.ts';

const [sample] = hardshipSamples;
if (sample === undefined) throw new Error('there is a sample');

describe('figures', () => {
  it('are those of the sample family', () => {
    expect(incomeFigures(sample)).toEqual({ total: 550_000, perHead: 183_333, rigidRatio: 8218 });
    expect(incomeFigures({ members: [] })).toBeNull();
    expect(
      incomeFigures({ members: [{ id: 'm', name: '某', relation: '本人' }] })?.rigidRatio,
    ).toBeNull();
  });

  it('show nothing on a public notice that tells who, where exactly, or an illness', () => {
    const text = publicNotice(sample, '演示四社区');
    expect(text).toBe('虞*，演示四社区，困难帮扶，4000.00 元');
    expect(text).not.toMatch(/菊兰|大病|演示路|\d{11}/u);
  });

  it('call for a referral where civil affairs may help', () => {
    expect(needsReferral({ lowIncome: 'db' })).toBe(true);
    expect(needsReferral({ lowIncome: 'none' })).toBe(false);
    expect(needsReferral({ lowIncome: 'none', emergency: true })).toBe(true);
  });
});
