/** The end of a taking out that another person approved: sealed where it holds sensitive values, and noted at the request before anybody has it. */
import { createHash } from 'node:crypto';
import { ok } from '../../../../../shared/result.ts';
import type { Answer } from '../../answer.ts';
import type { ProfileContext } from '../../profile/context.ts';
import type { NumberBook } from '../../records/new-envelope.ts';
import type { JobResult } from '../jobs.ts';
import { newFilePassword, sealFile } from './seal-file.ts';
import { useApproval, type Approval } from './use-approval.ts';

export async function handOut(
  context: ProfileContext & { readonly numbers: NumberBook },
  approval: Approval,
  file: {
    readonly fileName: string;
    readonly bytes: Uint8Array;
    readonly rows: number;
    /** Titles of its sensitive columns. */
    readonly sensitive: readonly string[];
  },
  random: (bytes: number) => Uint8Array,
): Promise<Answer<Pick<JobResult, 'fileName' | 'bytes' | 'password'>>> {
  const password = file.sensitive.length === 0 ? '' : newFilePassword(random);
  const bytes = password === '' ? file.bytes : await sealFile(file.fileName, file.bytes, password);
  // Before the file can be fetched: what left is in the register, or it did not leave.
  const used = await useApproval(context, approval.id, {
    rows: file.rows,
    mark: createHash('sha256').update(bytes).digest('hex'),
  });
  if (!used.ok) return used;
  return ok({
    fileName: password === '' ? file.fileName : file.fileName.replace(/xlsx$/, 'zip'),
    bytes,
    password,
  });
}

/** The line that every page of the file carries. */
export function approvalWords(approval: Approval | null, sensitive: readonly string[]): string {
  if (approval === null) return '';
  const what = sensitive.length === 0 ? '' : '含敏感个人信息　';
  return `${what}数据出口申请 ${approval.bizNo}　批准人 ${approval.by}`;
}
