/**
 * What the start-up tells after something was not as it should be: what happened, what is kept, what may be missing.
 * `{holes}` are filled from the note's params.
 */
import type { Bilingual } from '../texts/bilingual.ts';

export const startupNotes = {
  key_copy_used: {
    zh: '钥匙文件有一份坏了，已用另一份打开并补好。资料没有受影响。',
    en: 'One copy of the key file was damaged; the other was used and both are whole again. No data was affected.',
  },
  lock_taken_over: {
    zh: '上次侨帮办没有正常退出，已接着打开。存过的记录都在。',
    en: 'Qiaobang did not end properly last time; it has been opened again. Everything saved is here.',
  },
  checked_after_crash: {
    zh: '上次没有正常退出，已把数据文件查过一遍，没有损坏。',
    en: 'The last session did not end properly; the data file was checked and is sound.',
  },
  log_damaged: {
    zh: '上次中断时，最后存的 {count} 笔可能没有写全。核对一下刚才填的记录。',
    en: 'When the last session was cut off, the last {count} saves may be incomplete. Please check what was written last.',
  },
  read_only_space: {
    zh: '磁盘只剩 {free} MB，现在只能看、不能存。腾出空间后重新打开。',
    en: 'Only {free} MB of disk are left: reading works, saving does not. Free some space and open again.',
  },
  read_only_folder: {
    zh: '数据文件夹不能写入，现在只能看、不能存。检查文件夹权限后重新打开。',
    en: 'The data folder cannot be written: reading works, saving does not. Check its permissions and open again.',
  },
  damaged_set_aside: {
    zh: '数据文件损坏，原文件已另存在隔离区（{name}），没有删除。',
    en: 'The data file was damaged. It was set aside as {name} and not deleted.',
  },
  restored_from_backup: {
    zh: '已从 {at} 的备份恢复，共 {records} 条。这之后的改动从原文件和区级补回。',
    en: 'Restored from the backup of {at} with {records} records. Later changes are brought back from the damaged file and from the district.',
  },
  backup_skipped: {
    zh: '{at} 的备份也打不开，已跳过，换用更早的一份。',
    en: 'The backup of {at} could not be opened either; an earlier one was used.',
  },
  salvaged: {
    zh: '从损坏的文件里救回 {records} 条，其中未上报 {unsent} 条；读不出来的约 {lost} 处。',
    en: '{records} records were saved from the damaged file, {unsent} of them not yet sent; about {lost} places could not be read.',
  },
  started_empty: {
    zh: '备份和原文件都读不出来，已建空库，联网后从区级全部取回。还没上报的记录可能要重填。',
    en: 'Neither backup nor file could be read. An empty database was made and is filled from the district when online; unsent records may be missing.',
  },
  migrated: {
    zh: '数据已升级到新版本，升级前的备份保留着。',
    en: 'The data was brought to the new version; the backup from before is kept.',
  },
  migration_undone: {
    zh: '升级数据没有成功，已退回升级前的样子，资料没有丢。把这句话告诉区侨联。',
    en: 'Bringing the data to the new version failed and was undone; nothing is lost. Tell the district.',
  },
  restore_finished: {
    zh: '上次恢复备份中途断了，已接着做完。',
    en: 'A restore was interrupted last time and has been finished.',
  },
  rotation_finished: {
    zh: '换钥匙中途断了，已接着做完。',
    en: 'A change of key was interrupted and has been finished.',
  },
  old_files_kept: {
    zh: '磁盘紧张，旧备份已精简到 {kept} 份。',
    en: 'The disk is short of space; old backups were thinned out to {kept}.',
  },
} as const satisfies Record<string, Bilingual>;
export type StartupNoteCode = keyof typeof startupNotes;
