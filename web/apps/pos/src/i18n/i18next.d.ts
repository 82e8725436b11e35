import 'i18next';
import type { drawerMessages } from '../drawer/drawer-messages';
import type { en } from './en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & { drawer: typeof drawerMessages } };
  }
}
