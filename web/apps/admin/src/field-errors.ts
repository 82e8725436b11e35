import { errorFromThrown } from '@novapos/api';
import { z } from './zod';

const extra = z.object({
  errors: z
    .array(z.object({ pointer: z.string(), detail: z.string() }))
    .catch([])
    .default([]),
});

/** What the server found wrong with single fields, each with its JSON pointer and a sentence for people. */
export function fieldErrorsOf(thrown: unknown): { pointer: string; detail: string }[] {
  const { errors } = extra.parse(errorFromThrown(thrown).extra);
  return errors.map(({ pointer, detail }) => ({ pointer, detail: sentence(detail) }));
}

/** The part of a form that a pointer is about: `/roles/0/store_id` is a matter of the roles. */
export function partOf(pointer: string): string {
  return pointer.split('/')[1] ?? '';
}

function sentence(detail: string): string {
  return `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`;
}
