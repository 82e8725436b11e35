export const auditMessages = {
  audit: {
    title: 'Activity',
    column: { action: 'What', who: 'Who', at: 'When' },
    everything: 'Anything',
    everybody: 'Anybody',
    nobody: 'NovaPOS',
    none: 'Nothing happened yet',
    noneHelp: 'Whatever somebody does in your shop is listed here, some seconds later.',
    failed: 'The activity can’t be shown',
    entryFailed: 'This entry can’t be shown',
    shown_one: '{{count}} entry',
    shown_other: '{{count}} entries',
    shownMore: '{{count}} shown, more below',
    facts: 'Details',
    reason: 'Reason',
    changes: 'What changed',
    noChanges: 'Nothing more was noted.',
    sameSubject: 'All that happened to it',
    chain: 'Entry {{number}}',
    chainHelp: 'Its seal depends on all entries before it, so nobody can change one unnoticed.',
    // By the API's names of what somebody can do.
    action: {
      auth: {
        signed_in: 'Signed in',
        signed_out: 'Signed out',
        signed_out_everywhere: 'Signed out everywhere',
        sign_in_failed: 'Sign-in failed',
        refresh_replayed: 'Sign-in ended: its token was used twice',
        password_changed: 'Password changed',
        password_reset_made: 'Link to a new password made',
        password_reset: 'New password chosen by link',
        pin_set: 'PIN set',
        pin_removed: 'PIN removed',
        user_invited: 'Somebody invited',
        user_joined: 'Invitation accepted',
        user_deactivated: 'User switched off',
        user_reactivated: 'User switched on again',
        roles_changed: 'Roles changed',
        tenant_created: 'Shop opened',
        shop_updated: 'Shop changed',
        store_created: 'Store added',
        store_updated: 'Store changed',
        register_created: 'Register added',
        register_updated: 'Register changed',
      },
      request: {
        refused: 'Not allowed',
      },
      order: {
        completed: 'Sold',
        voided: 'Sale voided',
      },
      training_sale: {
        made: 'Sold in training',
      },
      sale: {
        parked: 'Sale parked',
        recalled: 'Parked sale taken up',
      },
      receipt: {
        emailed: 'Receipt sent by e-mail',
        printed: 'Receipt printed',
        exported: 'Receipt taken as PDF',
      },
      drawer: {
        opened: 'Drawer opened without a sale',
      },
      session: {
        opened: 'Drawer session opened',
        counted: 'Drawer counted',
        closed: 'Drawer session closed',
      },
      cash: {
        moved: 'Cash put in or taken out',
        settings_changed: 'Cash settings changed',
      },
      deposit: {
        made: 'Cash taken to the bank',
      },
      discount: {
        settings_changed: 'Discount limits changed',
      },
      tax: {
        settings_changed: 'Tax settings changed',
        rule_created: 'Tax rule added',
      },
      product: {
        created: 'Product added',
        updated: 'Product changed',
        price_changed: 'Price changed',
        activated: 'Product on sale again',
        deactivated: 'Product taken off sale',
        price_scheduled: 'Price planned',
        scheduled_price_cancelled: 'Planned price cancelled',
        scheduled_price_overtaken: 'Planned price overtaken by another',
        bulk_edited: 'Many products changed',
        imported: 'Products imported',
      },
      category: {
        created: 'Category added',
        updated: 'Category changed',
      },
      family: {
        created: 'Family added',
        updated: 'Family changed',
      },
      import: {
        checked: 'Import file checked',
        started: 'Import started',
      },
      stock: {
        received: 'Goods received',
        adjusted: 'Stock corrected',
        damaged: 'Goods set aside as damaged',
        restored: 'Damaged goods put back',
        written_off: 'Goods written off',
        threshold_set: 'Reorder points set',
        exported: 'Stock exported',
      },
      transfer: {
        shipped: 'Transfer sent',
        received: 'Transfer received',
        resolved: 'Missing goods of a transfer settled',
      },
      reservation: {
        held: 'Goods held',
        committed: 'Held goods taken',
        released: 'Held goods let go',
      },
      count: {
        begun: 'Count begun',
        entered: 'Counted',
        submitted: 'Count handed in',
        approved: 'Count approved',
        reopened: 'Count opened again',
        cancelled: 'Count cancelled',
      },
      orders: {
        exported: 'Orders exported',
      },
      sessions: {
        exported: 'Drawer sessions exported',
      },
      z_reports: {
        exported: 'Z reports exported',
      },
      products: {
        exported: 'Products exported',
      },
      transfers: {
        exported: 'Transfers exported',
      },
      users: {
        exported: 'Users exported',
      },
      audit: {
        exported: 'Activity exported',
        forgotten: 'Old activity removed',
      },
    },
  },
} as const;
