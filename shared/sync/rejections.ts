/** Why the district refused one row, in words for the card that the device shows. The codes of `can` are among them. */
import type { Bilingual } from '../texts/bilingual.ts';

export const rejections = {
  malformed: {
    zh: '这条记录的格式区级读不懂，可能是程序版本不一致。记录仍在本机，请升级后再保存一次。',
    en: 'The district cannot read this record; the versions may differ. It is still here: upgrade and save it again.',
  },
  unknown_type: {
    zh: '区级还不认识这种记录，记录仍在本机，等区级升级后再保存一次。',
    en: 'The district does not know this kind of record yet. It is still here: save it again after the district upgrades.',
  },
  newer_schema: {
    zh: '这条记录由较新的版本写成，区级还收不了。记录仍在本机，等区级升级后再保存一次。',
    en: 'A newer version wrote this record and the district cannot take it yet. Save it again after the district upgrades.',
  },
  invalid: {
    zh: '这条记录有内容不合要求，改好标红的项目再保存。',
    en: 'Some fields of this record are not acceptable. Correct the marked ones and save.',
  },
  illegal_transition: {
    zh: '这条记录的状态不能这样变更，请打开记录核对后重新办理。',
    en: 'The record cannot change to this state. Open it, check it and take the step again.',
  },
  fixed_changed: {
    zh: '记录的编号、类型、记录人或建立时间不能更改。',
    en: 'Number, kind, recorder and time of creation cannot be changed.',
  },
  demo_mixed: {
    zh: '演示数据和正式数据不能混在一起，区级没有收下这条记录。',
    en: 'Demonstration and real data must not mix; the district did not take this record.',
  },
  not_author: {
    zh: '这条记录写着别人的名字，不能由当前账号上报。请由本人登录后上报。',
    en: 'This record names another author. That person must sign in and send it.',
  },
  masters_read_only: {
    zh: '单位、用户等基础资料只能由区级维护。',
    en: 'Units, users and other masters are kept by the district only.',
  },
  append_only: {
    zh: '办理痕迹只能增加，不能修改或删除。',
    en: 'Events can only be added, never changed or removed.',
  },
  id_taken: {
    zh: '这条记录的内部编号与别处的记录重复，区级没有收下。请另存一条新记录，并联系区侨联。',
    en: 'Another record has this internal id and the district did not take it. Save it as a new record and tell the district.',
  },
  not_storable: {
    zh: '这条记录里有无法保存的字符，请删去特殊符号后再保存。',
    en: 'The record holds characters that cannot be stored. Remove special symbols and save again.',
  },
  no_role: {
    zh: '您的岗位没有这项权限，区级没有收下。',
    en: 'Your role does not allow this; the district did not take it.',
  },
  other_unit: {
    zh: '记录不属于本单位，或已转到别的单位，区级没有收下。',
    en: 'The record belongs, or was moved, to another unit; the district did not take it.',
  },
  other_community: {
    zh: '记录不属于本社区，区级没有收下。',
    en: 'The record belongs to another community; the district did not take it.',
  },
  scope_lost: {
    zh: '这条记录已不在您负责的范围内。您改过的内容已原样交到区侨联，本机不再保留；需要办理时请凭编号联系区侨联。',
    en: 'This record is no longer within what you are in charge of. What you wrote is with the district, unchanged, and is no longer kept here.',
  },
  not_own: {
    zh: '只有记录人本人可以办，区级没有收下。',
    en: 'Only the recorder may do this; the district did not take it.',
  },
  closed_state: {
    zh: '记录已提交或办结，内容不能再改，区级没有收下。',
    en: 'The record is submitted or closed and cannot be changed; the district did not take it.',
  },
} as const satisfies Record<string, Bilingual>;

export type RejectionCode = keyof typeof rejections;
