import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** The built program, when the journeys know it. */
export const program = process.env['NOVAPOS'];

const repository = new URL('../../../', import.meta.url);

/** A NovaPOS of one journey alone, which can be stopped and started again with the same data at the same address. */
export class OwnServer {
  readonly #folder: string;
  #process: ChildProcess | null = null;
  address = '';

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<OwnServer> {
    const folder = await mkdtemp(join(tmpdir(), 'novapos-journey-'));
    // As root, another user runs the database in it.
    await chmod(folder, 0o711);
    const server = new OwnServer(folder);
    await server.startAgain();
    return server;
  }

  async startAgain(): Promise<void> {
    const port = this.address === '' ? '0' : new URL(this.address).port;
    const options = ['up', '--home', join(this.#folder, 'home'), '--port', port, '--admin-port', '0'];
    const running = spawn(program ?? '', options, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
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
