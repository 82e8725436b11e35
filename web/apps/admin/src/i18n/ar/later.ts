import type { InArabic } from '@novapos/core';
import { faults } from '@novapos/core/words/ar/faults';
import { refusals } from '@novapos/core/words/ar/refusals';
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
      'هناك أكثر من 10,000 خيار، وهذا أقصى ما تعرضه هذه الصفحة. احذف ما لم يعد أحد يحتاج إليه ثم حاول مرة أخرى.',
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
} as const satisfies InArabic<typeof en>;
