import { afterEach, expect, it } from 'vitest';
import { Peer } from './peer';

type Calls = {
  double: (value: number) => number;
  slow: (value: string) => string;
  bytes: () => ArrayBuffer;
  refuse: () => void;
};
type NoCalls = Record<never, never>;

const open: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of open.splice(0)) port1.close();
});

function pair(own: ArrayBuffer = new ArrayBuffer(0)) {
  const channel = new MessageChannel();
  open.push(channel);
  const asking = new Peer<Calls, NoCalls>(channel.port1, {});
  new Peer<NoCalls, Calls>(channel.port2, {
    double: (value) => value * 2,
    slow: async (value) => {
      await new Promise((resolve) => setTimeout(resolve, value.length));
      return value;
    },
    bytes: () => own,
    refuse: () => {
      throw new TypeError('no such thing');
    },
  });
  channel.port1.start();
  channel.port2.start();
  return asking;
}

it('gives each question its own answer, however late', async () => {
  const peer = pair();
  expect(await Promise.all([peer.ask('slow', 'a long word'), peer.ask('double', 4), peer.ask('slow', 'a')])).toEqual([
    'a long word',
    8,
    'a',
  ]);
});

it('hands bytes over instead of copying them', async () => {
  const own = new TextEncoder().encode('goods').buffer;
  const bytes = await pair(own).ask('bytes');
  expect(new TextDecoder().decode(bytes)).toBe('goods');
  expect(own.byteLength).toBe(0);
});

it('says what went wrong at the other end', async () => {
  await expect(pair().ask('refuse')).rejects.toThrow('no such thing');
});
