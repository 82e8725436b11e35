import type { Translated } from '@novapos/core';
import type { favouriteMessages as en } from '../en/favourites';

export const favouriteMessages = {
  favourites: {
    title: 'Erste Seite der Kasse',
    link: 'Erste Seite der Kasse',
    help: 'Diese Waren stehen auf der Favoritenseite jeder Kasse der Filiale, in dieser Reihenfolge. Eine Kasse, an der jemand Waren gewählt hat, behält ihre eigenen.',
    store: 'Filiale',
    noStore: 'Es gibt keine Filiale, deren Kassen Sie einrichten',
    failed: 'Die Filialen lassen sich nicht zeigen',
    goods: 'Waren auf der Seite',
    count: '{{count}} von {{max}}',
    none: 'Noch nichts: Suchen Sie oben Waren und fügen Sie sie hinzu.',
    unknown: 'Nicht mehr im Katalog',
    up: '{{name}} nach oben',
    down: '{{name}} nach unten',
    remove: '{{name}} von der Seite nehmen',
    saved: 'Die Seite ist gespeichert. Die Kassen nehmen sie, wenn sie ihre Einstellungen das nächste Mal laden.',
  },
} as const satisfies Translated<typeof en>;
