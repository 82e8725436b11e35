export const listMessages = {
  list: {
    more: 'Show more',
    clear: 'Clear filters',
    noMatch: 'Nothing matches',
    noMatchHelp: 'Change what you look for, or clear the filters.',
    filters: 'Search and filters',
    search: 'Search',
    export: 'Export',
    exportFailed: 'The export did not come: {{reason}}',
    tooLong: 'The list has more than 100,000 rows. Narrow it with a filter and export again.',
    store: 'Store',
    register: 'Register',
    from: 'From',
    to: 'To',
    amountWrong: 'Enter an amount, such as {{example}}.',
    every: { stores: 'All stores', registers: 'All registers' },
  },
} as const;
