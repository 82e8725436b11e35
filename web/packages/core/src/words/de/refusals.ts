/** What a person reads for each `code` of the API: what happened, and what to do next. */
export const refusals = {
  invalid_body: 'Einige Angaben stimmen nicht. Berichtigen Sie sie und senden Sie es erneut.',
  invalid_query: 'Diese Suche ist so nicht möglich. Ändern Sie die Filter.',
  invalid_path: 'Diese Adresse stimmt nicht. Prüfen Sie den Link.',
  invalid_cursor: 'Die Liste hat sich geändert. Laden Sie sie von vorn.',
  invalid_header: 'Die Anfrage war unvollständig. Laden Sie die Seite neu und versuchen Sie es erneut.',
  idempotency_key_missing: 'Die Anfrage war unvollständig. Laden Sie die Seite neu und versuchen Sie es erneut.',
  unauthenticated: 'Sie wurden abgemeldet. Melden Sie sich wieder an, um weiterzumachen.',
  forbidden: 'Ihre Rolle erlaubt das nicht. Bitten Sie die Leitung, es zu tun oder Ihre Rolle zu ändern.',
  tenant_mismatch:
    'Diese Anmeldung gehört zu einem anderen Shop. Melden Sie sich ab und mit dem Kürzel dieses Shops an.',
  services_only: 'Diese Adresse ist nicht für Menschen gedacht. Gehen Sie zurück.',
  not_found: 'Das gibt es hier nicht mehr. Gehen Sie zurück und wählen Sie neu.',
  method_not_allowed: 'Das geht unter dieser Adresse nicht. Laden Sie die Seite neu.',
  body_timeout: 'Die Daten kamen nicht rechtzeitig an. Prüfen Sie das Netzwerk und senden Sie sie erneut.',
  request_in_progress: 'Dieselbe Anfrage läuft noch. Warten Sie einen Moment und versuchen Sie es erneut.',
  body_too_large: 'Das ist zu groß, um es auf einmal zu senden. Teilen Sie es auf.',
  unsupported_media_type: 'Der Server versteht diese Daten nicht. Laden Sie die Seite neu.',
  idempotency_key_reused:
    'Das wurde schon einmal anders gesendet. Laden Sie die Seite neu und versuchen Sie es erneut.',
  too_many_requests: 'Das war viel auf einmal. Warten Sie kurz und versuchen Sie es dann erneut.',
  internal: 'Beim Server ist etwas schiefgegangen; nichts wurde geändert. Versuchen Sie es erneut.',
  busy: 'Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.',
  database_unavailable: 'Die Datenbank ist nicht erreichbar. Versuchen Sie es gleich noch einmal.',
  peer_unavailable: 'Ein Teil des Servers ist nicht erreichbar. Versuchen Sie es gleich noch einmal.',
  secrets_unavailable: 'Der Server kommt gerade nicht an seine Schlüssel. Versuchen Sie es gleich noch einmal.',
  stopping: 'Der Server wird gerade angehalten. Versuchen Sie es gleich noch einmal.',

  wrong_credentials: 'Shop-Kürzel, E-Mail oder Passwort stimmt nicht. Prüfen Sie alles und versuchen Sie es erneut.',
  wrong_pin: 'Mit dieser PIN geht es hier nicht. Versuchen Sie es noch einmal, oder nehmen Sie Ihr Passwort.',
  pin_sleeps: 'Nach fünf falschen Versuchen schläft diese PIN. Das Passwort weckt sie.',
  session_ended: 'Sie wurden abgemeldet. Melden Sie sich wieder an, um weiterzumachen.',
  sign_up_closed: 'Neue Shops können sich hier nicht selbst anlegen. Bitten Sie den Betreiber darum.',
  own_roles:
    'Niemand ändert die eigenen Rollen oder schaltet sich selbst ab. Bitten Sie eine andere Administratorin oder einen anderen Administrator.',
  own_pin: 'Die eigene PIN entfernen Sie unter „Konto“, mit Ihrem Passwort.',
  own_password: 'Das eigene Passwort setzt man nicht zurück. Ändern Sie es mit dem bisherigen.',
  role_above_own:
    'Sie können nur Rollen bis zur eigenen vergeben, und nur in Ihren Filialen. Bitten Sie jemanden, der den ganzen Shop verwaltet.',
  invitation_ended: 'Diese Einladung gibt es nicht, sie wurde benutzt oder ist zu alt. Bitten Sie um eine neue.',
  reset_ended: 'Diesen Link gibt es nicht, er wurde benutzt oder ist zu alt. Bitten Sie um einen neuen.',
  shop_code_taken: 'Ein anderer Shop hat dieses Kürzel. Wählen Sie ein anderes.',
  email_taken: 'Jemand in diesem Shop hat diese E-Mail-Adresse. Suchen Sie in der Liste der Benutzer.',
  last_admin:
    'Der Shop hätte dann niemanden mehr, der ihn verwaltet. Machen Sie zuerst jemand anderen dazu, für alle Filialen.',
  not_invited: 'Diese Person wartet nicht auf eine Einladung. Sehen Sie ihren Status an.',
  not_active: 'Diese Person kann sich nicht anmelden. Schalten Sie sie zuerst ein oder laden Sie sie neu ein.',
  store_code_taken: 'Eine andere Filiale hat dieses Kürzel. Wählen Sie ein anderes.',
  register_code_taken: 'Eine andere Kasse dieser Filiale hat dieses Kürzel. Wählen Sie ein anderes.',
  series_taken: 'Diese Bonserie gehört schon zu einer anderen Kasse. Wählen Sie ein anderes Kürzel für die Kasse.',
  currency_not_supported: 'In dieser Währung kann eine Filiale nicht verkaufen. Wählen Sie eine andere.',
  currency_fixed:
    'Die Währung einer Filiale lässt sich nicht ändern. Legen Sie für eine andere Währung eine neue Filiale an.',
  unknown_store: 'Diese Filiale gibt es nicht. Wählen Sie eine aus der Liste.',
  wrong_password: 'Das bisherige Passwort stimmt nicht. Prüfen Sie es und versuchen Sie es erneut.',
  weak_password:
    'Dieses Passwort ist zu leicht zu erraten. Nehmen Sie zum Beispiel ein paar Wörter, die nichts miteinander zu tun haben.',
  weak_pin:
    'Diese PIN ist zu leicht zu erraten. Nehmen Sie Ziffern, die nicht alle gleich und nicht der Reihe nach sind.',
  too_many_stores: 'Mehr Filialen kann dieser Shop nicht haben. Bitten Sie den Support, die Grenze anzuheben.',
  too_many_registers: 'Mehr Kassen kann dieser Shop nicht haben. Bitten Sie den Support, die Grenze anzuheben.',
  too_many_users: 'Mehr Benutzer kann dieser Shop nicht haben. Bitten Sie den Support, die Grenze anzuheben.',
  too_many_attempts: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.',

  sku_taken: 'Ein anderer Artikel hat diese Artikelnummer. Nehmen Sie eine andere oder ändern Sie jenen Artikel.',
  barcode_taken:
    'Ein anderer Artikel hat einen dieser Barcodes. Suchen Sie nach dem Barcode, auch unter Artikeln, die nicht verkauft werden.',
  category_taken: 'Eine Kategorie dieses Namens gibt es schon. Nehmen Sie jene oder wählen Sie einen anderen Namen.',
  product_changed: 'Jemand hat diesen Artikel inzwischen geändert. Laden Sie ihn neu und ändern Sie ihn noch einmal.',
  family_taken:
    'Artikel mit Varianten dieses Namens gibt es schon. Fügen Sie die Variante dort hinzu oder wählen Sie einen anderen Namen.',
  variant_taken: 'Ein anderer Artikel hat dieselben Eigenschaften. Wählen Sie andere oder ändern Sie jenen Artikel.',
  option_value_in_use:
    'Ein Artikel hat noch einen Wert, der wegfiele. Geben Sie ihm zuerst einen anderen oder nehmen Sie ihn aus den Varianten heraus.',
  too_many_variants:
    'Mehr Varianten kann ein Artikel nicht haben. Legen Sie für die übrigen einen zweiten Artikel mit Varianten an.',
  unknown_family:
    'Diesen Artikel mit Varianten gibt es nicht. Wählen Sie einen aus der Liste oder legen Sie ihn zuerst an.',
  unknown_option_value:
    'Diese Werte gibt es dort nicht. Wählen Sie je Eigenschaft einen Wert oder fügen Sie den Wert zuerst hinzu.',
  unknown_category: 'Diese Kategorie gibt es nicht. Wählen Sie eine aus der Liste oder keine.',
  price_moment_taken:
    'Für denselben Moment ist schon ein Preis dieses Artikels geplant. Brechen Sie jenen ab oder wählen Sie einen anderen Moment.',
  too_many_scheduled_prices:
    'Für diesen Artikel sind so viele Preise geplant, wie möglich sind. Brechen Sie einen ab, der nicht gebraucht wird.',
  price_past_cancelling: 'Der Moment dieses Preises ist schon gekommen. Ändern Sie stattdessen den Preis des Artikels.',
  bulk_edit_refused:
    'Einige der Artikel lassen sich so nicht ändern; keiner wurde geändert. Lassen Sie diese weg oder ändern Sie den Preis um weniger.',
  picture_unreadable:
    'Diese Datei ist kein Bild, das sich zeigen lässt. Senden Sie ein JPEG, PNG oder WebP, das sich auf Ihrem Computer öffnet.',
  import_unreadable: 'Die Datei lässt sich nicht importieren. Berichtigen Sie sie und senden Sie sie erneut.',
  import_id_reused: 'Unter dieser Nummer liegt eine andere Datei. Wählen Sie die Datei noch einmal.',
  import_restarted:
    'Derselbe Import wurde noch einmal gesendet. Sehen Sie nach, wie er steht; senden Sie die Datei erneut, wenn er fehlt.',
  import_not_read:
    'Die Datei ist noch nicht zu Ende gelesen. Warten Sie, bis sie geprüft ist, oder senden Sie sie erneut.',
  cursor_expired: 'Der Katalog wurde neu aufgebaut. Laden Sie ihn von vorn.',

  out_of_stock: 'Es ist nicht genug auf Lager. Ändern Sie die Menge oder nehmen Sie die Ware heraus.',
  reservation_ended: 'Diese Reservierung ist beendet. Legen Sie eine neue an, wenn die Ware noch gebraucht wird.',
  reservation_of_order: 'Diese Reservierung gehört zu einem Verkauf und endet mit ihm. Schließen Sie den Verkauf ab.',
  reservation_reused: 'Unter dieser Nummer ist andere Ware reserviert. Legen Sie eine neue Reservierung an.',
  too_many_holds: 'Mehr Reservierungen auf einmal kann dieser Shop nicht haben. Geben Sie einige frei oder warten Sie.',
  would_go_negative:
    'Diese Filiale zählt nie unter null, und es ist nicht so viel da. Zählen Sie nach und nehmen Sie weniger.',
  stock_document_reused: 'Das ist schon anders verbucht. Laden Sie die Seite neu und prüfen Sie den Verlauf.',
  stock_line_reused: 'Eine Zeile davon ist schon verbucht. Laden Sie die Seite neu und prüfen Sie den Verlauf.',
  stock_limit_reached: 'Der Bestand würde größer, als er sein kann. Prüfen Sie die Mengen.',
  no_such_product:
    'Einige dieser Artikel stehen nicht im Katalog. Berichtigen Sie die Zeilen oder legen Sie die Artikel zuerst an.',
  not_enough_damaged:
    'Als beschädigt liegt weniger bereit. Sehen Sie nach, wie viel es ist, und nehmen Sie nicht mehr.',
  same_location: 'Eine Umlagerung führt von einem Ort zu einem anderen. Wählen Sie zwei verschiedene.',
  more_than_under_way:
    'Mit dieser Umlagerung ist weniger unterwegs. Nehmen Sie nicht mehr; was darüber hinausgeht, buchen Sie als Korrektur.',
  count_not_open:
    'Diese Zählung läuft nicht mehr. Öffnen Sie sie wieder, wenn sie noch nicht freigegeben ist, oder beginnen Sie eine neue.',
  count_not_submitted:
    'Nur eine abgegebene Zählung lässt sich freigeben oder wieder öffnen. Sehen Sie nach, wie sie steht.',
  not_in_count:
    'Einige dieser Artikel gehören nicht zu dieser Zählung. Lassen Sie sie weg oder beginnen Sie eine neue.',
  count_too_large: 'Eine Zählung hat höchstens 5.000 Artikel. Zählen Sie in mehreren Teilen.',

  unknown_product:
    'Einige Waren werden nicht mehr verkauft. Nehmen Sie sie aus dem Warenkorb und kassieren Sie erneut.',
  no_tax_rule: 'Für einige Waren gibt es keine Steuerregel. Bitten Sie die Inhaberin oder den Inhaber, eine anzulegen.',
  cart_refused: 'Dieser Warenkorb lässt sich nicht berechnen. Ändern Sie ihn und versuchen Sie es erneut.',
  reason_refused: 'Diese Begründung sagt später niemandem etwas. Nennen Sie in 3 bis 200 Zeichen den Grund.',
  quote_changed: 'Der Preis hat sich inzwischen geändert. Zeigen Sie der Kundschaft die neue Summe.',
  receipt_number_taken: 'Diese Bonnummer ist schon vergeben. Senden Sie den Verkauf noch einmal.',
  order_id_reused:
    'Ein früherer Versuch dieses Verkaufs ist schon gebucht. Sehen Sie unter Verkäufe nach, bevor Sie erneut kassieren.',
  line_id_reused: 'Eine Zeile dieses Warenkorbs wurde schon verkauft. Leeren Sie ihn und scannen Sie erneut.',
  tender_not_supported: 'Diese Zahlungsart gibt es hier nicht. Wählen Sie eine andere.',
  not_enough_paid: 'Das gegebene Bargeld reicht nicht. Geben Sie einen größeren Betrag ein.',
  register_closed:
    'Diese Kasse oder ihre Filiale ist abgeschaltet. Wählen Sie eine andere Kasse oder lassen Sie sie einschalten.',
  not_voidable: 'Dieser Verkauf lässt sich nicht stornieren. Vielleicht ist er es schon.',
  other_business_day: 'Nur Verkäufe desselben Geschäftstags lassen sich stornieren. Erstatten Sie stattdessen.',
  tax_rule_exists: 'Für diese Kategorie gibt es schon eine Regel ab demselben Tag. Wählen Sie einen anderen.',
  over_discount_limit: 'Das ist mehr Nachlass, als Sie geben dürfen. Geben Sie weniger, oder fragen Sie die Leitung.',
  discount_settings_refused: 'Diese Grenzen oder Gründe gehen so nicht. Berichtigen Sie die markierten Felder.',
  too_many_parked: 'In dieser Filiale warten so viele Verkäufe, wie warten können. Nehmen Sie zuerst einen davon auf.',
  already_recalled: 'Jemand hat diesen Verkauf schon aufgenommen. Fragen Sie an den anderen Kassen.',
  mail_not_configured: 'Belege können hier noch nicht per E-Mail verschickt werden. Drucken Sie ihn.',
  mail_not_sent:
    'Der Mailserver hat den Beleg nicht angenommen. Versuchen Sie es in einer Minute noch einmal, oder drucken Sie ihn.',
  address_refused: 'Das ist keine E-Mail-Adresse. Berichtigen Sie sie.',
  receipt_sent_often:
    'Dieser Beleg ging so oft hinaus, wie es geht. Nehmen Sie einen anderen Weg oder zeigen Sie ihn am Bildschirm.',
  printer_not_configured:
    'Diese Kasse hat keinen Bondrucker. Drucken Sie aus dem Browser, oder bitten Sie um einen Drucker (`novapos up --printer`).',
  printer_not_reached:
    'Der Bondrucker hat nicht geantwortet. Sehen Sie nach, ob er an und geschlossen ist und Papier hat; drucken Sie dann noch einmal.',
  tax_rule_refused: 'Diese Steuerregel geht so nicht. Berichtigen Sie die markierten Felder.',
  too_many_tax_rules:
    'Mehr Steuerregeln kann dieser Shop nicht haben. Bitten Sie den Support, abgelaufene zu entfernen.',
  setup_incomplete:
    'Diese Filiale kann noch nicht verkaufen: Zeitzone oder Währung stimmt nicht. Lassen Sie die Einstellungen berichtigen.',
  session_needed: 'Dieser Shop verkauft nur mit geöffneter Kassenlade. Öffnen Sie zuerst die Lade dieser Kasse.',
  unknown_session: 'Diese Lade ist hier nicht für Sie offen. Öffnen Sie eine oder übernehmen Sie die offene.',
  drawer_open: 'Diese Lade ist schon in Gebrauch. Arbeiten Sie mit ihr weiter oder schließen Sie sie zuerst.',
  session_not_open: 'Diese Lade wird gezählt oder ist geschlossen. Öffnen Sie sie neu.',
  not_counted: 'Die Lade ist noch nicht gezählt. Zählen Sie sie, dann schließen Sie sie.',
  counted_twice: 'Die Lade wurde gezählt und nachgezählt. Schließen Sie sie mit der letzten Zählung.',
  count_refused: 'Das ist keine Zählung einer Lade. Geben Sie jede Münze und jeden Schein einmal mit der Anzahl an.',
  approval_needed:
    'Die Abweichung ist größer, als ohne Freigabe erlaubt ist. Zählen Sie nach, oder lassen Sie die Leitung schließen, die nicht gezählt hat.',
  movement_refused: 'Diese Bargeldbewegung geht so nicht. Berichtigen Sie die markierten Felder.',
  id_reused: 'Das ist schon anders verbucht. Laden Sie die Seite neu und sehen Sie nach.',
} as const;
