import { beforeEach, expect, it } from 'vitest';
import { ScanQueue } from './scan-queue';

let isReady: boolean;
let taken: string[];

beforeEach(() => {
  isReady = true;
  taken = [];
});

function queueOf(find: (code: string) => Promise<string> = async (code) => `goods ${code}`) {
  return new ScanQueue<string>({ isReady: () => isReady, find, take: (_code, found) => taken.push(found) });
}

it('keeps scans while the till is busy or not open yet, and hands them on in order', async () => {
  isReady = false;
  const queue = queueOf();
  queue.add('1');
  queue.add('2');
  await queue.drain();
  expect(taken).toEqual([]);
  isReady = true;
  queue.add('3');
  await expect.poll(() => taken).toEqual(['goods 1', 'goods 2', 'goods 3']);
});

it('takes them in their order when a later one is found sooner', async () => {
  const queue = queueOf(async (code) => {
    await new Promise((resolve) => setTimeout(resolve, code === '1' ? 20 : 0));
    return code;
  });
  for (const code of ['1', '2', '3', '2']) queue.add(code);
  await expect.poll(() => taken).toEqual(['1', '2', '3', '2']);
});

it('loses no scan that is being looked up when a sale begins to be sent', async () => {
  let finds = 0;
  const queue = queueOf(async (code) => {
    finds += 1;
    if (finds === 1) isReady = false;
    return code;
  });
  queue.add('1');
  await expect.poll(() => finds).toBe(1);
  expect(taken).toEqual([]);
  isReady = true;
  await queue.drain();
  await expect.poll(() => taken).toEqual(['1']);
});

it('has an end, and says so', () => {
  isReady = false;
  const queue = queueOf();
  const answers = Array.from({ length: 101 }, (_, i) => queue.add(String(i)));
  expect(answers.filter((isTaken) => !isTaken)).toHaveLength(1);
});
