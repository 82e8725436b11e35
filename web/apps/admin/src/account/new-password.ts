import { z } from '../zod';

const BYTES_MIN = 10;
const BYTES_MAX = 1024;

/** What the server takes as a new password: 10 to 1,024 bytes. Whether it is easy to guess only the server says. */
export const newPassword = z.string().refine((text) => {
  const { length } = new TextEncoder().encode(text);
  return length >= BYTES_MIN && length <= BYTES_MAX;
}, 'choosePassword.short');
