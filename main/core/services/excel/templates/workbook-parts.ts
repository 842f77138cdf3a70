/** An .xlsx as the office made it, part by part: only what is filled in is written anew, everything else stays byte for byte. */
import { DOMParser, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export interface WorkbookParts {
  /** The part of a sheet by its name; null where there is none. */
  sheetPath(name: string): string | null;
  /** Position of a sheet among all, as defined names count. */
  sheetIndex(name: string): number;
  /** Paths of all sheets with their names. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  /** Parts that a part points to, by the end of their relationship's type (`table`). */
  related(path: string, kind: string): readonly string[];
  has(path: string): boolean;
  xml(path: string): Document;
  write(path: string, text: string): void;
  drop(path: string): void;
  bytes(): Uint8Array;
}

const workbookPath = 'xl/workbook.xml';

/** Throws what the parser throws when a part is no XML; the caller has read the workbook before. */
export function openParts(file: Uint8Array): WorkbookParts {
  const parts = unzipSync(file);
  const xml = (path: string) =>
    new DOMParser().parseFromString(strFromU8(parts[path] ?? new Uint8Array()), 'text/xml');
  const relations = (path: string) => {
    const cut = path.lastIndexOf('/');
    const rels = `${path.slice(0, cut)}/_rels/${path.slice(cut + 1)}.rels`;
    if (parts[rels] === undefined) return [];
    return childrenOf(xml(rels).documentElement, 'Relationship').map((each) => ({
      id: each.getAttribute('Id') ?? '',
      type: each.getAttribute('Type') ?? '',
      path: resolved(path, each.getAttribute('Target') ?? ''),
    }));
  };
  const byId = new Map(relations(workbookPath).map(({ id, path }) => [id, path]));
  const list = childrenOf(xml(workbookPath).documentElement, 'sheets')[0] ?? null;
  const sheets = childrenOf(list, 'sheet').map((sheet) => ({
    name: sheet.getAttribute('name') ?? '',
    path: byId.get(relationOf(sheet)) ?? '',
  }));
  return {
    sheets,
    sheetPath: (name) => sheets.find((each) => each.name === name)?.path ?? null,
    sheetIndex: (name) => sheets.findIndex((each) => each.name === name),
    related: (path, kind) =>
      relations(path)
        .filter(({ type }) => type.endsWith(`/${kind}`))
        .map((each) => each.path),
    has: (path) => parts[path] !== undefined,
    xml,
    write: (path, text) => {
      parts[path] = strToU8(text);
    },
    drop: (path) => {
      delete parts[path];
    },
    bytes: () => zipSync(parts),
  };
}

function relationOf(sheet: Element): string {
  const attribute = Array.from(sheet.attributes).find(
    ({ name, localName }) => localName === 'id' && name.includes(':'),
  );
  return attribute?.value ?? '';
}

function resolved(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const folder = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') folder.pop();
    else if (step !== '.') folder.push(step);
  }
  return folder.join('/');
}

export function serialized(document: Document): string {
  return new XMLSerializer().serializeToString(document);
}

/** Child elements of that name, whatever prefix they are written with. */
export function childrenOf(parent: Element | null, name: string): Element[] {
  if (parent === null) return [];
  return Array.from(parent.childNodes).filter(
    (node): node is Element => node.nodeType === 1 && (node as Element).localName === name,
  );
}

/** All below, at any depth. */
export function below(parent: Element | null, name: string): Element[] {
  return parent === null ? [] : Array.from(parent.getElementsByTagNameNS('*', name));
}
