// The peer's server: CouchDB's protocol by express-pouchdb over PouchDB on LevelDB. node server.mjs FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import expressPouchdb from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { serve } from '../child-side.ts';
import { documentsFrom } from '../documents.ts';
import { countTraffic } from '../traffic.ts';

mkdirSync(process.argv[2], { recursive: true });
const mark = countTraffic();
const Stored = PouchDB.defaults({ prefix: join(process.argv[2], '/') });
const app = express();
app.use('/', expressPouchdb(Stored, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
const server = app.listen(0, '127.0.0.1', () =>
  serve({
    url: async () => `http://127.0.0.1:${server.address().port}`,
    mark: async () => mark(),
    async seed({ name, count }) {
      const database = new Stored(name);
      for (let from = 0; from < count; from += 2000) {
        const part = documentsFrom(from, Math.min(2000, count - from), 'author');
        await database.bulkDocs(part.map((document) => ({ ...document, _id: document.id })));
      }
      return (await database.info()).doc_count;
    },
  }),
);
