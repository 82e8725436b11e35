// Fails the build when the first screen of an app loads more JavaScript than its budget (gzip), in the largest of its languages.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const languages = ['en', 'de', 'ar'];
const budgets = [
  { app: 'pos', screen: [], words: (language) => `src/i18n/${language}/first.ts`, limit_kb: 160 },
  {
    app: 'admin',
    screen: ['src/routes/_app.tsx', 'src/routes/_app.index.tsx'],
    words: (language) => `src/i18n/${language}/first.ts`,
    limit_kb: 200,
  },
];

let failed = false;
for (const { app, screen, words, limit_kb } of budgets) {
  const dist = new URL(`../apps/${app}/dist/`, import.meta.url);
  const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));
  const inLanguages = await Promise.all(
    languages.map(async (language) => {
      const chunks = chunksOf(manifest, ['index.html', ...screen, words(language)]);
      const sizes = await Promise.all([...chunks].map((chunk) => sizeOf(new URL(chunk, dist))));
      return { language, chunks: [...chunks], sizes, total: sizes.reduce((sum, size) => sum + size, 0) };
    }),
  );
  const largest = inLanguages.reduce((one, other) => (other.total > one.total ? other : one));
  const total_kb = largest.total / 1000;
  console.log(
    `${app}: first screen ${total_kb.toFixed(1)} kB of JavaScript (gzip, ${largest.language}), budget ${limit_kb} kB`,
  );
  if (process.argv.includes('--list')) {
    const list = largest.chunks.map((chunk, index) => ({ chunk, size: largest.sizes[index] }));
    for (const { chunk, size } of list.sort((a, b) => b.size - a.size))
      console.log(`  ${(size / 1000).toFixed(1)}  ${chunk}`);
  }
  failed ||= total_kb > limit_kb;
}
process.exitCode = failed ? 1 : 0;

async function sizeOf(file) {
  return gzipSync(await readFile(file), { level: 9 }).length;
}

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
