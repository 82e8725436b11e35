import { errorFromThrown } from '@novapos/api';
import type { TFunction } from 'i18next';
import { z } from './zod';

const extra = z.object({
  errors: z
    .array(z.object({ pointer: z.string(), code: z.string().catch(''), detail: z.string() }))
    .catch([])
    .default([]),
});

/** What is wrong with one field: its JSON pointer, the fault's code, and the server's own words for it. */
type Fault = { pointer: string; code: string; detail: string };

/** What the server found wrong with single fields, in its own words. */
export function faultsOf(thrown: unknown): Fault[] {
  return extra.parse(errorFromThrown(thrown).extra).errors;
}

/** Whether the server named fields that are wrong. */
export function isAboutFields(thrown: unknown): boolean {
  return faultsOf(thrown).length > 0;
}

/** Whether one of them is the field at this JSON pointer. */
export function isAbout(thrown: unknown, pointer: string): boolean {
  return faultsOf(thrown).some((fault) => fault.pointer === pointer);
}

/** What the server found wrong with single fields, each with its JSON pointer and a sentence for people in their language. */
export function fieldErrorsOf(thrown: unknown, t: TFunction): Fault[] {
  return faultsOf(thrown).map((fault) => ({ ...fault, detail: describeFault(t, fault) }));
}

/** Ours for a known code, else the server's own words: they are English. */
export function describeFault(t: TFunction, { code, detail }: Pick<Fault, 'code' | 'detail'>): string {
  return t(`faults.${code}`, { defaultValue: sentence(detail) });
}

/** The part of a form that a pointer is about: `/roles/0/store_id` is a matter of the roles. */
export function partOf(pointer: string): string {
  return pointer.split('/')[1] ?? '';
}

function sentence(detail: string): string {
  return `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`;
}
