// Fails the build when the first screen of an app loads more JavaScript than its budget (gzip).
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const budgets = [
  { app: 'pos', screen: [], limit_kb: 160 },
  { app: 'admin', screen: ['src/routes/_app.tsx', 'src/routes/_app.index.tsx'], limit_kb: 200 },
];

let failed = false;
for (const { app, screen, limit_kb } of budgets) {
  const dist = new URL(`../apps/${app}/dist/`, import.meta.url);
  const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));
  const sizes = new Map();
  for (const chunk of chunksOf(manifest, ['index.html', ...screen])) {
    sizes.set(chunk, gzipSync(await readFile(new URL(chunk, dist)), { level: 9 }).length);
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000;
  console.log(`${app}: first screen ${total.toFixed(1)} kB of JavaScript (gzip), budget ${limit_kb} kB`);
  if (process.argv.includes('--list')) {
    for (const [chunk, size] of [...sizes].sort((a, b) => b[1] - a[1]))
      console.log(`  ${(size / 1000).toFixed(1)}  ${chunk}`);
  }
  failed ||= total > limit_kb;
}
process.exitCode = failed ? 1 : 0;

/** The files of the entries with all that they import at once; what is imported lazily is not part of the first screen. */
function chunksOf(manifest, entries) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const entry of entries) {
    const keys = Object.keys(manifest).filter((key) => key === entry || key.startsWith(`${entry}?`));
    if (keys.length === 0) throw new Error(`${entry} is not in the build`);
    for (const key of keys) visit(key);
  }
  return files;
}
