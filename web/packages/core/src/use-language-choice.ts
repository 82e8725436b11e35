import { useTranslation } from 'react-i18next';
import { chooseLanguage } from './i18n';
import { isOffered, type Language, language, languages } from './language';

const options = (Object.keys(languages) as Language[]).map((value) => ({
  value,
  label: languages[value],
  lang: value,
}));

/** The language of this device, as a group of choices takes it. */
export function useLanguageChoice() {
  useTranslation();
  const spoken = language();
  return {
    value: isOffered(spoken) ? spoken : null,
    options,
    onChange: (chosen: Language) => void chooseLanguage(chosen),
  };
}
