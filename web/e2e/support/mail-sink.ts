import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail server of one journey: takes every message (RFC 5321, as much as NovaPOS needs) or refuses it, and passes none on. */
export class MailSink {
  readonly messages: string[] = [];
  isRefusing = false;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<MailSink> {
    const server = createServer();
    const sink = new MailSink(server);
    server.on('connection', (socket) => void sink.#converse(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return sink;
  }

  /** What NovaPOS is told about it. */
  get settings(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return { NOVAPOS__MAIL__SERVER: `smtp://127.0.0.1:${port}`, NOVAPOS__MAIL__FROM: 'till@example.com' };
  }

  stop(): void {
    this.#server.close();
  }

  async #converse(socket: Socket): Promise<void> {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let message: string[] | null = null;
    say('220 ready');
    for await (const line of createInterface({ input: socket })) {
      if (message && line !== '.') message.push(line);
      else if (message) {
        this.messages.push(message.join('\n'));
        message = null;
        say('250 taken');
      } else if (line !== 'DATA') {
        say(line === 'QUIT' ? '221 bye' : '250 yes');
      } else if (this.isRefusing) {
        say('554 not today');
      } else {
        message = [];
        say('354 go on');
      }
    }
  }
}
