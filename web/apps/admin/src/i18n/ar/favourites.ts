import type { InArabic } from '@novapos/core';
import type { favouriteMessages as en } from '../en/favourites';

export const favouriteMessages = {
  favourites: {
    title: 'الصفحة الأولى لنقطة البيع',
    link: 'الصفحة الأولى لنقطة البيع',
    help: 'تظهر هذه الأصناف في صفحة المفضلة لكل نقطة بيع في الفرع، بهذا الترتيب. ونقطة البيع التي اختار فيها أحدهم أصنافًا تحتفظ بها.',
    store: 'الفرع',
    noStore: 'لا يوجد فرع تتولى نقاط بيعه',
    failed: 'تعذّر عرض الفروع',
    goods: 'الأصناف في الصفحة',
    count: '{{count}} من {{max}}',
    none: 'لا شيء بعد: ابحث عن أصناف في الأعلى وأضفها.',
    unknown: 'لم يعد بين الأصناف',
    up: 'نقل {{name}} إلى أعلى',
    down: 'نقل {{name}} إلى أسفل',
    remove: 'إزالة {{name}} من الصفحة',
    saved: 'حُفظت الصفحة، وتأخذها نقاط البيع عند تحميل إعداداتها القادم.',
  },
} as const satisfies InArabic<typeof en>;
