import { ApiError } from '@novapos/api';

/** Both ends of a worker, and of a `MessageChannel`. */
export type Port = {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};

// biome-ignore lint/suspicious/noExplicitAny: any function is a call; its own types are checked where it is asked.
type Calls = Record<string, (...args: any[]) => unknown>;
type Handlers<Mine extends Calls> = {
  [Name in keyof Mine]: (...args: Parameters<Mine[Name]>) => ReturnType<Mine[Name]> | Promise<ReturnType<Mine[Name]>>;
};

type Problem = { code: string; detail: string; status: number };
type Message =
  | { kind: 'ask'; id: number; name: string; args: unknown[] }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failed'; id: number; problem: Problem | null; message: string };

type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void };

/** One end of a conversation between page and worker: asks the other end's calls, answers its own. Messages keep their order. */
export class Peer<Theirs extends Calls, Mine extends Calls> {
  readonly #port: Port;
  readonly #mine: Handlers<Mine>;
  readonly #waiting = new Map<number, Waiting>();
  #last_id = 0;

  constructor(port: Port, mine: Handlers<Mine>) {
    this.#port = port;
    this.#mine = mine;
    port.addEventListener('message', ({ data }) => this.#hear(data));
  }

  ask<Name extends keyof Theirs & string>(
    name: Name,
    ...args: Parameters<Theirs[Name]>
  ): Promise<ReturnType<Theirs[Name]>> {
    this.#last_id += 1;
    const id = this.#last_id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ kind: 'ask', id, name, args });
    });
  }

  /** The other end is gone: whoever waits for it must not wait for ever. */
  fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #hear(message: Message): void {
    if (message.kind === 'ask') return void this.#answer(message);
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value as never);
    else waiting?.reject(message.problem ? new ApiError(message.problem) : new Error(message.message));
  }

  async #answer({ id, name, args }: Message & { kind: 'ask' }): Promise<void> {
    try {
      // Called as a member, so that what the call says at once is said in the order of the questions.
      const value = await this.#mine[name]?.(...(args as Parameters<Mine[string]>));
      // Bytes change hands instead of being copied.
      this.#send({ kind: 'answer', id, value }, value instanceof ArrayBuffer ? [value] : []);
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      this.#send({ kind: 'failed', id, problem: thrown instanceof ApiError ? problemOf(thrown) : null, message });
    }
  }

  #send(message: Message, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}

function problemOf({ code, detail, status }: ApiError): Problem {
  return { code, detail, status };
}
