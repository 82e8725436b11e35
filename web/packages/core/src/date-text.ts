import { byLocale } from './language';

type Style = Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>;

const formats = new Map<string, () => Intl.DateTimeFormat>();

function formatFor(style: Style, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${style.dateStyle} ${style.timeStyle} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = byLocale((locale) => new Intl.DateTimeFormat(locale, { ...style, timeZone }));
    formats.set(key, format);
  }
  return format();
}

export function formatTime(instant: string | number, time_zone?: string): string {
  return formatFor({ timeStyle: 'short' }, time_zone).format(new Date(instant));
}

export function formatDateTime(instant: string | number, time_zone?: string): string {
  return formatFor({ dateStyle: 'medium', timeStyle: 'short' }, time_zone).format(new Date(instant));
}

/** A calendar date ("2026-11-25") as text; it has no zone. */
export function formatDate(date: string): string {
  return formatFor({ dateStyle: 'medium' }, 'UTC').format(new Date(date));
}
