import 'i18next';
import type { first } from './en/first';
import type { later } from './en/later';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof first & typeof later };
  }
}
