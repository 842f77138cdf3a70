// 大写金额 for receipts and payment slips, after the 支付结算办法 writing rules: 整 after 元 and
// 角, one 零 for zeros inside, 零 before 分 when there is no 角.

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** `140950` 分 as 壹仟肆佰零玖元伍角整. Whole 分 up to 10^12; a negative amount starts with 负. */
export function fenToCapital(fen: number): string {
  if (!Number.isInteger(fen) || Math.abs(fen) >= 1e14) throw new RangeError('whole 分 expected');
  const amount = Math.abs(fen);
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor(amount / 10) % 10;
  const rest = amount % 10;
  let text = yuan > 0 ? `${integerPart(yuan)}元` : '';
  if (jiao > 0) text += `${digit(jiao)}角`;
  else if (rest > 0 && yuan > 0) text += '零';
  if (rest > 0) text += `${digit(rest)}分`;
  else text += text === '' ? '零元整' : '整';
  return fen < 0 ? `负${text}` : text;
}

function integerPart(yuan: number): string {
  let text = '';
  let left = yuan;
  for (let group = 0; left > 0; group += 1) {
    const part = left % 10_000;
    left = Math.floor(left / 10_000);
    if (part === 0) {
      // A whole empty group leaves one 零, unless zeros already stand there or nothing follows.
      if (text !== '' && !text.startsWith('零')) text = `零${text}`;
      continue;
    }
    const needsZero = left > 0 && part < 1000;
    text = `${needsZero ? '零' : ''}${groupText(part)}${GROUPS[group] ?? ''}${text}`;
  }
  return text;
}

function groupText(part: number): string {
  let text = '';
  let pendingZero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const value = Math.floor(part / 10 ** place) % 10;
    if (value === 0) {
      pendingZero = text !== '';
      continue;
    }
    text += `${pendingZero ? '零' : ''}${digit(value)}${PLACES[place] ?? ''}`;
    pendingZero = false;
  }
  return text;
}

function digit(value: number): string {
  return DIGITS.charAt(value);
}
