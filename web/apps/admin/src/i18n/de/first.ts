import type { Translated } from '@novapos/core';
import { common, unanswered } from '@novapos/core/words/de/common';
import type { first as en } from '../en/first';
import { dashboardMessages } from './dashboard';
import { startMessages } from './start';

export const first = {
  common,
  errors: unanswered,
  signIn: {
    title: 'Anmelden, um Ihren Shop zu verwalten',
    shopCodeHint: 'Der Kurzname Ihres Shops, zum Beispiel „bakery“.',
    shopCodeMissing: 'Geben Sie Ihr Shop-Kürzel ein.',
    emailWrong: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel ana@example.com.',
    passwordMissing: 'Geben Sie Ihr Passwort ein.',
    again: 'Sie wurden abgemeldet. Melden Sie sich an, um dorthin zurückzukehren, wo Sie waren.',
    forgotten: 'Passwort vergessen? Wer Ihren Shop verwaltet, macht Ihnen einen Link zu einem neuen.',
  },
  nav: {
    label: 'Hauptmenü',
    dashboard: 'Heute',
    orders: 'Verkäufe',
    cash: 'Bargeld',
    products: 'Artikel',
    stock: 'Bestand',
    users: 'Benutzer',
    audit: 'Protokoll',
    settings: 'Einstellungen',
    menu: 'Menü öffnen',
    skip: 'Zum Inhalt springen',
    account: 'Mein Konto',
  },
  guard: {
    title: 'Nicht für Ihre Rolle',
    help: 'Ihre Rolle darf diese Seite nicht sehen. Fragen Sie, wer den Shop verwaltet, wenn Sie sie brauchen.',
  },
  page: {
    crashed: 'Diese Seite lässt sich nicht zeigen',
    missing: 'Hier ist nichts',
    missingHelp: 'Der Link ist vielleicht alt. Gehen Sie zu den Verkäufen und beginnen Sie dort.',
    toOrders: 'Zu den Verkäufen',
  },
  ...dashboardMessages,
  ...startMessages,
} as const satisfies Translated<typeof en>;
