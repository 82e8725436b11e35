/** Without the keys that say nothing, which the address and the server do not need. */
export function withoutBlanks<T extends object>(filter: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
