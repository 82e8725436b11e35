// Generated from openapi/*.json by `npm run generate`. Do not edit.
export const roles = {
  "admin": [
    "catalog_read",
    "catalog_write",
    "store_read",
    "store_manage",
    "user_read",
    "user_manage",
    "tax_manage",
    "stock_read",
    "stock_receive",
    "stock_adjust",
    "stock_reserve",
    "stock_transfer",
    "stock_count",
    "order_create",
    "order_read",
    "order_void",
    "price_override",
    "cash_handle",
    "cash_approve",
    "audit_read"
  ],
  "cashier": [
    "catalog_read",
    "store_read",
    "stock_read",
    "stock_count",
    "order_create",
    "order_read",
    "cash_handle"
  ],
  "manager": [
    "catalog_read",
    "catalog_write",
    "store_read",
    "user_read",
    "stock_read",
    "stock_receive",
    "stock_adjust",
    "stock_reserve",
    "stock_transfer",
    "stock_count",
    "order_create",
    "order_read",
    "order_void",
    "price_override",
    "cash_handle",
    "cash_approve"
  ]
} as const;

export const operations = {
  "list_audit_checkpoints": {
    "capability": "audit_read",
    "everywhere": true
  },
  "list_audit_entries": {
    "capability": "audit_read",
    "everywhere": true
  },
  "export_audit_entries": {
    "capability": "audit_read",
    "everywhere": true
  },
  "get_audit_entry": {
    "capability": "audit_read",
    "everywhere": true
  },
  "list_registers": {
    "capability": "store_read",
    "everywhere": false
  },
  "create_register": {
    "capability": "store_manage",
    "everywhere": false
  },
  "update_register": {
    "capability": "store_manage",
    "everywhere": false
  },
  "update_shop": {
    "capability": "store_manage",
    "everywhere": true
  },
  "list_stores": {
    "capability": "store_read",
    "everywhere": false
  },
  "create_store": {
    "capability": "store_manage",
    "everywhere": true
  },
  "get_store": {
    "capability": "store_read",
    "everywhere": false
  },
  "update_store": {
    "capability": "store_manage",
    "everywhere": false
  },
  "put_favourites": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "list_users": {
    "capability": "user_read",
    "everywhere": false
  },
  "export_users": {
    "capability": "user_read",
    "everywhere": false
  },
  "invite_user": {
    "capability": "user_manage",
    "everywhere": false
  },
  "get_user": {
    "capability": "user_read",
    "everywhere": false
  },
  "deactivate_user": {
    "capability": "user_manage",
    "everywhere": false
  },
  "invite_again": {
    "capability": "user_manage",
    "everywhere": false
  },
  "make_password_reset": {
    "capability": "user_manage",
    "everywhere": false
  },
  "remove_users_pin": {
    "capability": "user_manage",
    "everywhere": false
  },
  "reactivate_user": {
    "capability": "user_manage",
    "everywhere": false
  },
  "put_roles": {
    "capability": "user_manage",
    "everywhere": false
  },
  "sign_out_everywhere": {
    "capability": "user_manage",
    "everywhere": false
  },
  "create_reservation": {
    "capability": "stock_reserve",
    "everywhere": false
  },
  "get_reservation": {
    "capability": "stock_read",
    "everywhere": false
  },
  "commit_reservation": {
    "capability": "stock_reserve",
    "everywhere": false
  },
  "release_reservation": {
    "capability": "stock_reserve",
    "everywhere": false
  },
  "list_stock": {
    "capability": "stock_read",
    "everywhere": false
  },
  "create_adjustment": {
    "capability": "stock_adjust",
    "everywhere": false
  },
  "list_counts": {
    "capability": "stock_read",
    "everywhere": false
  },
  "begin_count": {
    "capability": "stock_count",
    "everywhere": false
  },
  "get_count": {
    "capability": "stock_read",
    "everywhere": false
  },
  "approve_count": {
    "capability": "stock_adjust",
    "everywhere": false
  },
  "cancel_count": {
    "capability": "stock_count",
    "everywhere": false
  },
  "list_count_lines": {
    "capability": "stock_read",
    "everywhere": false
  },
  "enter_count_lines": {
    "capability": "stock_count",
    "everywhere": false
  },
  "reopen_count": {
    "capability": "stock_adjust",
    "everywhere": false
  },
  "submit_count": {
    "capability": "stock_count",
    "everywhere": false
  },
  "create_damage": {
    "capability": "stock_adjust",
    "everywhere": false
  },
  "list_stock_exceptions": {
    "capability": "stock_read",
    "everywhere": false
  },
  "export_stock": {
    "capability": "stock_read",
    "everywhere": false
  },
  "list_goods_stock": {
    "capability": "stock_read",
    "everywhere": false
  },
  "create_receipt": {
    "capability": "stock_receive",
    "everywhere": false
  },
  "set_thresholds": {
    "capability": "stock_adjust",
    "everywhere": false
  },
  "list_transfers": {
    "capability": "stock_read",
    "everywhere": false
  },
  "create_transfer": {
    "capability": "stock_transfer",
    "everywhere": false
  },
  "export_transfers": {
    "capability": "stock_read",
    "everywhere": false
  },
  "get_transfer": {
    "capability": "stock_read",
    "everywhere": false
  },
  "receive_transfer": {
    "capability": "stock_receive",
    "everywhere": false
  },
  "resolve_transfer": {
    "capability": "stock_adjust",
    "everywhere": false
  },
  "get_stock": {
    "capability": "stock_read",
    "everywhere": false
  },
  "list_stock_moves": {
    "capability": "stock_read",
    "everywhere": false
  },
  "get_cash_settings": {
    "capability": "store_read",
    "everywhere": false
  },
  "put_cash_settings": {
    "capability": "store_manage",
    "everywhere": true
  },
  "get_discount_settings": {
    "capability": "store_read",
    "everywhere": false
  },
  "put_discount_settings": {
    "capability": "store_manage",
    "everywhere": true
  },
  "list_orders": {
    "capability": "order_read",
    "everywhere": false
  },
  "create_order": {
    "capability": "order_create",
    "everywhere": false
  },
  "compute_order": {
    "capability": "order_create",
    "everywhere": false
  },
  "export_orders": {
    "capability": "order_read",
    "everywhere": false
  },
  "get_order_totals": {
    "capability": "order_read",
    "everywhere": false
  },
  "get_order": {
    "capability": "order_read",
    "everywhere": false
  },
  "email_receipt": {
    "capability": "order_create",
    "everywhere": false
  },
  "print_receipt": {
    "capability": "order_create",
    "everywhere": false
  },
  "get_receipt": {
    "capability": "order_read",
    "everywhere": false
  },
  "void_order": {
    "capability": "order_void",
    "everywhere": false
  },
  "list_parked_sales": {
    "capability": "order_create",
    "everywhere": false
  },
  "park_sale": {
    "capability": "order_create",
    "everywhere": false
  },
  "recall_sale": {
    "capability": "order_create",
    "everywhere": false
  },
  "get_register_setup": {
    "capability": "order_create",
    "everywhere": false
  },
  "get_z_report": {
    "capability": "order_read",
    "everywhere": false
  },
  "list_corrections": {
    "capability": "order_read",
    "everywhere": false
  },
  "print_z_report": {
    "capability": "order_read",
    "everywhere": false
  },
  "list_sessions": {
    "capability": "order_read",
    "everywhere": false
  },
  "open_session": {
    "capability": "cash_handle",
    "everywhere": false
  },
  "export_sessions": {
    "capability": "order_read",
    "everywhere": false
  },
  "get_session": {
    "capability": "order_read",
    "everywhere": false
  },
  "close_session": {
    "capability": "cash_handle",
    "everywhere": false
  },
  "count_drawer": {
    "capability": "cash_handle",
    "everywhere": false
  },
  "move_cash": {
    "capability": "cash_handle",
    "everywhere": false
  },
  "open_drawer": {
    "capability": "cash_handle",
    "everywhere": false
  },
  "get_x_report": {
    "capability": "order_read",
    "everywhere": false
  },
  "make_deposit": {
    "capability": "cash_approve",
    "everywhere": false
  },
  "get_safe": {
    "capability": "cash_approve",
    "everywhere": false
  },
  "list_tax_rules": {
    "capability": "store_read",
    "everywhere": false
  },
  "create_tax_rule": {
    "capability": "tax_manage",
    "everywhere": false
  },
  "get_tax_settings": {
    "capability": "store_read",
    "everywhere": false
  },
  "put_tax_settings": {
    "capability": "tax_manage",
    "everywhere": true
  },
  "list_z_reports": {
    "capability": "order_read",
    "everywhere": false
  },
  "export_z_reports": {
    "capability": "order_read",
    "everywhere": false
  },
  "list_catalog_changes": {
    "capability": "catalog_read",
    "everywhere": false
  },
  "list_categories": {
    "capability": "catalog_read",
    "everywhere": false
  },
  "create_category": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "update_category": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "list_families": {
    "capability": "catalog_read",
    "everywhere": false
  },
  "create_family": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "get_family": {
    "capability": "catalog_read",
    "everywhere": false
  },
  "update_family": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "list_imports": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "get_import": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "put_import": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "start_import": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "list_import_faults": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "get_picture": {
    "capability": "catalog_read",
    "everywhere": false
  },
  "list_products": {
    "capability": "catalog_read",
    "everywhere": false
  },
  "create_product": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "bulk_edit_products": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "export_products": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "get_product": {
    "capability": "catalog_read",
    "everywhere": false
  },
  "update_product": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "activate_product": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "deactivate_product": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "list_product_history": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "put_picture": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "list_product_prices": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "list_scheduled_prices": {
    "capability": "catalog_write",
    "everywhere": false
  },
  "schedule_price": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "cancel_scheduled_price": {
    "capability": "catalog_write",
    "everywhere": true
  },
  "set_store_price": {
    "capability": "catalog_write",
    "everywhere": true
  }
} as const;
