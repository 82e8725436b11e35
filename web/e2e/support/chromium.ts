/** What both configurations say about the browser and the server. */
export const chromium = {
  baseURL: process.env['NOVAPOS_URL'] ?? 'http://localhost:8080',
  locale: 'en-IE',
  timezoneId: 'Europe/Berlin',
  launchOptions: {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};
