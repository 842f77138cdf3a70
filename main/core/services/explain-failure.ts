/** The one place that turns an exception into words for a person; null = nobody expected it. */
export { explainStorageError as explainFailure } from '../safekeeping/explain-storage-error.ts';
