/** Words that both apps use from their first screen on. */
export const common = {
  retry: 'Try again',
  close: 'Close',
  back: 'Back',
  signIn: 'Sign in',
  signOut: 'Sign out',
  shopCode: 'Shop code',
  email: 'E-mail',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  language: 'Language',
  theme: 'Appearance',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  themeContrast: 'High contrast',
  unexpected: 'Something went wrong. Try again; if it stays, tell your manager.',
  receipt: 'Receipt',
  print: 'Print',
  status: { parked: 'Parked', pending: 'Pending', completed: 'Completed', voided: 'Voided', failed: 'Failed' },
} as const;

/** When no answer came, and so there is no code of the API. */
export const unanswered = {
  network: 'The server can’t be reached. Check the network connection and try again.',
  timeout: 'The server took too long to answer. Try again in a moment.',
} as const;
