import { faults } from '@novapos/core/words/en/faults';
import { refusals } from '@novapos/core/words/en/refusals';
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

/** The words of all pages that are loaded after the first screen. */
export const later = {
  errors: {
    ...refusals,
    list_too_long:
      'There are more than 10,000 to choose from, and this page shows at most that many. Remove what nobody needs any more, then try again.',
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
} as const;
