import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const WORKER = 'sw.js';

/** Builds `src/sw.ts` beside the app and tells it the names of all files, which are the till when the network is gone. */
export function tillShell(): Plugin {
  let folder = '';
  return {
    name: 'till-shell',
    apply: 'build',
    enforce: 'post',
    configResolved: ({ publicDir }) => {
      folder = publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk') throw new Error(`the build has no ${WORKER}`);
        if (worker.imports.length > 0) throw new Error(`${WORKER} imports ${worker.imports}: it must stand alone`);
        const built = Object.values(bundle).filter(
          ({ fileName }) => fileName !== WORKER && !fileName.startsWith('.vite/'),
        );
        const files = [...built.map(({ fileName }) => fileName), ...publicFiles(folder)].sort();
        if (!files.includes('index.html')) throw new Error('the shell has no page');
        // Names carry the hash of what is in them, but for the page's own.
        const page = bundle['index.html'];
        const hash = createHash('sha256').update(files.join('\n'));
        if (page?.type === 'asset') hash.update(page.source);
        const shell = JSON.stringify({ version: hash.digest('hex').slice(0, 12), files });
        worker.code = `const SHELL=${shell};${worker.code}`;
      },
    },
  };
}

function publicFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
