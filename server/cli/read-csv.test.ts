import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

describe('readCsv', () => {
  it('reads what a spreadsheet writes', () => {
    const text =
      '\uFEFFcode,name,kind\r\n330203008001,"演示,一社区",community\r\n\r\n330203008002,"他说""好""",\r\n';
    expect(readCsv(text)).toEqual({
      ok: true,
      rows: [
        { code: '330203008001', name: '演示,一社区', kind: 'community' },
        { code: '330203008002', name: '他说"好"' },
      ],
    });
  });

  it('names the line with the wrong number of cells', () => {
    expect(readCsv('a,b\n1,2\n3\n')).toEqual({ ok: false, line: 3 });
    expect(readCsv('a,b\n1,2,3\n')).toEqual({ ok: false, line: 2 });
  });

  it('finds no rows in an empty file', () => {
    expect(readCsv('')).toEqual({ ok: true, rows: [] });
  });
});
