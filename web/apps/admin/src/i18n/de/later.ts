import type { Translated } from '@novapos/core';
import { faults } from '@novapos/core/words/de/faults';
import { refusals } from '@novapos/core/words/de/refusals';
import type { later as en } from '../en/later';
import { auditMessages } from './audit';
import { cashMessages } from './cash';
import { countMessages } from './counts';
import { familyMessages } from './families';
import { favouriteMessages } from './favourites';
import { importMessages } from './imports';
import { listMessages } from './lists';
import { orderMessages } from './orders';
import { productMessages } from './products';
import { settingsMessages } from './settings';
import { stockMessages } from './stock';
import { transferMessages } from './transfers';
import { userMessages } from './users';

export const later = {
  errors: {
    ...refusals,
    list_too_long:
      'Es gibt mehr als 10.000 zur Auswahl, und so viele zeigt diese Seite höchstens. Entfernen Sie, was niemand mehr braucht, und versuchen Sie es noch einmal.',
  },
  faults,
  ...orderMessages,
  ...auditMessages,
  ...cashMessages,
  ...productMessages,
  ...familyMessages,
  ...favouriteMessages,
  ...importMessages,
  ...countMessages,
  ...stockMessages,
  ...transferMessages,
  ...listMessages,
  ...userMessages,
  ...settingsMessages,
} as const satisfies Translated<typeof en>;
