// How personal data looks on screen and on public notices (domain §2.6). Masking is for
// eyes only: it never replaces an access check.

import { surnameOf } from './compound-surnames.ts';
import { normaliseName, textLength } from './normalise.ts';

/** ID and document numbers: first 3 and last 4; short ones first 1 and last 2; up to 4 characters nothing. */
export function maskIdNumber(number: string): string {
  const length = textLength(number);
  if (length >= 14) return keepEnds(number, 3, 4);
  return length > 5 ? keepEnds(number, 1, 2) : '*'.repeat(length);
}

/** `138****5678`, `0574-****4321`, `+852****4567`; the middle is hidden, the last four stay. */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return keepEnds(phone, 3, 4);
  const landline = /^(0\d{2,3})-?\d{3,4}(\d{4})(?:-\d+)?$/.exec(phone);
  if (landline !== null) return `${landline[1]}-****${landline[2]}`;
  const overseas = /^(\+\d{3})\d+(\d{4})$/.exec(phone);
  if (overseas !== null && phone.length >= 12) return `${overseas[1]}****${overseas[2]}`;
  return phone.length >= 8 ? keepEnds(phone, 0, 4) : '*'.repeat(phone.length);
}

/** Bank accounts: last four digits only. The stars do not tell the length. */
export function maskAccount(account: string): string {
  const digits = account.replace(/\s/gu, '');
  return digits.length >= 8 ? `****${digits.slice(-4)}` : '****';
}

/** Names on public prints: 张*, 欧阳*, `M*` for Latin names. The star does not tell the length. */
export function maskPublicName(name: string): string {
  const plain = normaliseName(name);
  if (plain === '') return '';
  return /^[\p{Script=Han}\p{Co}]/u.test(plain)
    ? `${surnameOf(plain)}*`
    : `${Array.from(plain)[0]}*`;
}

/**
 * Addresses on public prints: up to the community or village, else up to the street or town, else
 * nothing. When in doubt it keeps less, so a road, compound or house number never gets through.
 * Prefer printing the community's name from its code; this is for addresses that are only text.
 */
export function maskAddressToCommunity(address: string): string {
  const plain = normaliseName(address).replace(/\s/gu, '');
  const community = /^.*?(?:社区|居委会|(?<![新农])村(?![路街弄巷道]))/u.exec(plain)?.[0];
  if (community !== undefined && !FINER_THAN_COMMUNITY.test(community)) return community;
  const unit = /^.*?(?:街道|[^城集村]镇(?![海明])|乡(?![路街]))/u.exec(plain)?.[0];
  return unit !== undefined && !FINER_THAN_COMMUNITY.test(unit) ? unit : '***';
}

const FINER_THAN_COMMUNITY = /[\d０-９]|[路弄巷号幢栋室]|大道|小区|花园|公寓|大厦|街(?!道)/u;

function keepEnds(text: string, head: number, tail: number): string {
  const characters = Array.from(text);
  const hidden = Math.max(0, characters.length - head - tail);
  return (
    characters.slice(0, head).join('') +
    '*'.repeat(hidden) +
    characters.slice(characters.length - tail).join('')
  );
}
