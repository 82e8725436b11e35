import type { Translated } from '../../translated';
import type * as en from '../en/common';

export const common = {
  retry: 'Erneut versuchen',
  close: 'Schließen',
  back: 'Zurück',
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  shopCode: 'Shop-Kürzel',
  email: 'E-Mail',
  password: 'Passwort',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  language: 'Sprache',
  theme: 'Darstellung',
  themeSystem: 'System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  themeContrast: 'Starker Kontrast',
  unexpected: 'Etwas ist schiefgegangen. Versuchen Sie es erneut; wenn es so bleibt, sagen Sie der Leitung Bescheid.',
  receipt: 'Bon',
  print: 'Drucken',
  status: {
    parked: 'Geparkt',
    pending: 'In Arbeit',
    completed: 'Abgeschlossen',
    voided: 'Storniert',
    failed: 'Fehlgeschlagen',
  },
} as const satisfies Translated<typeof en.common>;

export const unanswered = {
  network: 'Der Server ist nicht erreichbar. Prüfen Sie die Netzwerkverbindung und versuchen Sie es erneut.',
  timeout: 'Der Server hat zu lange nicht geantwortet. Versuchen Sie es gleich noch einmal.',
} as const satisfies Translated<typeof en.unanswered>;
