import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  maskAccount,
  maskAddressToCommunity,
  maskIdNumber,
  maskPhone,
  maskPublicName,
} from './mask.ts';

describe('maskIdNumber', () => {
  it.each([
    ['330203194912311234', '330***********1234'],
    ['330203491231123', '330********1123'],
    ['E12345678', 'E******78'],
    ['H1234567801', 'H********01'],
    ['12345', '*****'],
    ['', ''],
  ])('%s', (number, shown) => {
    expect(maskIdNumber(number)).toBe(shown);
  });
  it('hides at least half of any number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,30}$/), (number) => {
        const hidden = maskIdNumber(number).replace(/[^*]/g, '').length;
        expect(hidden * 2).toBeGreaterThanOrEqual(number.length);
      }),
    );
  });
});

describe('maskPhone', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['10100000001', '101****0001'],
    ['0574-87654321', '0574-****4321'],
    ['0574-87654321-12', '0574-****4321'],
    ['+85291234567', '+852****4567'],
    ['+1234567', '****4567'],
    ['12345', '*****'],
  ])('%s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown);
  });
});

describe('maskAccount', () => {
  it('keeps the last four digits and hides the length', () => {
    expect(maskAccount('6222 0200 0000 0000 123')).toBe('****0123');
    expect(maskAccount('1234')).toBe('****');
  });
});

describe('maskPublicName', () => {
  it.each([
    ['张三', '张*'],
    ['张三丰', '张*'],
    ['欧阳修', '欧阳*'],
    ['欧阳', '欧*'],
    ['𬭩子明', '𬭩*'],
    ['阿依古丽·买买提', '阿*'],
    ['Maria Cruz', 'M*'],
    ['', ''],
  ])('%s', (name, shown) => {
    expect(maskPublicName(name)).toBe(shown);
  });
});

describe('maskAddressToCommunity', () => {
  it.each([
    ['海曙区望春街道演示一社区演示路3弄5号', '海曙区望春街道演示一社区'],
    ['章水镇演示二村12号', '章水镇演示二村'],
    ['望春街道某某新村12幢301室', '望春街道'],
    ['望春街道演示路3号演示一社区', '望春街道'],
    ['海曙区高桥镇演示路1号', '海曙区高桥镇'],
    ['龙观乡3组', '龙观乡'],
    ['演示路3弄5号', '***'],
    ['Room 5, 12 Demo Road', '***'],
    ['', '***'],
  ])('%s', (address, shown) => {
    expect(maskAddressToCommunity(address)).toBe(shown);
  });
  it('never lets a digit through', () => {
    const piece = fc.constantFrom(
      '海曙区',
      '望春街道',
      '社区',
      '村',
      '镇',
      '路',
      '3',
      '弄',
      '新村',
      '12号',
      '演示',
      '乡',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(maskAddressToCommunity(pieces.join(''))).not.toMatch(/\d|[路弄号]/);
      }),
    );
  });
});
