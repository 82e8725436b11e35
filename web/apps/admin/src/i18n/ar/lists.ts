import type { InArabic } from '@novapos/core';
import type { listMessages as en } from '../en/lists';

export const listMessages = {
  list: {
    more: 'عرض المزيد',
    clear: 'مسح عوامل التصفية',
    noMatch: 'لا شيء يطابق',
    noMatchHelp: 'غيّر ما تبحث عنه أو امسح عوامل التصفية.',
    filters: 'البحث والتصفية',
    search: 'بحث',
    export: 'تصدير',
    exportFailed: 'لم يصل التصدير: {{reason}}',
    tooLong: 'في القائمة أكثر من 100,000 صف. ضيّقها بمرشّح ثم صدّر من جديد.',
    store: 'الفرع',
    register: 'الصندوق',
    from: 'من',
    to: 'إلى',
    amountWrong: 'أدخل مبلغًا، مثل {{example}}.',
    every: { stores: 'كل الفروع', registers: 'كل الصناديق' },
  },
} as const satisfies InArabic<typeof en>;
