import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** The built program, when the journeys know it. */
export const program = process.env['NOVAPOS'];

const repository = new URL('../../../', import.meta.url);

/** A NovaPOS of one journey alone, which can be stopped and started again with the same data at the same address. */
export class OwnServer {
  readonly #folder: string;
  readonly #settings: Record<string, string>;
  readonly #options: readonly string[];
  #process: ChildProcess | null = null;
  address = '';

  private constructor(folder: string, settings: Record<string, string> = {}, options: readonly string[] = []) {
    this.#folder = folder;
    this.#settings = settings;
    this.#options = options;
  }

  /** `settings` are what it reads from its environment, `options` are those of `novapos up`. */
  static async start(settings: Record<string, string> = {}, options: readonly string[] = []): Promise<OwnServer> {
    const server = new OwnServer(await newFolder(), settings, options);
    await server.startAgain();
    return server;
  }

  /** A till of its own, too, of which a new version can be put out. */
  static async startWithOwnTill(): Promise<OwnServer> {
    const server = new OwnServer(await newFolder());
    await cp(new URL('web/apps/pos/dist/', repository), server.#tillFolder, { recursive: true });
    await server.startAgain();
    return server;
  }

  /** The same till as a new version, with this title. */
  async putOutTill(title: string): Promise<void> {
    await this.#rewrite('index.html', /<title>.*<\/title>/, `<title>${title}</title>`);
    await this.#rewrite('sw.js', /"version":"\w+"/, `"version":"${Date.now()}"`);
  }

  async #rewrite(name: string, part: RegExp, text: string): Promise<void> {
    const file = join(this.#tillFolder, name);
    const old = await readFile(file, 'utf8');
    if (!part.test(old)) throw new Error(`${name} does not have ${part}`);
    await writeFile(file, old.replace(part, text));
    await rm(`${file}.gz`, { force: true });
  }

  get #tillFolder(): string {
    return join(this.#folder, 'web', 'pos');
  }

  async startAgain(): Promise<void> {
    const port = this.address === '' ? '0' : new URL(this.address).port;
    const home = join(this.#folder, 'home');
    const options = ['up', '--home', home, '--port', port, '--admin-port', '0', ...this.#options];
    const web = existsSync(this.#tillFolder) ? { NOVAPOS__WEB__ROOT: join(this.#folder, 'web') } : {};
    const running = spawn(program ?? '', options, {
      cwd: repository,
      env: { ...process.env, ...web, ...this.#settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = running;
    const said = await untilReady(running);
    this.address = /Till: *(http:\/\/[^/]+)/.exec(said)?.[1] ?? '';
    if (this.address === '') throw new Error(`NovaPOS did not start: ${said}`);
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null) return;
    running.kill('SIGTERM');
    await once(running, 'exit');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'novapos-journey-'));
  // As root, another user runs the database in it.
  await chmod(folder, 0o711);
  return folder;
}

/** What the program says until it is ready, or has ended without being so. */
function untilReady(running: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  let said = '';
  return new Promise((resolve) => {
    running.stdout.on('data', (part) => {
      said += part;
      if (said.includes('Stop it with Ctrl-C')) resolve(said);
    });
    running.on('exit', () => resolve(said));
  });
}
