export const favouriteMessages = {
  favourites: {
    title: 'First page of the till',
    link: 'First page of the till',
    help: 'These goods stand on the favourites page of every till of the store, in this order. A till on which somebody has chosen goods keeps its own.',
    store: 'Store',
    noStore: 'There is no store whose tills you lay out',
    failed: 'The stores can’t be shown',
    goods: 'Goods on the page',
    count: '{{count}} of {{max}}',
    none: 'Nothing yet: find goods above and add them.',
    unknown: 'No longer in the catalogue',
    up: 'Move {{name}} up',
    down: 'Move {{name}} down',
    remove: 'Take {{name}} off the page',
    saved: 'The page is saved. Tills take it up when they next load their settings.',
  },
} as const;
