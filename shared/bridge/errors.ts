/**
 * Every expected failure that can reach the page. This file is the manual: what happened, what is safe, what to do.
 * `{holes}` are filled from the failure's params.
 */
import type { Bilingual } from '../texts/bilingual.ts';
import type { Problem } from '../fields/field.ts';
import { tableFailures } from './table-failures.ts';

export const failures = {
  // Starting
  E_NEWER_DATA: {
    zh: '这份数据由更新版本的侨帮办写成，本机版本打不开。数据没有改动；装上新版本后再打开。',
    en: 'This data was written by a newer Qiaobang. Nothing was changed; install the newer version and open it again.',
  },
  E_KEY_UNREADABLE: {
    zh: '钥匙文件读不出来，数据原样保留、没有改动。找区侨联管理员用恢复钥匙打开。',
    en: 'The key file cannot be read. The data is untouched; ask the district administrator to open it with the recovery key.',
  },
  E_DATA_DAMAGED: {
    zh: '本机数据文件损坏，已停止打开，原文件保留。找区侨联管理员从备份恢复。',
    en: 'The local data file is damaged and was not opened; the file is kept. Ask the district administrator to restore a backup.',
  },
  E_MIGRATION_FAILED: {
    zh: '升级数据没有成功，已退回升级前的样子，资料没有丢。先用旧版本，把这句话告诉区侨联。',
    en: 'Bringing the data to this version failed and was undone; nothing is lost. Use the former version and tell the district.',
  },
  E_DATA_IN_USE: {
    zh: '另一个侨帮办窗口正在用这份数据。关掉那一个再打开。',
    en: 'Another Qiaobang is using this data. Close it and open again.',
  },
  E_DISK_FULL: {
    zh: '磁盘满了，这次没有存上，填写的内容还在屏幕上。腾出空间后再按保存。',
    en: 'The disk is full and this was not saved; your text is still on screen. Free some space and save again.',
  },
  E_READ_ONLY: {
    zh: '数据文件夹不能写入，这次没有存上。检查文件夹权限后再试。',
    en: 'The data folder is read-only and this was not saved. Check its permissions and try again.',
  },
  E_DEMO_FAILED: {
    zh: '演示没有打开，本机资料没有动。关掉别的演示窗口再按一次；还不行，看启动侨帮办的命令窗口里写的原因。',
    en: 'The demonstration did not open; nothing of yours was touched. Close other demonstrations and press again; if it still fails, the terminal that started Qiaobang says why.',
  },
  // Signing in
  E_LOCKED: { zh: '已锁定，先输入口令解锁。', en: 'Locked. Enter your password first.' },
  E_PASSWORD_WRONG: {
    zh: '口令不对，还可以试 {left} 次。',
    en: 'Wrong password; {left} tries left.',
  },
  E_PASSWORD_WAIT: {
    zh: '口令错了多次，{seconds} 秒后再试。',
    en: 'Too many wrong passwords. Try again in {seconds} seconds.',
  },
  E_PASSWORD_WEAK: {
    zh: '口令至少 {min} 位。',
    en: 'The password needs at least {min} characters.',
  },
  E_NO_PROFILE: {
    zh: '这台电脑上还没有这个账号。第一次登录要连上区级服务器。',
    en: 'This account is not on this computer yet. The first sign-in needs the district server.',
  },
  E_PASSWORD_OFF: {
    zh: '口令错了 10 次，这台电脑上已停用。联网后用区级口令登录，或按“忘了口令”。',
    en: 'Ten wrong passwords: it is switched off here. Sign in online, or choose “forgotten password”.',
  },
  E_PASSWORD_DIFFER: {
    zh: '两次输入的新口令不一样。',
    en: 'The two entries of the new password differ.',
  },
  E_PASSWORD_SAME: { zh: '新口令和旧口令一样。', en: 'The new password equals the old one.' },
  E_PASSWORD_OFFLINE: {
    zh: '改口令要连上区级服务器，现在连不上，口令没有改。',
    en: 'Changing the password needs the district server, which cannot be reached. Nothing was changed.',
  },
  E_PASSWORD_ELSEWHERE: {
    zh: '区级口令已经换过，这台电脑还是旧口令。用旧口令解锁一次；忘了旧口令，按“忘了口令”。',
    en: 'The district has a new password for you, this computer still the old one. Unlock once with the old one, or choose “forgotten password”.',
  },
  E_LEASE_ENDED: {
    zh: '已有 {days} 天没有和区级核对身份，先联网再解锁。记录都在本机，没有动。',
    en: 'Your rights were not confirmed with the district for {days} days. Go online and unlock; your records are here, untouched.',
  },
  E_RECOVERY_NONE: {
    zh: '这个账号没有留恢复钥匙，本机资料打不开。联系区侨联，重新登录后从区级取回。',
    en: 'No recovery key was left for this account. Contact the district; sign in anew to fetch the records.',
  },
  E_RECOVERY_WRONG: {
    zh: '这份答复不是给本次申请的。核对是不是最新的答复，或重新申请。',
    en: 'This answer does not belong to the present request. Use the newest answer, or ask again.',
  },
  E_CARRIED_TEXT: {
    zh: '这不是{kind}，或内容不完整。重新复制整段文字，或重新选文件。',
    en: 'This is no {kind}, or it is incomplete. Copy the whole text again or choose the file again.',
  },
  E_WIPE_NAME: {
    zh: '要清除，先照样输入单位名称“{unitName}”。',
    en: 'To wipe, type the unit’s name “{unitName}” first.',
  },
  E_WIPE_NO_RESCUE: {
    zh: '还有 {count} 项没有上报，现在连不上区级，交不进抢救箱，所以没有清除。连上网络再清除。',
    en: '{count} items are unsent and the district cannot be reached to take them, so nothing was wiped. Connect first.',
  },
  E_BACKUP_FAILED: {
    zh: '备份没有做成，原有备份都在。检查磁盘空间后再试。',
    en: 'The backup was not made; earlier ones are untouched. Check the disk space and try again.',
  },
  E_BACKUP_DAMAGED: {
    zh: '这份备份打不开，没有恢复，现在的资料没有动。换一份更早的。',
    en: 'This backup cannot be opened. Nothing was restored or changed; choose an earlier one.',
  },
  E_EXCHANGE_FOLDER: {
    zh: '交换文件夹用不了。检查路径是否写全、共享文件夹是否连上、有没有写入权限；也可以改用U盘。',
    en: 'The exchange folder cannot be used. Check the full path, the share and the right to write; or use a stick.',
  },
  E_SECOND_PLACE: {
    zh: '备份的第二个位置“{folder}”写不进去。检查U盘或共享文件夹。',
    en: 'The second place for backups, “{folder}”, cannot be written. Check the USB stick or shared folder.',
  },
  // District
  E_OFFLINE: {
    zh: '连不上区级服务器 {server}。照常办理，联网后自动上报。',
    en: 'The district server {server} cannot be reached. Keep working; everything is sent when the network returns.',
  },
  E_CERT_UNKNOWN: {
    zh: '{server} 的证书不是这台电脑认的机构发的，没有连接，可能有人冒充。打电话问区侨联：证书换过的，要新的证书文件。本机记录都在，照常办理。',
    en: 'The certificate of {server} is not from an authority this computer accepts, so it did not connect; somebody may pose as the district. Call the district; if the certificate was changed, ask for the new file. Local records are safe.',
  },
  E_CERT_NAME: {
    zh: '证书上写的不是 {server}，没有连接。核对地址，再问区侨联。本机记录都在，照常办理。',
    en: 'The certificate is not for {server}, so this computer did not connect. Check the address, then ask the district. Local records are safe.',
  },
  E_CERT_EXPIRED: {
    zh: '{server} 的证书不在有效期内，没有连接。先看这台电脑的日期对不对；日期没错就告诉区侨联换证书。本机记录都在，照常办理。',
    en: 'The certificate of {server} is outside its dates, so this computer did not connect. Check the date of this computer first; if it is right, tell the district to renew the certificate. Local records are safe.',
  },
  E_CERT_FILE: {
    zh: '这不是区里的证书文件。文件里只能有一张或两张 CA 证书（PEM 格式），没有登记。向区侨联重要一份。',
    en: 'This is not the district’s certificate file: it must hold one or two CA certificates (PEM) and nothing else. Nothing was enrolled; ask the district for it again.',
  },
  E_SERVER_GARBLED: {
    zh: '区级服务器 {server} 答复看不懂，可能地址填错了。核对地址；本机记录都在。',
    en: 'The answer of {server} makes no sense; the address may be wrong. Check it; local records are safe.',
  },
  E_SERVER_TROUBLE: {
    zh: '区级服务器出了问题（{status}）。本机记录都已存好，稍后会自动再试。',
    en: 'The district server has a problem ({status}). Local records are safe; it will be tried again.',
  },
  E_SERVER_ADDRESS: {
    zh: '服务器地址要写成 https://… 或本机的 http://127.0.0.1:端口。',
    en: 'Write the server address as https://… or, on this machine, http://127.0.0.1:port.',
  },
  E_SERVER_REPLACED: {
    zh: '区级服务器换过或恢复过，已停止同步，本机记录没有动。联系区侨联核实。',
    en: 'The district server was replaced or restored. Sync has stopped, nothing local was touched. Check with the district.',
  },
  E_SERVER_RESTORED: {
    zh: '区级服务器从备份恢复过，已停止同步，本机记录没有动。打电话向区侨联核实，再到“同步”页选择继续。',
    en: 'The district server was restored from a backup. Sync has stopped, nothing local was touched. Ask the district by telephone, then choose on the sync page.',
  },
  E_SERVER_ROLLED_BACK: {
    zh: '区级的记录比本机上次看到的还旧，可能恢复过备份。已停止同步，本机记录没有动。向区侨联核实，再到“同步”页选择。',
    en: 'The district’s records are older than what this computer saw before; a backup may have been restored. Sync has stopped. Ask the district, then choose on the sync page.',
  },
  E_MASS_DELETE: {
    zh: '这次同步要移除本机 {all} 条记录中的 {going} 条，不寻常，已停止，一条也没有再删。向区侨联核实，再到“同步”页选择。',
    en: 'This sync would remove {going} of {all} records here, which is unusual. It has stopped. Ask the district, then choose on the sync page.',
  },
  E_ENROL_OFFLINE: {
    zh: '连不上区级服务器 {server}，这台电脑还没有登记。核对地址和网络，再按登记。',
    en: 'The district server {server} cannot be reached and this computer is not enrolled yet. Check address and network, then enrol again.',
  },
  E_ENROL_CODE_WRONG: {
    zh: '登记码不对。向区侨联核对，注意字母和数字。',
    en: 'Wrong enrolment code. Check it with the district.',
  },
  E_ENROL_CODE_EXPIRED: {
    zh: '登记码已过期。请区侨联重新发一个。',
    en: 'The enrolment code has expired. Ask the district for a new one.',
  },
  E_ENROL_CODE_USED: {
    zh: '登记码已经用过，一个码只登记一台电脑。请区侨联重新发一个。',
    en: 'The enrolment code was already used; one code enrols one computer. Ask the district for a new one.',
  },
  E_LOGIN_WRONG: { zh: '账号或口令不对。', en: 'Wrong account or password.' },
  E_LOGIN_LOCKED: {
    zh: '试的次数太多，区级已暂停这个账号登录，{seconds} 秒后再试。',
    en: 'Too many tries; the district paused this account for {seconds} seconds.',
  },
  E_USER_DISABLED: {
    zh: '这个账号已停用。联系区侨联。',
    en: 'This account is disabled. Contact the district.',
  },
  E_USER_OTHER_UNIT: {
    zh: '这个账号不属于这台电脑登记的单位。',
    en: 'This account does not belong to the unit this computer is enrolled for.',
  },
  E_SERVER_BUSY: {
    zh: '区级服务器正忙，首次下载在排队，{seconds} 秒后自动再试。照常办件。',
    en: 'The district server is busy and this first download waits; it is tried again in {seconds} seconds. Keep working.',
  },
  E_SIGN_IN_BUSY: {
    zh: '正在登录的人多，区级服务器忙不过来，口令还没有核对。{seconds} 秒后再试一次。',
    en: 'Many people are signing in and the district server cannot keep up; your password was not checked. Try again in {seconds} seconds.',
  },
  E_DEVICE_PENDING: {
    zh: '这台电脑还等着区侨联确认。打电话给区侨联，核对屏幕上的指纹，确认后再登录。',
    en: 'The district has not confirmed this computer yet. Call the district, compare the fingerprint on the screen, then sign in.',
  },
  E_FORBIDDEN: {
    zh: '您的账号不能办这件事，没有任何改动。需要时请区侨联或区级管理员来办。',
    en: 'Your account may not do this; nothing was changed. Ask the district or its administrator.',
  },
  E_DEVICE_REVOKED: {
    zh: '区级已停用这台电脑。没上报的内容先封存交给区级，收到回执后本机才清除。有疑问联系区侨联。',
    en: 'The district has revoked this computer. Unsent work is handed to the district first; it is erased here only after the receipt.',
  },
  E_VERSION_TOO_OLD: {
    zh: '这个版本太旧，区级不再接收。升级后会接着上报，记录都在。',
    en: 'This version is too old for the district. Upgrade and sending continues; records are safe.',
  },
  E_SERVER_OLDER: {
    zh: '区级服务器的版本比本机旧，暂时收不了。记录都存在本机，区级升级后自动接着上报；可以打电话提醒区侨联升级。',
    en: 'The district server is older than this program and cannot take anything yet. Records are safe here and are sent by themselves once the district has upgraded; tell the district.',
  },
  E_SIGN_IN_AGAIN: {
    zh: '登录已过期，联网重新登录一次后接着同步。记录都已存好。',
    en: 'The sign-in has expired. Sign in online once and sync continues. Records are safe.',
  },
  // Records
  E_NOT_FOUND: {
    zh: '这条记录不在本机，可能已删除或不在本单位范围。',
    en: 'This record is not on this computer; it may be deleted or outside your unit.',
  },
  E_DENIED: { zh: '{reason}', en: '{reason}' },
  E_INVALID: { zh: '还有 {count} 处要改。', en: '{count} things to correct.' },
  E_CHANGED_MEANWHILE: {
    zh: '这条记录在您填写时被别人改过，{count} 项两边都改了。选一下再提交，填写的内容没有丢。',
    en: 'Somebody changed this record while you were writing; {count} fields differ. Choose and submit again; nothing is lost.',
  },
  E_CARD_OUTDATED: {
    zh: '{label}的这一项后来又改过，撤销会盖掉新内容，没有撤销。打开档案直接改。',
    en: 'This field of {label} was written again since; undoing would overwrite it. Open the record and change it there.',
  },
  E_CARD_FIXED: {
    zh: '没有可以撤销的选择。已经重新办出的步骤在记录里退回。',
    en: 'There is no choice to take back. A step that was taken again is returned from the record itself.',
  },
  E_UNKNOWN_TYPE: { zh: '没有“{type}”这种记录。', en: 'There is no record type “{type}”.' },
  // Files
  E_FILE_PROGRAM: {
    zh: '这个文件里有程序，不收。收照片、PDF、OFD、文档、表格。',
    en: 'This file holds a program and is not kept. Pictures, PDF, OFD, documents and tables are.',
  },
  E_FILE_KIND: {
    zh: '这种文件不收。收照片（JPG、PNG）、PDF、OFD、文档、表格；别的先转成 PDF。',
    en: 'This kind of file is not kept. Pictures (JPG, PNG), PDF, OFD, documents and tables are; convert others to PDF.',
  },
  E_FILE_HEIC: {
    zh: '这是苹果手机的 HEIC 照片，这里打不开。手机上选“存储为 JPG”再传，或用截图。',
    en: 'This is a HEIC picture of an Apple phone, which cannot be opened here. Save it as JPG on the phone.',
  },
  E_FILE_PICTURE: {
    zh: '这里只收照片（JPG、PNG、WebP）。',
    en: 'Only pictures (JPG, PNG, WebP) are kept here.',
  },
  E_FILE_LARGE: {
    zh: '文件有 {size}，最多 {max}。分成几个，或压缩后再添加。',
    en: 'The file has {size}; at most {max} are kept. Split or compress it.',
  },
  E_FILE_CUT: {
    zh: '文件没有读完，没有存上。再添加一次。',
    en: 'The file was not read to its end and was not kept. Add it again.',
  },
  E_FILE_ABSENT: {
    zh: '文件还没有下载到这台电脑，联网后自动下载。',
    en: 'The file is not on this computer yet; it is fetched when there is a network.',
  },
  E_FILE_NOT_SENT: {
    zh: '填报单位的电脑还没有把这个文件传到区级，传到后自动下载。',
    en: 'The computer that has this file has not sent it to the district yet; it comes when it has.',
  },
  E_FILE_DAMAGED: {
    zh: '这台电脑上的这个文件坏了。区级有的会自动重新下载；还没上传的，找原件重新添加。',
    en: 'This file is damaged on this computer. If the district has it, it is fetched again; otherwise add the original again.',
  },
  E_FILE_FULL: {
    zh: '区级给本单位的文件空间满了，文件留在本机。联系区侨联，腾出空间后自动再传。',
    en: 'The unit’s space for files at the district is used up; the file stays here. Ask the district; it is sent when there is room.',
  },
  E_FILE_REFUSED: {
    zh: '区级没有收到写着这个文件的记录，文件留在本机。先处理这条记录。',
    en: 'The district does not have the record that names this file; the file stays here. See to the record first.',
  },
  // Merging
  E_MERGE_UNITS: {
    zh: '两条档案不在同一个单位，不能合并。先由区侨联转到同一单位。',
    en: 'The two records belong to different units. The district moves one first.',
  },
  E_UNDO_LATE: {
    zh: '合并只能在 {until} 前撤销。要分开，就新建一条档案。',
    en: 'A merge can be taken back until {until}. To part them now, make a new record.',
  },
  ...tableFailures,
  // The door, and bugs
  E_PORT_IN_USE: {
    zh: '端口 {port} 被占用。换一个端口，或关掉占用它的程序。',
    en: 'Port {port} is in use. Choose another or close the program that holds it.',
  },
  E_TICKET_EXPIRED: {
    zh: '这个打开地址只能用一次，已经失效。回到命令窗口复制新地址，或重新启动。',
    en: 'This address works once and has expired. Copy the new one from the terminal, or start again.',
  },
  E_INTERNAL: {
    zh: '出了意外（编号 {ref}），刚才的操作没有完成，已存的记录没有受影响。再试一次；还不行，把编号告诉区侨联。',
    en: 'Something unexpected happened ({ref}). The last action did not finish; saved records are unaffected. Try again, or report the number.',
  },
} as const satisfies Record<string, Bilingual>;

export type FailureCode = keyof typeof failures;

export interface Failure {
  readonly code: FailureCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Field problems of E_INVALID. */
  readonly problems?: readonly Problem[];
}

/** Why a button is off, in words (codes of `can` and of the workflow). */
export const denials = {
  no_role: { zh: '您的岗位没有这项权限', en: 'Your role does not allow this' },
  other_unit: { zh: '不是本单位的记录', en: 'The record belongs to another unit' },
  other_community: { zh: '不是本社区的记录', en: 'The record belongs to another community' },
  not_own: { zh: '只有记录人本人可以办', en: 'Only the recorder may do this' },
  closed_state: { zh: '现在的状态不能修改', en: 'It cannot be changed in this state' },
  no_transition: { zh: '现在的状态不能办这一步', en: 'This step is not possible in this state' },
  same_person: {
    zh: '办理人不能审核自己的事，请另一位同志办',
    en: 'Two persons are needed: somebody else must do this',
  },
  not_among: {
    zh: '只有记录上写明的办理人可以办',
    en: 'Only the persons named for it may do this',
  },
  other_scope: { zh: '不在您的管辖范围', en: 'Outside your scope' },
} as const satisfies Record<string, Bilingual>;
export type DenialCode = keyof typeof denials;
