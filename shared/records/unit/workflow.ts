/** A register entry has no workflow: it is in force from the start, and its changes are events. */
export const unitWorkflow = null;
