// Plants each fault of list.mjs in a copy of the tree and expects its named test to fail. A fault that nobody notices is a missing test.
//   node tools/mutants/run.mjs [words of a name ...]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { mutants } from './list.mjs';

const MINUTES_MAX = 15; // for one build and test
const cache = process.env.NOVAPOS_MUTANTS_HOME ?? join(homedir(), '.cache/novapos/mutants');
const tree = join(cache, 'tree');
const env = { ...process.env, SQLX_OFFLINE: 'true', RUST_BACKTRACE: '0', CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/novapos/target') };
delete env.DATABASE_URL;

function copyTree() {
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { maxBuffer: 1 << 26 });
  execFileSync('tar', ['--null', '-T', '-', '-cf', join(cache, 'tree.tar')], { input: files });
  execFileSync('tar', ['-xf', join(cache, 'tree.tar'), '-C', tree]);
}

/** Runs one named test: 'passed', 'failed', or 'broken' when it did not build or did not run. */
function run([crate, target, test]) {
  const args = ['test', '-q', '-p', crate, '--test', target, '--', test];
  const done = spawnSync('cargo', args, { cwd: tree, env, encoding: 'utf8', timeout: MINUTES_MAX * 60_000, maxBuffer: 1 << 27 });
  const output = `${done.stdout}\n${done.stderr}`;
  if (/test result: FAILED/.test(output)) return ['failed', output];
  if (done.status === 0 && /test result: ok\. [1-9]/.test(output)) return ['passed', output];
  if (done.error?.code === 'ETIMEDOUT') return ['failed', output]; // it hangs, which is noticed too
  return ['broken', output];
}

function plant({ file, from, to }) {
  const path = join(tree, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file}: the text to replace stands there ${text.split(from).length - 1} times`);
  writeFileSync(path, text.replace(from, () => to));
  return () => writeFileSync(path, text);
}

const wanted = process.argv.slice(2).join(' ');
const chosen = mutants.filter((mutant) => mutant.name.includes(wanted));
copyTree();
console.log(`${chosen.length} faults to plant; each takes about a minute. First the tests as they are.`);
let killed = 0;
let bad = 0;
for (const test of new Set(chosen.map((mutant) => mutant.test.join(' ')))) {
  const [outcome, output] = run(test.split(' '));
  if (outcome !== 'passed') {
    console.log(`${test} does not pass without a fault (${outcome}):\n${output.slice(-2000)}`);
    process.exit(1);
  }
}
for (const mutant of chosen) {
  const undo = [];
  try {
    undo.push(plant(mutant));
    if (mutant.also) undo.push(plant({ file: mutant.file, ...mutant.also }));
    const [outcome, output] = run(mutant.test);
    const noticed = outcome === 'failed';
    noticed ? killed++ : bad++;
    console.log(`${noticed ? 'killed  ' : outcome.toUpperCase()} ${mutant.name}  <- ${mutant.test[2]}`);
    if (outcome === 'broken') console.log(output.slice(-1500));
  } catch (error) {
    bad++;
    console.log(`BROKEN ${mutant.name}: ${error.message}`);
  } finally {
    for (const restore of undo.reverse()) restore();
  }
}
console.log(`mutants: ${killed} killed, ${bad} not`);
process.exit(bad === 0 ? 0 : 1);
