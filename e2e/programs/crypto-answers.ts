/** Runs the known answers of the vault's cryptography in whatever runtime starts it, and prints the reports as one line of JSON. */
import { runKnownAnswers } from '../../main/core/vault/testing/crypto-known-answers.ts';

process.stdout.write(`${JSON.stringify(await runKnownAnswers())}\n`);
