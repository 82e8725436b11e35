import type { CDPSession, Page } from '@playwright/test';

type Usage = { usedSize: number; backingStorageSize?: number };

/** What the page and its workers hold after a collection, in MB: JavaScript's heap and the bytes of its buffers. */
export async function heap_mb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const workers: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.push(sessionId));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  await session.send('HeapProfiler.collectGarbage');
  let total = bytes(await session.send('Runtime.getHeapUsage'));
  for (const sessionId of workers) {
    await askWorker(session, sessionId, 'HeapProfiler.collectGarbage');
    total += bytes((await askWorker(session, sessionId, 'Runtime.getHeapUsage')) as Usage);
  }
  await session.detach();
  return total / 1e6;
}

function bytes({ usedSize, backingStorageSize = 0 }: Usage): number {
  return usedSize + backingStorageSize;
}

let asked = 0;

function askWorker(session: CDPSession, sessionId: string, method: string): Promise<unknown> {
  asked += 1;
  const id = asked;
  return new Promise((resolve) => {
    const hear = ({ message }: { message: string }) => {
      const answer = JSON.parse(message);
      if (answer.id !== id) return;
      session.off('Target.receivedMessageFromTarget', hear);
      resolve(answer.result);
    };
    session.on('Target.receivedMessageFromTarget', hear);
    void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
  });
}
