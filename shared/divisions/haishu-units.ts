// The units of 海曙区: 9 streets, 7 towns, 1 township, the district itself and one park node.
// Codes and official names per the list of 2023-06-30; the zone map is an assumption the
// district can change. Seed spellings are aliases so that old lists can be imported.

export type HaishuUnitKind = 'district' | 'street' | 'town' | 'township' | 'park';

export type HaishuUnit = {
  code: string;
  name: string;
  nameEn: string;
  kind: HaishuUnitKind;
  /** 海东 east, 海中 middle, 海西 west; the district and the park have none. */
  zone: 'east' | 'middle' | 'west' | null;
  aliases: readonly string[];
};

export const HAISHU_UNITS: readonly HaishuUnit[] = [
  unit('000', '海曙区', 'Haishu District', 'district', null),
  unit('001', '南门街道', 'Nanmen Street', 'street', 'east'),
  unit('002', '江厦街道', 'Jiangxia Street', 'street', 'east'),
  unit('003', '西门街道', 'Ximen Street', 'street', 'east'),
  unit('004', '月湖街道', 'Yuehu Street', 'street', 'east'),
  unit('005', '鼓楼街道', 'Gulou Street', 'street', 'east'),
  unit('006', '白云街道', 'Baiyun Street', 'street', 'east'),
  unit('007', '段塘街道', 'Duantang Street', 'street', 'east'),
  unit('008', '望春街道', 'Wangchun Street', 'street', 'east'),
  unit('009', '石碶街道', 'Shiqi Street', 'street', 'middle'),
  unit('100', '高桥镇', 'Gaoqiao Town', 'town', 'middle'),
  unit('101', '横街镇', 'Hengjie Town', 'town', 'west'),
  unit('102', '集士港镇', 'Jishigang Town', 'town', 'middle', ['集仕港镇']),
  unit('103', '古林镇', 'Gulin Town', 'town', 'middle', ['古林街道']),
  unit('104', '洞桥镇', 'Dongqiao Town', 'town', 'west'),
  unit('105', '鄞江镇', 'Yinjiang Town', 'town', 'west'),
  unit('106', '章水镇', 'Zhangshui Town', 'town', 'west'),
  unit('200', '龙观乡', 'Longguan Township', 'township', 'west'),
  unit('901', '宁波众创园区', 'Ningbo Makers Park', 'park', null),
];

/** The unit with an official name or alias, white space ignored; null when there is none. */
export function findUnitByName(name: string): HaishuUnit | null {
  const plain = name.replace(/\s/gu, '').replace(/^海曙区(?=.)/u, '');
  return HAISHU_UNITS.find((u) => u.name === plain || u.aliases.includes(plain)) ?? null;
}

/** The unit with a 9-digit code; null when there is none. */
export function findUnitByCode(code: string): HaishuUnit | null {
  return HAISHU_UNITS.find((u) => u.code === code) ?? null;
}

function unit(
  number: string,
  name: string,
  nameEn: string,
  kind: HaishuUnitKind,
  zone: HaishuUnit['zone'],
  aliases: readonly string[] = [],
): HaishuUnit {
  return { code: `330203${number}`, name, nameEn, kind, zone, aliases };
}
