// Generates packages/api/src/generated/<service>.d.ts from ../openapi/<service>.json. The result is committed; `--check` says
// whether it is still what the documents say.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const isCheck = process.argv.includes('--check');
const source = new URL('../../openapi/', import.meta.url);
const target = new URL('../packages/api/src/generated/', import.meta.url);

await mkdir(target, { recursive: true });
for (const file of (await readdir(source)).filter((name) => name.endsWith('.json')).sort()) {
  const document = JSON.parse(await readFile(new URL(file, source), 'utf8'));
  const types = astToString(await openapiTS(document));
  const name = file.replace(/\.json$/, '.d.ts');
  const text = `// Generated from openapi/${file} by \`npm run generate\`. Do not edit.\n${types}`;
  if (!isCheck) {
    await writeFile(new URL(name, target), text);
    console.log(`packages/api/src/generated/${name}`);
  } else if ((await readFile(new URL(name, target), 'utf8')) !== text) {
    console.error(`packages/api/src/generated/${name} is not what openapi/${file} says: \`npm run generate\``);
    process.exitCode = 1;
  }
}
