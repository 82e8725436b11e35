import type { Translated } from '@novapos/core';
import type { listMessages as en } from '../en/lists';

export const listMessages = {
  list: {
    more: 'Mehr zeigen',
    clear: 'Filter leeren',
    noMatch: 'Nichts passt dazu',
    noMatchHelp: 'Suchen Sie etwas anderes oder leeren Sie die Filter.',
    filters: 'Suche und Filter',
    search: 'Suchen',
    export: 'Exportieren',
    exportFailed: 'Der Export kam nicht: {{reason}}',
    tooLong:
      'Die Liste hat mehr als 100.000 Zeilen. Grenzen Sie sie mit einem Filter ein und exportieren Sie noch einmal.',
    store: 'Filiale',
    register: 'Kasse',
    from: 'Von',
    to: 'Bis',
    amountWrong: 'Geben Sie einen Betrag ein, zum Beispiel {{example}}.',
    every: { stores: 'Alle Filialen', registers: 'Alle Kassen' },
  },
} as const satisfies Translated<typeof en>;
