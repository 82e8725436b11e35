import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** A receipt printer of one journey: keeps what it is sent, a sheet for each connection. */
export class ReceiptPrinter {
  readonly sheets: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<ReceiptPrinter> {
    const server = createServer();
    const printer = new ReceiptPrinter(server);
    server.on('connection', async (socket) => {
      const parts: Buffer[] = [];
      for await (const part of socket) parts.push(part);
      printer.sheets.push(Buffer.concat(parts).toString('latin1'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return printer;
  }

  get address(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  /** Nobody listens any more until it is turned on. */
  async turnOff(): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }

  async turnOn(address: string): Promise<void> {
    this.#server.listen(Number(address.split(':')[1]), '127.0.0.1');
    await once(this.#server, 'listening');
  }

  stop(): void {
    this.#server.close();
  }
}
