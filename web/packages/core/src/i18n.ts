import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

/** All text goes through `t()`. English is the only language now; another one is another object of the same shape. */
export async function startI18n(messages: Record<string, unknown>): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { translation: messages } },
    interpolation: { escapeValue: false },
  });
}

/** Words that come with a part of the app which is loaded later. */
export function addMessages(messages: Record<string, unknown>): void {
  i18next.addResourceBundle('en', 'translation', messages, true);
}
