/** Words of rosters and the keys they stand for: what offices write beside the dictionaries' own labels. */
import { dictionaries } from '../dictionaries/dictionary.ts';
import { toHalfWidth } from '../text/normalise.ts';

const otherWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '1': '男性 M male', '2': '女性 F female' },
  identity: {
    gq: '归国华侨 老归侨 归侨本人',
    hq: '侨胞 海外华侨 旅外华侨 海外侨胞',
    whr: '华人 外籍华裔 外籍 海外华人',
    hyi: '外籍后裔',
    qj: '侨属 华侨眷属 归侨眷属 归侨子女 侨眷侨属 归侨侨眷 侨眷属',
    whj: '外籍华人亲属 华人眷属 外籍华人家属',
    ga: '香港同胞 澳门同胞 港胞 澳胞 港澳',
    gaj: '港澳眷属 港属 澳属 港澳属 港眷 港澳家属',
    lx: '留学生 在外留学 海外留学 海外留学生 在外留学生 出国留学',
    lxj: '留学生家属 留学生眷属 留学家属 留学生家长 留学人员家属',
    hg: '海归 归国留学 归国留学生 留学回国 留学归国 海归人员 留学归国人员 留学回国人员',
  },
  country: {
    CHN: '中华人民共和国 国内 境内',
    HKG: '香港 港',
    MAC: '澳门 澳',
    TWN: '台湾',
    USA: '美 美利坚 USA US America 美利坚合众国',
    CAN: '加 Canada',
    AUS: '澳洲 Australia 澳大利亚联邦',
    NZL: '新西兰 NZ 纽西兰',
    GBR: '英 UK 英格兰 大不列颠',
    FRA: '法',
    DEU: '德 Germany',
    ITA: '意 意国 Italy',
    ESP: '西 Spain',
    JPN: '日 Japan',
    KOR: '韩 南韩 Korea 大韩民国',
    SGP: '新 星加坡 新嘉坡 Singapore',
    MYS: '马来 大马 马来亚',
    IDN: '印尼',
    THA: '泰',
    PHL: '菲',
    VNM: '越',
    RUS: '俄罗斯联邦 俄',
    ARE: '迪拜 阿拉伯联合酋长国',
    ZAF: '南非共和国',
  },
  live_state: {
    in: '在 在世 正常 健在 居住',
    moved: '已迁出 迁走 外迁 搬走',
    abroad: '已出国 在国外 国外 海外 境外',
    back: '已回国',
    dead: '已去世 已故 死亡 亡故 过世 亡',
    lost: '失去联系 联系不上',
  },
  education: {
    primary: '小学 文盲 初小 高小',
    senior: '高中 中专 中技 职高 技校',
    college: '专科 大学专科 高职',
    bachelor: '大学 大学本科 学士',
    master: '研究生 硕士研究生',
    doctor: '博士研究生 博士后',
  },
  occupation: {
    retired: '离休 退休人员 离退休',
    owner: '私营业主 企业主',
    other: '无 无业 务农 农民',
  },
  segment: { A: '重点 A类 甲', B: '关注 B类 乙', C: '一般 C类 丙 普通' },
  rel: {
    head: '本人 户主本人 自己',
    spouse: '妻 妻子 丈夫 夫 爱人 夫妻 老婆 老公 妻女',
    father: '父亲 爸爸 爸',
    mother: '母亲 妈妈 妈',
    son: '儿子 儿 长子 次子 三子 四子 独子 大儿子 小儿子 二儿子',
    daughter: '女儿 长女 次女 三女 独女 大女儿 小女儿 二女儿',
    daughter_in_law: '媳妇 媳',
    son_in_law: '婿',
    elder_brother: '哥 哥哥 大哥 二哥',
    younger_brother: '弟弟 小弟',
    elder_sister: '姐姐 大姐 二姐 姊',
    younger_sister: '妹妹 小妹',
    grandfather: '爷爷',
    grandmother: '奶奶',
    maternal_grandfather: '外公',
    maternal_grandmother: '外婆',
    grandchild: '孙 孙子 孙女 长孙',
    maternal_grandchild: '外孙 外孙子 外孙女',
    other:
      '叔 叔叔 伯 伯父 舅 舅舅 姑 姑姑 姨 姨妈 侄 侄子 侄女 外甥 外甥女 堂兄 堂弟 表兄 表弟 表姐 表妹 亲戚 亲属 其他',
  },
  kin_word: { sibling: '兄弟 姐妹 兄妹 姐弟', parent: '父母 双亲', child: '儿女' },
};

const byDictionary = new Map<string, ReadonlyMap<string, string>>();

/** The key of a word in a dictionary, by its labels or by what offices write; undefined when nobody knows it. */
export function keyOfWord(dictionary: string, word: string): string | undefined {
  return wordsOf(dictionary).get(plain(word));
}

function wordsOf(name: string): ReadonlyMap<string, string> {
  const known = byDictionary.get(name);
  if (known !== undefined) return known;
  const entries = Object.entries(dictionaries[name] ?? {});
  const aliases =
    name === 'kin_word' ? { ...otherWords['rel'], ...otherWords['kin_word'] } : otherWords[name];
  const words = new Map<string, string>();
  for (const [key, text] of Object.entries(aliases ?? {}))
    for (const word of text.split(' ')) words.set(plain(word), key);
  // The dictionary's own words stand above what offices call things.
  for (const [key, { zh, en }] of entries)
    for (const word of [key, zh, en]) words.set(plain(word), key);
  byDictionary.set(name, words);
  return words;
}

function plain(word: string): string {
  return toHalfWidth(word)
    .replace(/[\s·.]/gu, '')
    .toLowerCase();
}
