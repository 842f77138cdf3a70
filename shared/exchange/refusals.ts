/** Why a bundle is not taken, in words for the person who holds the stick. Nothing has been changed when one of these is said. */
import type { Bilingual } from '../texts/bilingual.ts';

export const refusals = {
  not_bundle: {
    zh: '这不是侨帮办的交换包。选文件名以 QB- 开头、.qbx 结尾的文件。',
    en: 'This is no exchange bundle of this program. Choose a file named QB-….qbx.',
  },
  too_large: {
    zh: '这个文件太大，不像是交换包，没有打开。',
    en: 'This file is too large for a bundle and was not opened.',
  },
  newer_format: {
    zh: '这个包由较新的版本做出，这里还读不了。升级后再导入，包不会过期。',
    en: 'A newer version made this bundle. Upgrade and import it again; it does not expire.',
  },
  wrong_direction_up: {
    zh: '这是街道上行的包，要交到区侨联导入，不能在街道电脑上导入。',
    en: 'This bundle goes up to the district; it cannot be imported at a street.',
  },
  wrong_direction_down: {
    zh: '这是区级发给街道的包，要在街道那台电脑上导入。',
    en: 'This bundle is for a street; import it on that computer.',
  },
  other_district: {
    zh: '这个包属于另一套区级服务器，不能导入。核对U盘和登记的区级。',
    en: 'This bundle belongs to another district server and cannot be imported.',
  },
  other_epoch: {
    zh: '区级服务器恢复过备份，这个包是恢复之前做的，不能再用。重新导出一包。',
    en: 'The district was restored from a backup after this bundle was made. Export a new one.',
  },
  district_restored: {
    zh: '区级服务器从备份恢复过，这个包没有导入，本机记录没有动。打电话向区侨联核实，到“同步”页选择继续，再导入一次这个包。',
    en: 'The district was restored from a backup; the bundle was not imported and nothing here was touched. Ask the district by telephone, choose on the sync page, then import it again.',
  },
  demo_mixed: {
    zh: '演示数据和正式数据不能混在一起，这个包没有导入。',
    en: 'Demonstration and real data must not mix; the bundle was not imported.',
  },
  other_device: {
    zh: '这个包是发给另一台电脑的（{unit} {letter} 号机），这台电脑打不开。',
    en: 'This bundle is for another computer ({unit}, {letter}); this one cannot open it.',
  },
  unknown_device: {
    zh: '区级没有登记过这台电脑，包没有导入。',
    en: 'The district does not know this computer; the bundle was not imported.',
  },
  device_pending: {
    zh: '这台电脑登记后还没有经区侨联电话核对指纹，包没有导入。在“设备”页确认这台电脑后再导入一次。',
    en: 'This computer enrolled and nobody has compared its fingerprint yet; the bundle was not imported. Confirm it on the devices page, then import again.',
  },
  device_revoked: {
    zh: '这台电脑已被区级停用，它的包不再接收。里面的记录仍在那台电脑上，与该单位联系。',
    en: 'This computer is revoked and its bundles are not taken. Its records are still there; contact the unit.',
  },
  user_refused: {
    zh: '做这个包的账号已停用、已调离，或从未在那台电脑上登录过，包没有导入。该单位换在用账号登录后重新导出。',
    en: 'The account that made this bundle is disabled, moved, or never signed in there. Export again with an account in use.',
  },
  not_signed: {
    zh: '签名不对：这个包被改动过，或不是由登记的电脑做的。没有导入，重新导出，并报告区侨联。',
    en: 'The signature is wrong: the bundle was changed, or not made by an enrolled computer. Nothing was imported; report it.',
  },
  damaged: {
    zh: '包的内容不完整或已损坏（复制时常见）。没有导入，重新复制一次；还不行就重新导出。',
    en: 'The bundle is incomplete or damaged, as happens in copying. Copy it again, or export anew.',
  },
  no_key: {
    zh: '这台电脑还没有拿到区级的交换密钥。联网登录一次，或等区级升级服务器后再导出。',
    en: 'This computer does not have the district’s exchange key yet. Sign in online once, then export.',
  },
  never_sent: {
    zh: '这台电脑还没有带来过上行包，区级没有它的收件密钥。先从那台电脑导出一包带来。',
    en: 'This computer has never brought a bundle, so there is no key to seal to. Let it export one first.',
  },
} as const satisfies Record<string, Bilingual>;

export type RefusalCode = keyof typeof refusals;

export interface Refusal {
  readonly code: RefusalCode;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

export function refusal(code: RefusalCode, params?: Refusal['params']): Refusal {
  return params === undefined ? { code } : { code, params };
}
