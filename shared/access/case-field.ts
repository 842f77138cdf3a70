/**
 * The one reference field that the reach `case` looks at, in every type that has it: both walls of the district name it in SQL
 * (server/docs/visibility.ts, server/sql/008-intake.sql), so another name would need another migration.
 */
export const caseField = 'lawyer';
