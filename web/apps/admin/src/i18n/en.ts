import { commonMessages, errorMessages } from '@novapos/core';
import { cashMessages } from './cash';
import { countMessages } from './counts';
import { dashboardMessages } from './dashboard';
import { favouriteMessages } from './favourites';
import { importMessages } from './imports';
import { listMessages } from './lists';
import { productMessages } from './products';
import { settingsMessages } from './settings';
import { startMessages } from './start';
import { stockMessages } from './stock';
import { transferMessages } from './transfers';
import { userMessages } from './users';

export const en = {
  common: commonMessages,
  errors: errorMessages,
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
    settings: 'Settings',
    menu: 'Open the menu',
    skip: 'Skip to the content',
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
  orders: {
    title: 'Orders',
    filters: 'Filters',
    receiptNumber: 'Receipt number',
    cashier: 'Cashier',
    status: 'Status',
    every: { cashiers: 'All cashiers', statuses: 'Any status' },
    column: {
      receipt: 'Receipt',
      time: 'Time',
      place: 'Place',
      cashier: 'Cashier',
      items: 'Lines',
      status: 'Status',
      total: 'Total',
    },
    none: 'No orders yet',
    noneHelp: 'Each sale made at a till appears here.',
    failed: 'The orders can’t be shown',
    shown_one: '{{count}} order',
    shown_other: '{{count}} orders',
    shownMore: '{{count}} shown, more below',
  },
  order: {
    title: 'Order {{label}}',
    receipt: 'Show receipt',
    receiptOf: 'Receipt {{label}}',
    void: 'Void the sale',
    goods: 'Goods',
    column: { name: 'Name', quantity: 'Quantity', price: 'Price', tax: 'Tax', total: 'Total' },
    net: 'Net',
    discount: 'Discount',
    taxIncluded: 'Includes {{tax}}',
    rounding: 'Cash rounding',
    total: 'Total',
    tender: {
      cash: 'Cash given',
      card: 'Card',
      crypto: 'Crypto',
      gift_card: 'Gift card',
      store_credit: 'Store credit',
    },
    change: 'Change',
    facts: 'Details',
    place: 'Place',
    businessDate: 'Business day',
    deviceAt: 'Till’s clock',
    number: 'Receipt number',
    voided: 'Voided by {{name}}, {{at}}',
    history: 'History',
    sold: 'Sold by {{name}}',
    wasVoided: 'Voided by {{name}}',
    failed: 'The order can’t be shown',
  },
  voiding: {
    title: 'Void {{label}}?',
    help: 'The sale of {{total}} is reversed: its number stays, and its goods go back to stock. Give the cash back. This can’t be undone.',
    reason: 'Reason',
    reasonHint: 'Kept with the order, with your name. 3 to 200 characters.',
    reasonShort: 'Say why in at least 3 characters.',
    reasonLong: 'Keep it to 200 characters.',
    common: ['Customer changed their mind', 'Wrong goods scanned', 'Wrong amount taken', 'Test sale'],
    confirm: 'Void the sale',
    keep: 'Keep the sale',
  },
  ...dashboardMessages,
  ...cashMessages,
  ...productMessages,
  ...favouriteMessages,
  ...importMessages,
  ...countMessages,
  ...startMessages,
  ...stockMessages,
  ...transferMessages,
  ...listMessages,
  ...userMessages,
  ...settingsMessages,
} as const;
