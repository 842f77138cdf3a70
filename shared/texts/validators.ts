// What the validators say, by issue code. Each sentence says what is wrong and what to do.
// `{name}` is filled from the issue's params. Params may hold parts of personal numbers:
// show them to the person typing, never log them.

import type { Bilingual, Language } from './bilingual.ts';
import { say } from './bilingual.ts';

export type ValidatorTextCode = keyof typeof validatorTexts;

export const validatorTexts = {
  'code.empty': { zh: '请填写号码', en: 'Enter the number' },
  'code.tooLong': {
    zh: '号码不应超过 {max} 位，请核对是否粘贴了别的内容',
    en: 'At most {max} characters; check what was pasted',
  },
  'code.excelNumber': {
    zh: '号码被表格软件改成了科学计数法，请在原表把该列设为“文本”后重新复制',
    en: 'A spreadsheet turned this into scientific notation; set the column to text and copy again',
  },
  'code.excelTruncated': {
    zh: '末尾三位为 0 且校验不符，很可能被表格软件截断，请对照原件重新录入',
    en: 'The last three digits look cut off by a spreadsheet; type the number from the document',
  },
  'code.demoOnly': {
    zh: '这是演示号码，只能用于演示数据，请核对证件原件',
    en: 'This is a demo number, allowed in demo data only; check the document',
  },

  'citizenId.length': {
    zh: '身份证号应为 18 位，现为 {actual} 位，请核对',
    en: 'An ID number has 18 characters, this has {actual}',
  },
  'citizenId.character': {
    zh: '第 {position} 位“{character}”不应出现，前 17 位为数字，末位为数字或 X',
    en: 'Character {position} “{character}” cannot be right: 17 digits, then a digit or X',
  },
  'citizenId.birthImpossible': {
    zh: '第 7–14 位的出生日期 {birth} 不存在，请核对',
    en: 'Birth date {birth} (characters 7–14) does not exist',
  },
  'citizenId.birthInFuture': {
    zh: '第 7–14 位的出生日期 {birth} 晚于今天，请核对',
    en: 'Birth date {birth} (characters 7–14) is in the future',
  },
  'citizenId.tooOld': {
    zh: '按号码推算年龄为 {age} 岁，超过 130 岁，请核对第 7–10 位年份',
    en: 'The number implies an age of {age}, above 130; check the year in characters 7–10',
  },
  'citizenId.checkDigit': {
    zh: '校验码应为 {expected}，请核对第 {position} 位及其余各位',
    en: 'The check digit should be {expected}; check character {position} and the others',
  },
  'citizenId.saysMale': {
    zh: '号码第 17 位表示男性，与所填性别不一致，请核对',
    en: 'Digit 17 says male, the record says otherwise; check both',
  },
  'citizenId.saysFemale': {
    zh: '号码第 17 位表示女性，与所填性别不一致，请核对',
    en: 'Digit 17 says female, the record says otherwise; check both',
  },
  'citizenId.birthMismatch': {
    zh: '号码中的出生日期为 {inNumber}，所填为 {onRecord}，请核对',
    en: 'The number says born {inNumber}, the record says {onRecord}; check both',
  },
  'citizenId.isResidencePermit': {
    zh: '这是港澳台居民居住证号码，请把证件类型改为“居住证”',
    en: 'This is a residence permit number (Hong Kong, Macao, Taiwan); change the document type',
  },
  'citizenId.isPermanentResidence': {
    zh: '9 开头的是外国人永久居留身份证号码，请把证件类型改为“永居证”',
    en: 'Numbers starting with 9 are permanent residence cards; change the document type',
  },
  'citizenId.addressImpossible': {
    zh: '没有以 0 开头的地址码（{address}），请核对前 6 位',
    en: 'No address code starts with 0 ({address}); check the first six digits',
  },
  'citizenId.addressUnknown': {
    zh: '地址码 {address} 不在现行表中（可能是已撤销的旧代码），请核对前 6 位',
    en: 'Address code {address} is not in the current table (maybe an abolished one); please check',
  },
  'citizenId.legacy': {
    zh: '15 位旧号码已停用，请填写 18 位号码；旧证请录入“历史证件”',
    en: '15-digit numbers are no longer valid; enter 18 digits, or record it as a former document',
  },
  'citizenId.legacyKept': {
    zh: '15 位旧号码，仅作历史证件保存',
    en: '15-digit number, kept as a former document only',
  },
  'residencePermit.address': {
    zh: '居住证号码应以 810000、820000 或 830000 开头，现为 {address}',
    en: 'A residence permit starts with 810000, 820000 or 830000, not {address}',
  },
  'permanentResidence.format': {
    zh: '永居证应为 9 开头的 18 位号码，或旧证的 3 个字母加 12 位数字',
    en: 'Either 18 characters starting with 9, or (old card) 3 letters and 12 digits',
  },
  'travelDocument.homeReturnPermit': {
    zh: '回乡证一般为 H 或 M 加 8 位（或 10 位）数字，请核对',
    en: 'A home return permit is usually H or M with 8 (or 10) digits; please check',
  },
  'travelDocument.taiwanPermit': {
    zh: '台胞证一般为 8 位数字，请核对',
    en: 'A Taiwan compatriot permit usually has 8 digits; please check',
  },
  'travelDocument.chinesePassport': {
    zh: '与中国护照的常见格式（如 E 加 8 位）不同，请核对',
    en: 'Not the usual form of a Chinese passport (such as E and 8 characters); please check',
  },
  'travelDocument.foreignPassport': {
    zh: '护照号一般为 5–20 位字母和数字，请核对',
    en: 'A passport number usually has 5–20 letters and digits; please check',
  },

  'creditCode.length': {
    zh: '统一社会信用代码应为 18 位，现为 {actual} 位，请核对',
    en: 'A credit code has 18 characters, this has {actual}',
  },
  'creditCode.character': {
    zh: '第 {position} 位“{character}”不会出现在信用代码中，请核对',
    en: 'Character {position} “{character}” never occurs in a credit code',
  },
  'creditCode.lookalike': {
    zh: '信用代码不使用字母 {character}，第 {position} 位可能是 {suggestion}，请核对',
    en: 'Credit codes have no letter {character}; character {position} may be {suggestion}',
  },
  'creditCode.checkCharacter': {
    zh: '校验码应为 {expected}，请核对第 {position} 位及其余各位',
    en: 'The check character should be {expected}; check character {position} and the others',
  },
  'creditCode.organisationPart': {
    zh: '第 9–17 位与组织机构代码校验不符（第 {position} 位一般应为 {expected}），请对照营业执照',
    en: 'Characters 9–17 fail the organisation code check (character {position} is usually {expected}); compare with the licence',
  },

  'phone.empty': { zh: '请填写电话号码', en: 'Enter the telephone number' },
  'phone.demoOnly': {
    zh: '101 开头的是演示号码，只能用于演示数据',
    en: 'Numbers starting with 101 are for demo data only',
  },
  'phone.character': {
    zh: '电话号码只能有数字、+ 和 -；多个号码请分条填写',
    en: 'Only digits, + and -; enter several numbers one by one',
  },
  'phone.areaCodeMissing': {
    zh: '固定电话请加区号，宁波为 0574',
    en: 'Add the area code to a landline number, 0574 for Ningbo',
  },
  'phone.mobile': {
    zh: '手机号应为 13–19 开头的 11 位数字，现为 {actual} 位',
    en: 'A mobile number has 11 digits starting 13–19, this has {actual}',
  },
  'phone.overseas': {
    zh: '境外号码应为 + 加国家（地区）代码和号码，共 6–15 位数字',
    en: 'An overseas number is + and 6–15 digits including the country (region) code',
  },
  'phone.format': {
    zh: '不是手机、固定电话（区号-号码）或境外号码（+代码）的格式，请核对',
    en: 'Not a mobile, landline (area code-number) or overseas (+code) number',
  },
  'phone.ningboEightDigits': {
    zh: '宁波固定电话应为 8 位，请核对是否漏位',
    en: 'Ningbo landlines have 8 digits; one may be missing',
  },

  'bankAccount.digits': { zh: '账号只能是数字，请核对', en: 'An account number has digits only' },
  'bankAccount.length': {
    zh: '账号应为 10–30 位，现为 {actual} 位，请核对',
    en: 'An account number has 10–30 digits, this has {actual}',
  },
  'bankAccount.luhn': {
    zh: '与银行卡校验规则不符；存折、对公账号可能不适用，请对照原件',
    en: 'Fails the card check; passbooks and company accounts may differ, compare the original',
  },

  'division.unitFormat': {
    zh: '填报单位代码应为 330203 开头的 9 位数字',
    en: 'A unit code has 9 digits starting with 330203',
  },
  'division.unitUnknown': {
    zh: '区划表中没有单位 {unit}，请从列表中选择',
    en: 'There is no unit {unit} in the division table; choose from the list',
  },
  'division.communityFormat': {
    zh: '社区（村）代码应为 330203 开头的 12 位数字',
    en: 'A community code has 12 digits starting with 330203',
  },
  'division.communityElsewhere': {
    zh: '社区 {community} 不属于单位 {unit}，请重新选择',
    en: 'Community {community} is not in unit {unit}; choose again',
  },

  'date.empty': { zh: '请填写日期', en: 'Enter a date' },
  'date.format': {
    zh: '请按 1953、1953-08 或 1953-08-20 填写',
    en: 'Write 1953, 1953-08 or 1953-08-20',
  },
  'date.impossible': {
    zh: '日期 {date} 不存在，请核对',
    en: 'The date {date} does not exist',
  },

  'money.empty': { zh: '请填写金额', en: 'Enter an amount' },
  'money.format': {
    zh: '金额应为数字，如 1,234.50（单位：元）',
    en: 'Write an amount in yuan such as 1,234.50',
  },
  'money.grouping': {
    zh: '千分位逗号应每三位一个；小数请用点号，如 1.23',
    en: 'Commas go every three digits; use a point for decimals, such as 1.23',
  },
  'money.decimals': {
    zh: '金额最多两位小数（到分）',
    en: 'At most two decimals (to the fen)',
  },
  'money.tooLarge': {
    zh: '金额超过 100 亿元，请核对单位',
    en: 'More than 10 billion yuan; check the unit',
  },
  'money.negative': {
    zh: '金额不能为负；更正请用红冲',
    en: 'Amounts cannot be negative; correct by a reversing entry',
  },
  'money.notWhole': {
    zh: '金额必须是整数分，请重新录入',
    en: 'The amount must be a whole number of fen; enter it again',
  },

  'businessNumber.format': {
    zh: '编号格式应如 ZF2026008-A0012，请核对',
    en: 'A number looks like ZF2026008-A0012',
  },

  'person.returneeNeedsReturn': {
    zh: '归侨须填写回国定居日期，可只填年份',
    en: 'A returned overseas Chinese needs the date of return; the year is enough',
  },
  'person.returneeNeedsHousehold': {
    zh: '归侨须填写落户日期',
    en: 'A returned overseas Chinese needs the date of household registration',
  },
  'person.overseasChineseNationality': {
    zh: '华侨应为中国国籍；已入外籍的请选“外籍华人”',
    en: 'Overseas Chinese (华侨) hold Chinese nationality; otherwise choose 外籍华人',
  },
  'person.foreignNationality': {
    zh: '外籍华人、华裔不应为中国国籍，请核对国籍或身份',
    en: 'A foreigner of Chinese origin cannot hold Chinese nationality; check nationality or identity',
  },
  'person.relativeNationality': {
    zh: '侨眷应为中国国籍，请核对国籍或身份',
    en: 'A relative (侨眷) must hold Chinese nationality; check nationality or identity',
  },
  'person.relativeAbroad': {
    zh: '侨眷应居住在国内，请核对居住地或身份',
    en: 'A relative (侨眷) must live in China; check residence or identity',
  },
  'person.relativeNeedsRelation': {
    zh: '侨眷至少要登记一条构成侨眷的亲属关系',
    en: 'A relative (侨眷) needs at least one qualifying relation on record',
  },
  'person.emigratedBeforeBirth': {
    zh: '出国时间应晚于出生日期，请核对',
    en: 'Emigration must be after birth; check both dates',
  },
  'person.returnedBeforeEmigrated': {
    zh: '回国时间应晚于出国时间，请核对',
    en: 'Return must be after emigration; check both dates',
  },
  'person.returnedBeforeBirth': {
    zh: '回国时间应晚于出生日期，请核对',
    en: 'Return must be after birth; check both dates',
  },
  'person.applicantDeceased': {
    zh: '该人员已登记去世，不能作为新办件的申请人，请改选家庭成员',
    en: 'This person is recorded as deceased and cannot apply; choose a family member',
  },
  'person.applicantMovedOut': {
    zh: '该人员已迁出，不能作为新办件的申请人；若已迁回请先更新状态',
    en: 'This person has moved out and cannot apply; if they are back, update the status first',
  },
} as const satisfies Record<string, Bilingual>;

/** The sentence for an issue with its params filled in; an unknown code is shown as itself. */
export function validatorText(
  issue: { code: string; params?: Record<string, string | number> },
  language: Language,
): string {
  const texts: Record<string, Bilingual> = validatorTexts;
  const text = texts[issue.code];
  return text === undefined ? issue.code : say(text, language, issue.params);
}
