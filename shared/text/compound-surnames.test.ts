import { describe, expect, it } from 'vitest';
import { surnameOf } from './compound-surnames.ts';

describe('surnameOf', () => {
  it.each([
    ['欧阳修', '欧阳'],
    ['欧阳一禾', '欧阳'],
    ['欧阳', '欧'],
    ['忻海平', '忻'],
    ['𬭩明', '𬭩'],
    ['', ''],
  ])('%s', (name, surname) => {
    expect(surnameOf(name)).toBe(surname);
  });
});
