import { common, unanswered } from '@novapos/core/words/en/common';
import { dashboardMessages } from './dashboard';
import { startMessages } from './start';

/** What the portal says until its later pages have come: the sign-in, the frame around every page, and the day. */
export const first = {
  common,
  errors: unanswered,
  signIn: {
    title: 'Sign in to manage your shop',
    shopCodeHint: 'Your shop’s short name, for example “bakery”.',
    shopCodeMissing: 'Enter your shop code.',
    emailWrong: 'Enter an e-mail address, such as ana@example.com.',
    passwordMissing: 'Enter your password.',
    again: 'You were signed out. Sign in to go back to where you were.',
    forgotten: 'Forgotten your password? An administrator of your shop makes you a link to a new one.',
  },
  nav: {
    label: 'Main',
    dashboard: 'Today',
    orders: 'Orders',
    cash: 'Cash',
    products: 'Products',
    stock: 'Stock',
    users: 'Users',
    audit: 'Activity',
    settings: 'Settings',
    menu: 'Open the menu',
    skip: 'Skip to the content',
    account: 'My account',
  },
  guard: {
    title: 'Not for your role',
    help: 'Your role does not let you see this page. Ask an administrator if you need it.',
  },
  page: {
    crashed: 'This page can’t be shown',
    missing: 'There is nothing here',
    missingHelp: 'The link may be old. Go to the orders and start from there.',
    toOrders: 'Go to the orders',
  },
  ...dashboardMessages,
  ...startMessages,
} as const;
