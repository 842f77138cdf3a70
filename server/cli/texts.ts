/** Every sentence of `npm run district`. */
import { say, type Bilingual } from '../../shared/texts/bilingual.ts';

const texts = {
  usage: {
    zh: `用法：npm run district -- [--data 文件夹] 命令
  unit list                               列出单位
  unit import 文件.csv                    导入单位、社区（表头 code,name,kind,parent，可加 zone：east/middle/west）
  user list                               列出账号
  user add --login 账号 --name 姓名 --unit 九位代码 --role O,H [--community 十二位代码]
  user disable --login 账号               停用账号，各台电脑上立即失效
  user roles --login 账号 --role O,H [--community 十二位代码|全部]  改岗位，或只管一个社区；电脑上看不到的记录会自动移除
  password set --login 账号               重设口令
  code new --unit 九位代码 [--hours 0.25] [--auto-confirm]  发一个登记码，一个码登记一台电脑，默认十五分钟有效
  device list                             列出电脑：状态、指纹、未上报条数
  device confirm --id 编号 --fingerprint 指纹  电话核对指纹后，确认一台新电脑
  device revoke --id 编号                 停用一台电脑
  device wipe --id 编号 --confirm 编号    命令一台电脑上报后抹除（编号写两遍）
  device preflight --unit 九位代码        新电脑要下载多少：条数、兆数、秒数
  record move --id 编号[,编号] --unit 九位代码 [--community 十二位代码]  转到其他街道，成员和在办件一起转
  recovery key --out 文件                 做恢复钥匙：私钥只写进文件，打印两份锁进保险柜
  recovery answer --request 文件 --key 文件 [--out 文件]  答复恢复申请，不用连数据库
  parameter list / parameter set 参数 数值  看参数默认值，改全区参数（期限、限额）
  calendar set 年度 版本 文件             载入节假日表：第一行放假日，第二行调休上班日，空格分开
  backup restored                         数据库从备份恢复之后用：各台电脑会停下来问人，再把丢的补报上来
  rejected list                           列出区级没有收下、还没改好的记录
  exchange import 文件.qbx… [--out 文件夹] [--media 介质编号] [--handler 经办] [--virus-checked]  收街道的交换包，做出应答包
  exchange export --id 电脑编号 [--out 文件夹] [--media 介质编号]   给一台电脑做下行包
  exchange folder 文件夹                  收局域网交换文件夹里的新包，应答包放回原处
  exchange list                           U盘交换登记
  duplicates rekey                        跨街道比对换一把钥匙，重做索引
  audit head [文件|文件夹]                链头打印出来，或抄进文件（放在别的机器上；服务器用 --audit-heads 每天自动抄）
  audit verify [文件|文件夹]              核对操作日志是否完整；给了抄下的链头，一并核对有没有被整个重做
  --demo seed demo                        建演示库并放入两个街道的账号和演示数据，账号共用一个口令
口令从键盘输入，或用 --password-file 文件。设了 DATABASE_URL 就连 PostgreSQL。`,
    en: `Usage: npm run district -- [--data FOLDER] COMMAND (as listed above).
Passwords are typed, or read with --password-file. DATABASE_URL selects PostgreSQL.`,
  },
  parameterSet: { zh: '参数 {key} 已改为 {value}。', en: '{key} is now {value}.' },
  calendarSet: { zh: '{year} 年节假日表已载入。', en: 'The holiday table of {year} is in force.' },
  unitsImported: {
    zh: '已导入，新增或改动 {changed} 个单位。',
    en: 'Imported; {changed} units added or changed.',
  },
  badCsv: {
    zh: '文件 {file} 第 {line} 行列数不对。整份文件都没有导入。',
    en: 'Line {line} of {file} has the wrong number of columns. Nothing was imported.',
  },
  noFile: { zh: '读不到文件 {file}。', en: 'The file {file} cannot be read.' },
  invalid: {
    zh: '没有写入，以下项目不合要求：{fields}',
    en: 'Nothing was written; these fields are not acceptable: {fields}',
  },
  userAdded: { zh: '已新建账号 {login}（编号 {id}）。', en: 'Account {login} created ({id}).' },
  userDisabled: {
    zh: '已停用账号 {login}，各台电脑上的登录已失效。',
    en: 'Account {login} is disabled; its sign-ins have ended.',
  },
  passwordSet: {
    zh: '已重设 {login} 的口令，原有登录已失效。',
    en: 'The password of {login} is set; earlier sign-ins have ended.',
  },
  restored: {
    zh: '已记下：现在是第 {epoch} 代。重新启动服务器；各台电脑会停下同步，问过人后把备份里没有的记录补报上来。',
    en: 'Noted: this is epoch {epoch}. Start the server anew; computers stop, ask, and send again what the backup does not have.',
  },
  rolesSet: { zh: '已改 {login} 的岗位。', en: 'The roles of {login} are set.' },
  recoveryKeyMade: {
    zh: '恢复钥匙已写入 {file}。打印两份，连同文件分开锁进保险柜，再从这台电脑删掉；口令另记。各台电脑下次联网时用上。',
    en: 'The recovery key is in {file}. Print it twice, lock copies away apart from each other, delete it here; keep the passphrase elsewhere. Computers use it from their next contact.',
  },
  recoveryKeyThere: {
    zh: '已有恢复钥匙。要换一把，加 --replace；旧钥匙仍要留着，没联网的电脑还在用。',
    en: 'There is a recovery key. Add --replace for another one, and keep the old one: computers that were not online still use it.',
  },
  recoveryAnswered: {
    zh: '申请人：{name}，电脑 {device}。先核实是本人，再把下面整段答复交给他：',
    en: 'For {name} on computer {device}. Make sure who it is, then hand over the whole answer:',
  },
  recoveryAnsweredTo: {
    zh: '申请人：{name}，电脑 {device}。先核实是本人，再把 {file} 交给他。',
    en: 'For {name} on computer {device}. Make sure who it is, then hand over {file}.',
  },
  wrongKind: {
    zh: '{file} 不是{kind}，或内容不完整。',
    en: '{file} is no {kind}, or is incomplete.',
  },
  wrongPassphrase: {
    zh: '钥匙文件 {file} 打不开：口令不对，或不是恢复钥匙。',
    en: 'The key file {file} does not open: wrong passphrase, or no recovery key.',
  },
  slotOfOther: {
    zh: '这把恢复钥匙打不开这份申请，可能是换钥匙以前的。换旧钥匙再试。',
    en: 'This recovery key does not open it; it may be of a former key. Try that one.',
  },
  fileThere: {
    zh: '文件 {file} 已经有了或写不进去，没有改动。',
    en: 'The file {file} exists or cannot be written; nothing was changed.',
  },
  login_taken: {
    zh: '账号 {login} 已有人用，换一个。',
    en: 'The account {login} exists; choose another.',
  },
  unit_unknown: {
    zh: '没有代码为 {unit} 的单位。用 unit list 查看。',
    en: 'There is no unit {unit}. See unit list.',
  },
  user_unknown: {
    zh: '没有账号 {login}。用 user list 查看。',
    en: 'There is no account {login}. See user list.',
  },
  password_short: {
    zh: '口令至少 {min} 位。',
    en: 'The password needs at least {min} characters.',
  },
  passwordPrompt: { zh: '口令 Password: ', en: '' },
  passwordAgain: { zh: '再输一次 Again: ', en: '' },
  passwordsDiffer: {
    zh: '两次输入不一样，没有改动。',
    en: 'The two entries differ; nothing was changed.',
  },
  codeMade: {
    zh: '登记码：{code}\n只显示这一次，{expires} 前有效，只能登记一台电脑。',
    en: 'Enrolment code {code}: shown once, good until {expires} for one computer.',
  },
  deviceRevoked: {
    zh: '已停用电脑 {id}。它未上报的记录仍在那台电脑上。',
    en: 'Computer {id} is revoked. Its unsent records are still on it.',
  },
  deviceUnknown: {
    zh: '没有编号为 {id} 的电脑。用 device list 查看。',
    en: 'There is no computer {id}. See device list.',
  },
  deviceConfirmed: {
    zh: '已确认电脑 {id}，现在可以登录。',
    en: 'Computer {id} is confirmed; people can sign in on it.',
  },
  otherFingerprint: {
    zh: '指纹和电脑 {id} 的不一样，没有确认。重新核对；不是本单位的电脑就停用它。',
    en: 'This is not the fingerprint of computer {id}; nothing was confirmed. Compare again, or revoke it.',
  },
  wipeNeedsConfirm: {
    zh: '抹除后这台电脑上的资料不能恢复。确实要抹除，再加 --confirm {id}。',
    en: 'A wipe cannot be undone. To go on, add --confirm {id}.',
  },
  wipeOrdered: {
    zh: '已下令抹除电脑 {id}：它下次联网时先上报、封存未报内容，再抹除并回报。',
    en: 'Computer {id} is ordered to send or seal what it has, erase itself and report, at its next contact.',
  },
  preflight: {
    zh: '要下载 {records} 条记录、{events} 条办理痕迹、{masters} 条基础资料，共 {megabytes} 兆；10 兆宽带约 {seconds} 秒。',
    en: '{records} records, {events} events, {masters} masters, {megabytes} MB; about {seconds} s over 10 Mbit/s.',
  },
  moved: {
    zh: '已转移 {records} 条记录和 {events} 条办理痕迹，两边下次同步时生效。',
    en: '{records} records and {events} events moved; both sides follow with their next sync.',
  },
  record_unknown: {
    zh: '没有编号为 {id} 的记录，或其中一条不存在。一条都没有转移。',
    en: 'One of the records {id} does not exist. Nothing was moved.',
  },
  duplicatesRekeyed: {
    zh: '跨街道比对的索引已换钥匙重做。',
    en: 'The index of doubles across streets was made anew under another key.',
  },
  auditWhole: {
    zh: '操作日志完整，共 {entries} 条。链头 {head}，抄存在别处，以后可核对日志没有被整个重做。',
    en: 'The audit chain is whole: {entries} entries. Its head is {head}; kept elsewhere, it shows later that the chain was not made anew.',
  },
  auditHead: {
    zh: '链头：第 {seq} 条，{hash}，{at}。',
    en: 'Head of the chain: entry {seq}, {hash}, {at}.',
  },
  auditHeadKept: { zh: '已抄进 {place}。', en: 'Added to {place}.' },
  auditHeadsFit: {
    zh: '与抄下的 {heads} 个链头一致。恢复备份时丢掉的一段里有 {restored} 个，别的区的有 {foreign} 个，没有比。',
    en: 'It fits {heads} heads that were written down. {restored} belong to entries lost by a restored backup, {foreign} to another district; they were left out.',
  },
  auditHeadMissed: {
    zh: '日志本身连得上，但 {at} 抄下的第 {seq} 条链头对不上：那以前的日志被整个重做或截短过。保留现场并报告。',
    en: 'The chain holds by itself but contradicts entry {seq}, written down {at}: it was made anew or cut off. Keep everything and report it.',
  },
  auditHeadsForeign: {
    zh: '{place} 里不是抄下的链头，或者都是别的区的。',
    en: '{place} does not hold heads of this district’s chain.',
  },
  fileUnwritable: { zh: '写不进 {file}。', en: '{file} cannot be written.' },
  auditBroken: {
    zh: '操作日志在第 {brokenAt} 条断开：有记录被删改。保留现场并报告。',
    en: 'The audit chain breaks at entry {brokenAt}: something was changed or removed. Keep everything and report it.',
  },
  bundleTaken: {
    zh: '{file}：收 {accepted} 条，两边都改 {conflicts} 条，退回 {rejected} 条；缺包：{missing}。应答包 {answer}',
    en: '{file}: {accepted} accepted, {conflicts} conflicts, {rejected} refused; missing: {missing}. Reply: {answer}',
  },
  bundleMade: {
    zh: '下行包 {file} 已做好，{rows} 条。',
    en: 'Bundle {file} with {rows} rows is ready.',
  },
  folderEmpty: { zh: '{folder} 里没有新的交换包。', en: 'No new bundle in {folder}.' },
  refused: { zh: '没有导入：{why}', en: '' },
  missing: { zh: '缺少 --{option}。', en: '--{option} is missing.' },
  badRole: { zh: '没有岗位 {role}。可用：{roles}', en: 'There is no role {role}. Known: {roles}' },
  notDemo: {
    zh: '这不是演示库，不能放入演示数据。',
    en: 'This is not a demonstration database; demonstration data does not belong here.',
  },
  seeded: {
    zh: '已放入演示数据：{records} 条记录，{users} 个账号。',
    en: 'Demonstration data is in: {records} records, {users} accounts.',
  },
} as const satisfies Record<string, Bilingual>;

export type CliText = keyof typeof texts;

/** The sentence in Chinese, with the English below it where there is one. */
export function tell(key: CliText, params: Readonly<Record<string, string | number>> = {}): string {
  const text: Bilingual = texts[key];
  const english = say(text, 'en', params);
  return english === '' ? say(text, 'zh', params) : `${say(text, 'zh', params)}\n${english}`;
}
