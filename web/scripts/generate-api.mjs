// Generates packages/api/src/generated/<service>.d.ts from ../openapi/<service>.json, and access.ts: which capability each operation
// takes and which role has it. The result is committed; `--check` says whether it is still what the documents say.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const isCheck = process.argv.includes('--check');
const source = new URL('../../openapi/', import.meta.url);
const target = new URL('../packages/api/src/generated/', import.meta.url);

await mkdir(target, { recursive: true });
const operations = {};
let roles = {};
for (const file of (await readdir(source)).filter((name) => name.endsWith('.json')).sort()) {
  const document = JSON.parse(await readFile(new URL(file, source), 'utf8'));
  const types = astToString(await openapiTS(document));
  await put(file.replace(/\.json$/, '.d.ts'), `openapi/${file}`, types);
  Object.assign(operations, accessOf(document));
  roles = document['x-roles'] ?? roles;
}
await put(
  'access.ts',
  'openapi/*.json',
  [
    `export const roles = ${JSON.stringify(roles, null, 2)} as const;`,
    `export const operations = ${JSON.stringify(operations, null, 2)} as const;\n`,
  ].join('\n\n'),
);

/** What a user must be able to do for each operation that takes a capability; `everywhere`: for all stores. */
function accessOf(document) {
  const all = Object.values(document.paths).flatMap((item) => Object.values(item));
  return Object.fromEntries(
    all
      .filter((operation) => !['public', 'signed_in', 'services'].includes(operation['x-access']))
      .map((operation) => [
        operation.operationId,
        { capability: operation['x-access'], everywhere: operation['x-access-scope'] === 'all_stores' },
      ]),
  );
}

async function put(name, from, content) {
  const text = `// Generated from ${from} by \`npm run generate\`. Do not edit.\n${content}`;
  if (!isCheck) {
    await writeFile(new URL(name, target), text);
    console.log(`packages/api/src/generated/${name}`);
  } else if ((await readFile(new URL(name, target), 'utf8').catch(() => '')) !== text) {
    console.error(`packages/api/src/generated/${name} is not what ${from} says: \`npm run generate\``);
    process.exitCode = 1;
  }
}
