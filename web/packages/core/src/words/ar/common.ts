import type { InArabic } from '../../translated';
import type * as en from '../en/common';

export const common = {
  retry: 'إعادة المحاولة',
  close: 'إغلاق',
  back: 'رجوع',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  shopCode: 'رمز المتجر',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  showPassword: 'إظهار كلمة المرور',
  hidePassword: 'إخفاء كلمة المرور',
  language: 'اللغة',
  theme: 'المظهر',
  themeSystem: 'النظام',
  themeLight: 'فاتح',
  themeDark: 'داكن',
  themeContrast: 'تباين عالٍ',
  unexpected: 'حدث خطأ ما. حاول مرة أخرى، وإن تكرر فأخبر المدير.',
  receipt: 'الإيصال',
  print: 'طباعة',
  status: { parked: 'معلّق', pending: 'قيد التنفيذ', completed: 'مكتمل', voided: 'ملغى', failed: 'فشل' },
} as const satisfies InArabic<typeof en.common>;

export const unanswered = {
  network: 'تعذّر الوصول إلى الخادم. تحقق من اتصال الشبكة وحاول مرة أخرى.',
  timeout: 'استغرق الخادم وقتًا طويلًا للرد. حاول مرة أخرى بعد لحظات.',
} as const satisfies InArabic<typeof en.unanswered>;
