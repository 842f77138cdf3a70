/** The register's own procedures of the fake bridge: nothing around, nobody to hand over to. */
export const fakeRegister = {
  'relations.picture': () => ({
    ok: true as const,
    value: { nodes: [], edges: [], isCut: false },
  }),
  'caseload.board': () => ({ ok: true as const, value: { people: [], past: [] } }),
  'caseload.preview': () => ({
    ok: true as const,
    value: { counts: { household: 0, person: 0, enterprise: 0 }, labels: [] },
  }),
  'caseload.handOver': () => ({ ok: true as const, value: { id: 'h1', count: 0 } }),
  'caseload.undo': () => ({ ok: true as const, value: { count: 0 } }),
  'duplicates.hint': () => ({ ok: true as const, value: [] }),
  'duplicates.list': () => ({ ok: true as const, value: { pairs: [], isCut: false } }),
  'duplicates.compare': () => ({
    ok: true as const,
    value: { a: {}, b: {}, fields: [], references: { a: 0, b: 0 } },
  }),
  'duplicates.merge': () => ({ ok: true as const, value: { id: 'm1', problems: [] } }),
  'duplicates.different': () => ({ ok: true as const, value: { id: 'm1' } }),
  'duplicates.undo': () => ({ ok: true as const, value: {} }),
  'duplicates.decisions': () => ({ ok: true as const, value: [] }),
  'roster.read': () => ({ ok: true as const, value: { job: 'j1' } }),
  'roster.preview': () => ({ ok: false as const, error: { code: 'E_JOB_GONE' as const } }),
  'roster.rows': () => ({ ok: true as const, value: { total: 0, rows: [] } }),
  'roster.decide': () => ({ ok: false as const, error: { code: 'E_JOB_GONE' as const } }),
  'roster.correct': () => ({ ok: false as const, error: { code: 'E_JOB_GONE' as const } }),
  'roster.apply': () => ({ ok: true as const, value: { job: 'j1' } }),
  'roster.cancel': () => ({ ok: true as const, value: {} }),
  'roster.template': () => ({ ok: true as const, value: { job: 'j1' } }),
  'roster.batches': () => ({ ok: true as const, value: [] }),
  'roster.undo': () => ({ ok: true as const, value: { job: 'j1' } }),
};
