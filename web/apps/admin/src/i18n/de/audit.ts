import type { Translated } from '@novapos/core';
import type { auditMessages as en } from '../en/audit';

export const auditMessages = {
  audit: {
    title: 'Protokoll',
    column: { action: 'Was', who: 'Wer', at: 'Wann' },
    everything: 'Alles',
    everybody: 'Alle',
    nobody: 'NovaPOS',
    none: 'Noch ist nichts geschehen',
    noneHelp: 'Was jemand in Ihrem Shop tut, steht einige Sekunden später hier.',
    failed: 'Das Protokoll lässt sich nicht zeigen',
    entryFailed: 'Dieser Eintrag lässt sich nicht zeigen',
    shown_one: '{{count}} Eintrag',
    shown_other: '{{count}} Einträge',
    shownMore: '{{count}} gezeigt, unten mehr',
    facts: 'Einzelheiten',
    reason: 'Grund',
    changes: 'Was sich änderte',
    noChanges: 'Mehr wurde nicht notiert.',
    sameSubject: 'Alles, was damit geschah',
    chain: 'Eintrag {{number}}',
    chainHelp: 'Sein Siegel hängt von allen Einträgen davor ab: Niemand kann einen unbemerkt ändern.',
    // By the API's names of what somebody can do.
    action: {
      auth: {
        signed_in: 'Angemeldet',
        signed_out: 'Abgemeldet',
        signed_out_everywhere: 'Überall abgemeldet',
        sign_in_failed: 'Anmeldung fehlgeschlagen',
        refresh_replayed: 'Anmeldung beendet: ihr Token wurde zweimal benutzt',
        password_changed: 'Passwort geändert',
        password_reset_made: 'Link zu neuem Passwort erstellt',
        password_reset: 'Neues Passwort per Link gewählt',
        pin_set: 'PIN gesetzt',
        pin_removed: 'PIN entfernt',
        user_invited: 'Jemand eingeladen',
        user_joined: 'Einladung angenommen',
        user_deactivated: 'Benutzer abgeschaltet',
        user_reactivated: 'Benutzer wieder eingeschaltet',
        roles_changed: 'Rollen geändert',
        tenant_created: 'Shop eröffnet',
        shop_updated: 'Shop geändert',
        store_created: 'Filiale angelegt',
        store_updated: 'Filiale geändert',
        register_created: 'Kasse angelegt',
        register_updated: 'Kasse geändert',
      },
      request: {
        refused: 'Nicht erlaubt',
      },
      order: {
        completed: 'Verkauft',
        voided: 'Verkauf storniert',
      },
      training_sale: {
        made: 'Im Training verkauft',
      },
      sale: {
        parked: 'Verkauf geparkt',
        recalled: 'Geparkten Verkauf aufgenommen',
      },
      receipt: {
        emailed: 'Bon per E-Mail gesendet',
        printed: 'Bon gedruckt',
        exported: 'Bon als PDF geholt',
      },
      drawer: {
        opened: 'Schublade ohne Verkauf geöffnet',
      },
      session: {
        opened: 'Kassensitzung geöffnet',
        counted: 'Schublade gezählt',
        closed: 'Kassensitzung geschlossen',
      },
      cash: {
        moved: 'Bargeld eingelegt oder entnommen',
        settings_changed: 'Bargeld-Einstellungen geändert',
      },
      deposit: {
        made: 'Bargeld zur Bank gebracht',
      },
      discount: {
        settings_changed: 'Rabattgrenzen geändert',
      },
      tax: {
        settings_changed: 'Steuer-Einstellungen geändert',
        rule_created: 'Steuerregel angelegt',
      },
      product: {
        created: 'Artikel angelegt',
        updated: 'Artikel geändert',
        price_changed: 'Preis geändert',
        activated: 'Artikel wieder im Verkauf',
        deactivated: 'Artikel aus dem Verkauf genommen',
        price_scheduled: 'Preis geplant',
        scheduled_price_cancelled: 'Geplanten Preis abgesagt',
        scheduled_price_overtaken: 'Geplanter Preis von einem anderen überholt',
        bulk_edited: 'Viele Artikel geändert',
        imported: 'Artikel importiert',
      },
      category: {
        created: 'Kategorie angelegt',
        updated: 'Kategorie geändert',
      },
      family: {
        created: 'Familie angelegt',
        updated: 'Familie geändert',
      },
      import: {
        checked: 'Importdatei geprüft',
        started: 'Import begonnen',
      },
      stock: {
        received: 'Ware erhalten',
        adjusted: 'Bestand korrigiert',
        damaged: 'Ware als beschädigt ausgesondert',
        restored: 'Beschädigte Ware zurückgelegt',
        written_off: 'Ware abgeschrieben',
        threshold_set: 'Meldebestände gesetzt',
        exported: 'Bestand exportiert',
      },
      transfer: {
        shipped: 'Umlagerung gesendet',
        received: 'Umlagerung erhalten',
        resolved: 'Fehlende Ware einer Umlagerung geklärt',
      },
      reservation: {
        held: 'Ware reserviert',
        committed: 'Reservierte Ware genommen',
        released: 'Reservierung aufgehoben',
      },
      count: {
        begun: 'Zählung begonnen',
        entered: 'Gezählt',
        submitted: 'Zählung abgegeben',
        approved: 'Zählung genehmigt',
        reopened: 'Zählung wieder geöffnet',
        cancelled: 'Zählung abgebrochen',
      },
      orders: {
        exported: 'Verkäufe exportiert',
      },
      sessions: {
        exported: 'Kassensitzungen exportiert',
      },
      z_reports: {
        exported: 'Z-Berichte exportiert',
      },
      products: {
        exported: 'Artikel exportiert',
      },
      transfers: {
        exported: 'Umlagerungen exportiert',
      },
      users: {
        exported: 'Benutzer exportiert',
      },
      audit: {
        exported: 'Protokoll exportiert',
        forgotten: 'Altes Protokoll entfernt',
      },
    },
  },
} as const satisfies Translated<typeof en>;
