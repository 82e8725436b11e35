import type { InArabic } from '@novapos/core';
import { common, unanswered } from '@novapos/core/words/ar/common';
import type { first as en } from '../en/first';
import { dashboardMessages } from './dashboard';
import { startMessages } from './start';

export const first = {
  common,
  errors: unanswered,
  signIn: {
    title: 'سجّل الدخول لتدير متجرك',
    shopCodeHint: 'الاسم القصير لمتجرك، مثل «bakery».',
    shopCodeMissing: 'أدخل رمز متجرك.',
    emailWrong: 'أدخل بريدًا إلكترونيًا، مثل ana@example.com.',
    passwordMissing: 'أدخل كلمة مرورك.',
    again: 'تم تسجيل خروجك. سجّل الدخول لتعود إلى حيث كنت.',
    forgotten: 'نسيت كلمة مرورك؟ ينشئ لك مسؤول متجرك رابطًا لكلمة جديدة.',
  },
  nav: {
    label: 'القائمة الرئيسية',
    dashboard: 'اليوم',
    orders: 'المبيعات',
    cash: 'النقد',
    products: 'الأصناف',
    stock: 'المخزون',
    users: 'المستخدمون',
    audit: 'السجل',
    settings: 'الإعدادات',
    menu: 'فتح القائمة',
    skip: 'الانتقال إلى المحتوى',
    account: 'حسابي',
  },
  guard: {
    title: 'ليست لدورك',
    help: 'دورك لا يسمح برؤية هذه الصفحة. اطلب ذلك من المسؤول إن احتجت إليها.',
  },
  page: {
    crashed: 'تعذّر عرض هذه الصفحة',
    missing: 'لا شيء هنا',
    missingHelp: 'ربما كان الرابط قديمًا. انتقل إلى المبيعات وابدأ منها.',
    toOrders: 'إلى المبيعات',
  },
  ...dashboardMessages,
  ...startMessages,
} as const satisfies InArabic<typeof en>;
