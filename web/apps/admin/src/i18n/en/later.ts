import { faults } from '@novapos/core/words/en/faults';
import { refusals } from '@novapos/core/words/en/refusals';
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

/** The words of all pages that are loaded after the first screen. */
export const later = {
  errors: refusals,
  faults,
  ...orderMessages,
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
} as const;
