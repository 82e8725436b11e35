// Plants each fault of list.mjs in a copy of the tree and expects its named test to fail. A fault that nobody notices is a missing test.
//   node tools/mutants/run.mjs [words of a name ...]
//   node tools/mutants/run.mjs --check    only sees that each still finds the text that it replaces
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { mutants } from './list.mjs';

const BUILD_S_MAX = 900;
const TEST_S_MAX = 180;
const cache = process.env.NOVAPOS_MUTANTS_HOME ?? join(homedir(), '.cache/novapos/mutants');
const tree = join(cache, 'tree');
const env = { ...process.env, SQLX_OFFLINE: 'true', RUST_BACKTRACE: '0', CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache/novapos/target') };
delete env.DATABASE_URL;

function copyTree() {
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { maxBuffer: 1 << 26, encoding: 'utf8' });
  // A file that was removed and not committed yet is still listed.
  const files = listed.split('\0').filter((file) => existsSync(file)).join('\0');
  execFileSync('tar', ['--null', '-T', '-', '-cf', join(cache, 'tree.tar')], { input: files });
  // As new files (-m), so that nothing built in a run before, with a fault in it, is taken for what stands there now.
  execFileSync('tar', ['-xmf', join(cache, 'tree.tar'), '-C', tree]);
  // Another version: cargo shares what is built of other people's crates, and never takes a crate with a fault in it for the real one.
  const manifest = join(tree, 'Cargo.toml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^version = ".*"$/m, 'version = "0.0.0-mutant"'));
}

const TIMED_OUT = 124;

/** Cargo with all that it starts, ended after so many seconds. */
function cargo(seconds, args) {
  const done = spawnSync('timeout', [String(seconds), 'cargo', ...args], { cwd: tree, env, encoding: 'utf8', maxBuffer: 1 << 27 });
  return [done.status, `${done.stdout}\n${done.stderr}`];
}

/** Runs one named test: 'passed', 'failed', or 'broken' when it did not build or did not run. */
function run([, target, test]) {
  // From the whole workspace, so that all tests share one build of each crate: other packages' tests of the target's name have none of this name.
  const args = ['test', '-q', '--workspace', '--test', target];
  const [built, messages] = cargo(BUILD_S_MAX, [...args, '--no-run']);
  if (built !== 0) return ['broken', messages];
  const [status, output] = cargo(TEST_S_MAX, [...args, '--', test]);
  if (status === TIMED_OUT) return ['failed', output]; // it hangs, which is noticed too
  if (/test result: FAILED/.test(output)) return ['failed', output];
  if (status === 0 && /test result: ok\. [1-9]/.test(output)) return ['passed', output];
  return ['broken', output];
}

function plant({ file, from, to }) {
  const path = join(tree, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file}: the text to replace stands there ${text.split(from).length - 1} times`);
  writeFileSync(path, text.replace(from, () => to));
  const answers = answersFor(from, to);
  return () => {
    writeFileSync(path, text);
    for (const answer of answers) rmSync(answer);
  };
}

/** SQL is compiled against the committed answers of the database, found by the hash of its text: changed SQL gets the old one's. */
function answersFor(from, to) {
  const folder = join(tree, '.sqlx');
  const known = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  return known.filter(({ query }) => query.includes(from)).map((answer) => {
    const query = answer.query.replace(from, () => to);
    const hash = createHash('sha256').update(query).digest('hex');
    const path = join(folder, `query-${hash}.json`);
    writeFileSync(path, JSON.stringify({ ...answer, query, hash }));
    return path;
  });
}

/** Plants all parts of a fault; answers what takes them out again. */
function plantAll(mutant) {
  const undo = [];
  const restore = () => undo.splice(0).reverse().forEach((step) => step());
  try {
    for (const part of [mutant, mutant.also && { file: mutant.file, ...mutant.also }]) part && undo.push(plant(part));
  } catch (error) {
    restore();
    throw error;
  }
  return restore;
}

/** A fault that no longer finds its text, or whose test is gone, would prove nothing. */
function check() {
  const stale = mutants.filter((mutant) => {
    try {
      plantAll(mutant)();
      const [crate, target, test] = mutant.test;
      execFileSync('grep', ['-rqw', `fn ${test}`, ...[`${target}.rs`, target].map((name) => join(tree, 'crates', crate, 'tests', name)).filter(existsSync)]);
      return false;
    } catch (error) {
      console.log(`STALE ${mutant.name}: ${error.message}`);
      return true;
    }
  });
  console.log(`mutants: ${mutants.length - stale.length} can be planted, ${stale.length} not`);
  return stale.length === 0;
}

const wanted = process.argv.slice(2);
const chosen = mutants.filter((mutant) => mutant.name.includes(wanted.join(' ')));
copyTree();
if (wanted[0] === '--check') process.exit(check() ? 0 : 1);
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
  let restore = () => {};
  try {
    restore = plantAll(mutant);
    const [outcome, output] = run(mutant.test);
    const noticed = outcome === 'failed';
    noticed ? killed++ : bad++;
    console.log(`${noticed ? 'killed  ' : outcome.toUpperCase()} ${mutant.name}  <- ${mutant.test[2]}`);
    if (outcome === 'broken') console.log(output.slice(-1500));
  } catch (error) {
    bad++;
    console.log(`BROKEN ${mutant.name}: ${error.message}`);
  } finally {
    restore();
  }
}
console.log(`mutants: ${killed} killed, ${bad} not`);
process.exit(bad === 0 ? 0 : 1);
