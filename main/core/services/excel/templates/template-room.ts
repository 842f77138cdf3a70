/** 单位表格: everything the page asks about tables of the office's own. */
import type { Input, Output } from '../../../../../shared/bridge/contract.ts';
import type { TemplateCard } from '../../../../../shared/bridge/templates.ts';
import { can } from '../../../../../shared/access/can.ts';
import { templateColumns } from '../../../../../shared/ledgers/template-columns.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { ok } from '../../../../../shared/result.ts';
import { denied, fail, findType, type Answer } from '../../answer.ts';
import type { Jobs } from '../jobs.ts';
import type { Uploads } from '../uploads.ts';
import type { Plan } from '../export-ledger.ts';
import type { TableWish } from '../guards/use-approval.ts';
import {
  exportTemplate,
  planApprovedTemplate,
  planTemplate,
  requestTemplate,
  type Deps,
} from './export-template.ts';
import {
  dropTemplate,
  mostTemplateBytes,
  mostTemplates,
  putTemplate,
  templatesOf,
  type Template,
} from './template-store.ts';

type Read = Extract<Output<'templates.read'>, { ok: true }>['value'];

export type TemplateRoom = ReturnType<typeof openTemplateRoom>;

export function openTemplateRoom(
  deps: Deps & {
    readonly jobs: Jobs;
    readonly uploads: Uploads;
  },
) {
  const { context, local, jobs, uploads, tables } = deps;
  /** Whoever may not take a list out has no use for its tables. */
  const exportable = (name: string): Answer<RecordType> => {
    const type = findType(name);
    if (!type.ok) return type;
    const allowed = can(context.actor(), 'export', type.value, context.actor());
    return allowed.allow ? type : denied(allowed.reason);
  };
  const fromUpload = async (type: RecordType, name: string, sheet: string | null) => {
    const upload = uploads.find(name);
    if (!upload.ok) return upload;
    const { bytes, fileName } = upload.value;
    if (bytes.length > mostTemplateBytes) return fail('E_TEMPLATE_LARGE');
    const read = await tables.template({ bytes, fileName, type: type.name, sheet });
    return read.ok ? ok({ ...read.value, bytes, fileName }) : read;
  };
  return {
    async list({ type: name }: Input<'templates.list'>): Promise<Answer<TemplateCard[]>> {
      const type = exportable(name);
      if (!type.ok) return type;
      const all = await templatesOf(local);
      return ok(all.filter((each) => each.type === name).map(cardOf));
    },
    async read(input: Input<'templates.read'>): Promise<Answer<Read>> {
      const type = exportable(input.type);
      if (!type.ok) return type;
      const read = await fromUpload(type.value, input.upload, input.sheet);
      return read.ok ? ok(read.value.proposal) : read;
    },
    async save(input: Input<'templates.save'>): Promise<Answer<TemplateCard>> {
      const type = exportable(input.type);
      if (!type.ok) return type;
      const all = await templatesOf(local);
      const kept = all.find(({ id, type: of }) => id === input.id && of === input.type);
      if (input.id !== null && kept === undefined) return fail('E_NOT_FOUND');
      if (input.id === null && all.length >= mostTemplates)
        return fail('E_TOO_MANY', { max: mostTemplates, count: all.length + 1 });
      const fresh =
        input.upload === null ? null : await fromUpload(type.value, input.upload, input.sheet);
      if (fresh !== null && !fresh.ok) return fresh;
      const base = fresh === null ? kept : baseOf(input.type, fresh.value);
      if (base === undefined) return fail('E_NOT_FOUND');
      const known = new Set(templateColumns(type.value).map(({ key }) => key));
      const columns = base.columns.map((column) => {
        const key = input.mapping[String(column.index)] ?? null;
        return { ...column, key: key !== null && known.has(key) ? key : null };
      });
      if (columns.every(({ key }) => key === null)) return fail('E_TEMPLATE_EMPTY');
      const template: Template = {
        ...base,
        id: kept?.id ?? context.newId(),
        name: input.name.trim() || base.fileName,
        columns,
        exports: kept?.exports ?? [],
      };
      await putTemplate(local, template, fresh === null ? null : fresh.value.bytes);
      return ok(cardOf(template));
    },
    async drop({ id }: Input<'templates.drop'>): Promise<Answer<Record<string, never>>> {
      const template = (await templatesOf(local)).find((each) => each.id === id);
      if (template !== undefined) await dropTemplate(local, template);
      return ok({});
    },
    async export(input: Input<'templates.export'>): Promise<Answer<{ job: string }>> {
      const plan = await planTemplate({ context, local }, input);
      if (!plan.ok) return plan;
      return ok({
        job: jobs.start((progress) => exportTemplate(deps, plan.value, progress)),
      });
    },
    async request(
      input: Input<'templates.request'>,
    ): Promise<Answer<{ id: string; bizNo: string }>> {
      return requestTemplate(deps, input);
    },
    /** What was approved, once. */
    async takeOut(approved: Plan, wish: TableWish): Promise<Answer<{ job: string }>> {
      const plan = await planApprovedTemplate(deps, approved, wish);
      if (!plan.ok) return plan;
      return ok({
        job: jobs.start((progress) => exportTemplate(deps, plan.value, progress)),
      });
    },
  };
}

function baseOf(
  type: string,
  read: {
    readonly place: Template['place'];
    readonly proposal: Read;
    readonly fileName: string;
  },
): Omit<Template, 'id' | 'name' | 'exports'> & { readonly exports?: Template['exports'] } {
  const { proposal, place, fileName } = read;
  return {
    type,
    fileName,
    sheet: proposal.sheet,
    headerRow: proposal.headerRow,
    place,
    columns: proposal.columns.map(({ index, heading, key }) => ({ index, heading, key })),
  };
}

function cardOf({ place: _place, ...card }: Template): TemplateCard {
  return { ...card, columns: [...card.columns], exports: [...card.exports] };
}
