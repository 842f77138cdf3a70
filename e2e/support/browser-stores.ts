/** What a page has left behind in its browser. */
import type { Page } from '@playwright/test';

/** All that the browser holds for the page, as one text, and how many caches and workers there are. */
export function everythingKept(page: Page) {
  return page.evaluate(async () => {
    const answerOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
      });
    const rows: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answerOf(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        rows.push(await answerOf(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    const small = [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie];
    return {
      stores: JSON.stringify([small, rows, decodeURIComponent(location.href)]),
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    };
  });
}
