// Writes a .gz beside each file that gains by it: the server sends it as it is, and compresses nothing itself.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const WORTH_IT_BYTES = 1024;
const text = /\.(html|js|css|svg|wasm)$/;

for (const app of ['pos', 'admin']) {
  const dist = new URL(`../apps/${app}/dist/`, import.meta.url);
  // The build's list of its own files has served its purpose.
  await rm(new URL('.vite/', dist), { recursive: true, force: true });
  for (const name of await readdir(dist, { recursive: true })) {
    if (!text.test(name)) continue;
    const file = new URL(name, dist);
    const bytes = await readFile(file);
    if (bytes.length >= WORTH_IT_BYTES) await writeFile(`${file.pathname}.gz`, gzipSync(bytes, { level: 9 }));
  }
}
