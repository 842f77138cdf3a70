/**
 * F17 个人信息告知书与同意书 (domain.md §2.6: PIPL arts 13, 17, 28–31, 44–50, 53). The wording is a draft until the district's legal office
 * has confirmed it, and says so; a new wording is a new version.
 */
import { line, pair, signatures, words } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';

export const privacyNoticeSheet: Sheet = {
  key: 'person.privacy_notice',
  form: 'F17',
  version: '2026-1（待区侨联法务确认）',
  title: { zh: '个人信息处理告知书与同意书', en: 'Notice and consent' },
  isPublic: false,
  page: 'portrait',
  style: 'letter',
  many: false,
  purpose: 'sign',
  fields: { nameCn: 'plain', community: 'plain' },
  compose: ([person], context) =>
    person === undefined
      ? []
      : [
          words(`${person.text('nameCn')}：`, 'heading'),
          words(
            `为了做好侨情登记、走访慰问、困难帮扶、法律维权等为侨服务工作，${context.unitName}侨联（以下称“我们”）需要处理您的个人信息。根据《中华人民共和国个人信息保护法》，现告知如下：`,
          ),
          words(
            `一、谁在处理：${context.unitName}侨联，联系电话 ${context.officePhone || '________________'}；资料同步到海曙区侨联的服务器，存放在境内，不向境外提供。`,
          ),
          words(
            '二、处理什么、为了什么：姓名、性别、出生年月、侨身份及依据、住址、电话，用于建立侨情档案和联系走访；申请帮扶时另需家庭成员、收入、就业和致困情况。只收集办理事项所必需的内容。',
          ),
          words(
            '三、敏感个人信息：身份证件号码、健康状况、银行账户、不满十四周岁未成年人的信息属于敏感个人信息，只在核对身份、审核帮扶、发放资金时使用，加密保存，查看要写明原因并留痕。不同意提供的，可能无法办理相应的帮扶，但不影响其他服务。',
          ),
          words(
            '四、保存多久：侨情档案保存到服务终止后两年；走访记录五年；困难帮扶、法律维权案卷结案后十年；照片三年。法律、行政法规和档案管理另有规定的，从其规定。',
          ),
          words(
            '五、给谁看：只有承担该项工作的人员能看到。确需交有关部门办理的，只提供交办单上的内容；公示只写姓氏、社区、帮扶类别和金额。',
          ),
          words(
            '六、您的权利：您可以查阅、复制、更正、补充、删除您的个人信息，可以随时撤回同意；撤回不影响此前的处理。我们在 15 个工作日内答复。',
          ),
          { kind: 'break' },
          words('同　意　书', 'title'),
          line(
            [
              pair('姓　名', person.text('nameCn'), 12),
              pair('社　区', person.text('community'), 12),
            ],
            { min: 10 },
          ),
          line(
            [
              {
                kind: 'value',
                span: 24,
                text: [
                  '本人已阅读并了解上述告知内容，逐项表示意见（在同意的方框内打√）：',
                  '☐ 同意为登记、走访、联系处理本人的一般个人信息',
                  '☐ 单独同意为办理帮扶处理本人的敏感个人信息（证件号码、健康、账户）',
                  '☐ 单独同意在公示栏公示姓氏、社区、帮扶类别和金额',
                  '☐ 单独同意为办理需要向民政、医保等部门提供有关信息',
                  '☐ 同意使用有本人形象的活动照片、影像',
                ].join('\n'),
              },
            ],
            { min: 44 },
          ),
          {
            ...signatures(['本人签字', '监护人签字（未满十四周岁）', '告知人签字'], 22),
            keep: true,
          },
          words('一式两份，本人和侨联各执一份。无法签字的，由两名工作人员记录口头意见。', 'small'),
        ],
};
