import type { InArabic } from '@novapos/core';
import type { auditMessages as en } from '../en/audit';

export const auditMessages = {
  audit: {
    title: 'السجل',
    column: { action: 'ماذا', who: 'الشخص', at: 'متى' },
    everything: 'أي شيء',
    everybody: 'أي شخص',
    nobody: 'النظام',
    none: 'لم يحدث شيء بعد',
    noneHelp: 'كل ما يفعله أحد في متجرك يظهر هنا بعد ثوانٍ.',
    failed: 'تعذّر عرض السجل',
    entryFailed: 'تعذّر عرض هذا القيد',
    shown_zero: 'لا قيود',
    shown_one: 'قيد واحد',
    shown_two: 'قيدان',
    shown_few: '{{count}} قيود',
    shown_many: '{{count}} قيدًا',
    shown_other: '{{count}} قيد',
    shownMore: 'معروض {{count}}، والمزيد أدناه',
    facts: 'التفاصيل',
    reason: 'السبب',
    changes: 'ما تغيّر',
    noChanges: 'لم يُسجَّل شيء آخر.',
    sameSubject: 'كل ما حدث له',
    chain: 'القيد {{number}}',
    chainHelp: 'ختمه مرتبط بكل القيود قبله، فلا يمكن لأحد تغيير قيد دون أن يُكتشف.',
    // By the API's names of what somebody can do.
    action: {
      auth: {
        signed_in: 'تسجيل دخول',
        signed_out: 'تسجيل خروج',
        signed_out_everywhere: 'تسجيل خروج من كل مكان',
        sign_in_failed: 'فشل تسجيل الدخول',
        refresh_replayed: 'انتهت الجلسة: استُخدم رمزها مرتين',
        password_changed: 'تغيير كلمة المرور',
        password_reset_made: 'إنشاء رابط لكلمة مرور جديدة',
        password_reset: 'اختيار كلمة مرور جديدة بالرابط',
        pin_set: 'تعيين الرقم السري',
        pin_removed: 'إزالة الرقم السري',
        user_invited: 'دعوة شخص',
        user_joined: 'قبول الدعوة',
        user_deactivated: 'إيقاف مستخدم',
        user_reactivated: 'إعادة تفعيل مستخدم',
        roles_changed: 'تغيير الأدوار',
        tenant_created: 'افتتاح المتجر',
        shop_updated: 'تعديل المتجر',
        store_created: 'إضافة فرع',
        store_updated: 'تعديل فرع',
        register_created: 'إضافة صندوق',
        register_updated: 'تعديل صندوق',
      },
      request: {
        refused: 'غير مسموح',
      },
      order: {
        completed: 'بيع',
        voided: 'إلغاء بيع',
      },
      training_sale: {
        made: 'بيع تدريبي',
      },
      sale: {
        parked: 'تعليق بيع',
        recalled: 'استئناف بيع معلّق',
      },
      receipt: {
        emailed: 'إرسال إيصال بالبريد',
        printed: 'طباعة إيصال',
        exported: 'أخذ إيصال كملف',
      },
      drawer: {
        opened: 'فتح الدرج دون بيع',
      },
      session: {
        opened: 'فتح وردية الدرج',
        counted: 'عدّ الدرج',
        closed: 'إغلاق وردية الدرج',
      },
      cash: {
        moved: 'إيداع نقد أو سحبه',
        settings_changed: 'تغيير إعدادات النقد',
      },
      deposit: {
        made: 'إيداع في البنك',
      },
      discount: {
        settings_changed: 'تغيير حدود الخصم',
      },
      tax: {
        settings_changed: 'تغيير إعدادات الضريبة',
        rule_created: 'إضافة قاعدة ضريبية',
      },
      product: {
        created: 'إضافة صنف',
        updated: 'تعديل صنف',
        price_changed: 'تغيير سعر',
        activated: 'إعادة صنف للبيع',
        deactivated: 'إيقاف بيع صنف',
        price_scheduled: 'جدولة سعر',
        scheduled_price_cancelled: 'إلغاء سعر مجدول',
        scheduled_price_overtaken: 'سعر مجدول سبقه غيره',
        bulk_edited: 'تعديل أصناف كثيرة',
        imported: 'استيراد أصناف',
      },
      category: {
        created: 'إضافة فئة',
        updated: 'تعديل فئة',
      },
      family: {
        created: 'إضافة عائلة',
        updated: 'تعديل عائلة',
      },
      import: {
        checked: 'فحص ملف الاستيراد',
        started: 'بدء الاستيراد',
      },
      stock: {
        received: 'استلام بضاعة',
        adjusted: 'تصحيح المخزون',
        damaged: 'عزل بضاعة تالفة',
        restored: 'إعادة بضاعة تالفة',
        written_off: 'شطب بضاعة',
        threshold_set: 'تعيين حدود إعادة الطلب',
        exported: 'تصدير المخزون',
      },
      transfer: {
        shipped: 'إرسال تحويل',
        received: 'استلام تحويل',
        resolved: 'تسوية نقص تحويل',
      },
      reservation: {
        held: 'حجز بضاعة',
        committed: 'أخذ بضاعة محجوزة',
        released: 'إلغاء حجز بضاعة',
      },
      count: {
        begun: 'بدء الجرد',
        entered: 'إدخال عدّ',
        submitted: 'تسليم الجرد',
        approved: 'اعتماد الجرد',
        reopened: 'إعادة فتح الجرد',
        cancelled: 'إلغاء الجرد',
      },
      orders: {
        exported: 'تصدير المبيعات',
      },
      sessions: {
        exported: 'تصدير ورديات الدرج',
      },
      z_reports: {
        exported: 'تصدير تقارير الإغلاق',
      },
      products: {
        exported: 'تصدير الأصناف',
      },
      transfers: {
        exported: 'تصدير التحويلات',
      },
      users: {
        exported: 'تصدير المستخدمين',
      },
      audit: {
        exported: 'تصدير السجل',
        forgotten: 'إزالة السجل القديم',
      },
    },
  },
} as const satisfies InArabic<typeof en>;
