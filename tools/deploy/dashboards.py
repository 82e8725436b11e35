"""Grafana's dashboards, written short: one line a panel.   dashboards.py write | check SCHEMA PROMTOOL

`write` makes deploy/grafana/dashboards/*.json, which are committed; `check` says whether they are what this file makes, whether they fit the schema of the Grafana that
deploy/compose/full.yml names (SCHEMA, made by setup.sh from @grafana/schema of that version), and whether PROMTOOL reads every query.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy/grafana/dashboards"
SCHEMA_VERSION = 41  # of dashboards, in Grafana 12.1
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
JOBS = 'job=~"$service"'  # Prometheus's jobs are called as the services
SALE = 'service="order", method="POST", route="/orders"'
UNITS = {"s", "short", "percentunit", "reqps", "cps", "ops", "bytes", "none"}


def thresholds(warn=None, bad=None):
    steps = [{"color": "green", "value": None}]
    if warn is not None:
        steps.append({"color": "orange", "value": warn})
    if bad is not None:
        steps.append({"color": "red", "value": bad})
    return {"mode": "absolute", "steps": steps}


def targets(queries, instant=False):
    kind = {"instant": True, "range": False, "format": "table"} if instant == "table" else {"instant": instant, "range": not instant}
    return [
        {"refId": "ABCDEFGH"[n], "datasource": SOURCE, "editorMode": "code", "expr": query, "legendFormat": legend, **kind}
        for n, (legend, query) in enumerate(queries.items())
    ]


def series(title, description, unit, queries, *, warn=None, bad=None, stack=False, low=0, width=8):
    """Lines over time. What is above `warn` or `bad` is drawn as a line of that colour."""
    lined = warn is not None or bad is not None
    custom = {"lineWidth": 1, "fillOpacity": 20 if stack else 5, "showPoints": "never", "spanNulls": False,
              "stacking": {"mode": "normal" if stack else "none", "group": "A"}, "thresholdsStyle": {"mode": "dashed" if lined else "off"}}
    defaults = {"unit": unit, "custom": custom, "thresholds": thresholds(warn, bad), "color": {"mode": "palette-classic"}}
    if low is not None:
        defaults["min"] = low
    return {"type": "timeseries", "title": title, "description": description, "width": width, "height": 8,
            "fieldConfig": {"defaults": defaults, "overrides": []},
            "options": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": []},
                        "tooltip": {"mode": "multi", "sort": "desc"}},
            "targets": targets(queries)}


def number(title, description, unit, query, *, warn=None, bad=None, low_is_bad=None, width=4):
    """One number, and its colour. `low_is_bad`: red below."""
    steps = thresholds(warn, bad)
    if low_is_bad is not None:
        steps = {"mode": "absolute", "steps": [{"color": "red", "value": None}, {"color": "green", "value": low_is_bad}]}
    coloured = low_is_bad is not None or warn is not None or bad is not None
    return {"type": "stat", "title": title, "description": description, "width": width, "height": 4,
            "fieldConfig": {"defaults": {"unit": unit, "thresholds": steps, "noValue": "none", "color": {"mode": "thresholds"}}, "overrides": []},
            "options": {"colorMode": "background" if coloured else "value", "graphMode": "area", "justifyMode": "auto", "orientation": "auto", "textMode": "auto",
                        "wideLayout": True, "showPercentChange": False, "percentChangeColorMode": "standard",
                        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}},
            "targets": targets({"": query})}


def table(title, description, unit, query, *, names, hide=(), width=24, height=6):
    """Rows as they are now. `names`: what columns are called."""
    hidden = {column: True for column in ("Time", *hide)}
    return {"type": "table", "title": title, "description": description, "width": width, "height": height,
            "fieldConfig": {"defaults": {"unit": unit, "noValue": "none", "custom": {"align": "auto", "cellOptions": {"type": "auto"}, "inspect": False},
                                         "thresholds": thresholds()}, "overrides": []},
            "options": {"showHeader": True, "cellHeight": "sm", "frameIndex": 0, "showTypeIcons": False},
            "transformations": [{"id": "organize", "options": {"excludeByName": hidden, "renameByName": names, "indexByName": {}}}],
            "targets": targets({"": query}, "table")}


def variable(name, label, query, **more):
    return {"type": "query", "name": name, "label": label, "datasource": SOURCE, "query": {"query": query, "refId": name},
            "refresh": 2, "sort": 1, "multi": True, "includeAll": True, "allValue": ".*", "hide": 0, "skipUrlSync": False, "options": [],
            "current": {"selected": True, "text": ["All"], "value": ["$__all"]}, **more}


SERVICE = variable("service", "Service", "label_values(http_requests_total, service)")


def dashboard(uid, title, description, variables, rows, span="now-3h"):
    panels, y, n = [], 0, 1
    for row, content in rows.items():
        panels.append({"id": n, "type": "row", "title": row, "collapsed": False, "panels": [], "gridPos": {"x": 0, "y": y, "w": 24, "h": 1}})
        n, x, y, height = n + 1, 0, y + 1, 0
        for panel in content:
            width, tall = panel.pop("width"), panel.pop("height")
            if x + width > 24:
                x, y, height = 0, y + height, 0
            panels.append({"id": n, "datasource": SOURCE, **panel, "gridPos": {"x": x, "y": y, "w": width, "h": tall}})
            n, x, height = n + 1, x + width, max(height, tall)
        y += height
    links = [{"type": "dashboards", "title": "NovaPOS", "tags": ["novapos"], "asDropdown": True, "includeVars": True, "keepTime": True, "targetBlank": False,
              "icon": "external link", "tooltip": "", "url": ""}]
    source = {"type": "datasource", "name": "datasource", "label": "Data source", "query": "prometheus", "regex": "", "refresh": 1, "hide": 0, "multi": False,
              "includeAll": False, "skipUrlSync": False, "options": [], "current": {"selected": True, "text": "Prometheus", "value": "prometheus"}}
    return {"uid": uid, "title": title, "description": description, "tags": ["novapos"], "schemaVersion": SCHEMA_VERSION, "version": 1, "editable": False,
            "graphTooltip": 1, "timezone": "browser", "refresh": "30s", "time": {"from": span, "to": "now"}, "timepicker": {}, "fiscalYearStartMonth": 0,
            "liveNow": False, "preload": False, "links": links, "annotations": {"list": []}, "templating": {"list": [source, *variables]}, "panels": panels}


def p99(metric, by, where=""):
    return f"histogram_quantile(0.99, sum by ({by}, le) (rate({metric}_bucket{{{where}}}[$__rate_interval])))"


def median(metric, by, where=""):
    return p99(metric, by, where).replace("0.99", "0.5", 1)


def rate(metric, by, where=""):
    return f"sum by ({by}) (rate({metric}{{{where}}}[$__rate_interval]))" if by else f"sum(rate({metric}{{{where}}}[$__rate_interval]))"


OVERVIEW = dashboard("novapos-overview", "NovaPOS: overview", "Is everything well, and if not, where to look next.", [SERVICE], {
    "Do shops sell?": [
        number("Sales", "Sales written in a second, of all shops.", "cps", rate("orders_total", "")),
        number("Failing", "Share of checkouts of five minutes that were answered with an error; 0.1 % is what a month may have.", "percentunit",
               "novapos:checkout_failing:ratio_rate5m", warn=0.001, bad=0.0144),
        number("Slowest of a hundred", "What 99 of 100 checkouts of five minutes took at most.", "s", "novapos:checkout_seconds:p99_5m", warn=0.1, bad=0.25),
        number("Refused by the queue", "Sales that found the queue full, in a second: the tills send them again.", "cps",
               f"{rate('batcher_refused_total', '')} or vector(0)", bad=0.001),
        number("Processes that answer", "Share of NovaPOS's processes that answer Prometheus.", "percentunit",
               'avg(up{job=~"edge|auth|product|inventory|order|audit"})', low_is_bad=1),
        number("Alerts", "Alerts that fire now; the table below names them.", "none", 'count(ALERTS{alertstate="firing"}) or vector(0)', warn=1),
        table("What fires", "Each alert that fires now; its page in docs/alerts says what to do.", "none", 'ALERTS{alertstate="firing"}',
              names={"alertname": "Alert", "severity": "Severity", "service": "Service", "consumer": "Consumer", "instance": "Process"},
              hide=("Value", "__name__", "alertstate", "job")),
    ],
    "Services": [
        series("Requests", "Requests in a second that each service answers.", "reqps", {"{{service}}": rate("http_requests_total", "service", 'service=~"$service"')}),
        series("Errors", "Share of each service's requests that it answers with 5xx.", "percentunit",
               {"{{service}}": 'novapos:failing:ratio_rate5m{service=~"$service"}'}, warn=0.01, bad=0.05),
        series("Slowest of a hundred", "What 99 of 100 requests to each service took at most; long exports and imports are in it.", "s",
               {"{{service}}": 'novapos:request_seconds:p99_5m{service=~"$service"}'}, warn=1),
    ],
    "What follows": [
        series("Events that wait", "Age of the oldest event of each service that is not published.", "s",
               {"{{service}}": 'max by (service) (outbox_unpublished_age_seconds{service=~"$service"})'}, bad=60),
        series("Consumers behind", "Events that each consumer has before it: stock and prices follow that much later.", "short",
               {"{{consumer}}": "max by (consumer) (consumer_lag_events)"}, bad=10000),
        series("Not applied", "Events that are kept because they could not be applied, by what they wait for.", "short",
               {"{{consumer}} {{state}}": "max by (consumer, state) (dead_letters)"}, bad=1),
    ],
    "Who asks whom": [
        series("Between services", "Calls in a second that were not answered.", "cps",
               {"{{asker}} to {{callee}}": rate("peer_calls_total", "asker, callee", 'outcome!="answered", asker=~"$service"'),
                "edge": rate("http_errors_total", "", 'service="edge", code="peer_unavailable"')}, bad=0.1, width=12),
        series("Limits", "Requests in a second that were stopped by a limit: many at sign_in are somebody who guesses passwords.", "cps",
               {"{{limit}}": rate("limit_stops_total", "limit")}, width=8),
        number("Redis", "Whether every process reaches Redis: without it each counts limits for itself, with half of each.", "none", "min(redis_up)", low_is_bad=1),
    ],
    "Processes": [
        series("Memory", "What each process holds; docs/alerts/MemoryHigh.md has the limits.", "bytes",
               {"{{job}} {{instance}}": f"process_resident_memory_bytes{{{JOBS}}}"}, width=6),
        series("Processor", "Cores that each process uses.", "short", {"{{job}} {{instance}}": f"rate(process_cpu_seconds_total{{{JOBS}}}[$__rate_interval])"}, width=6),
        series("Open files", "Files and connections that each process has open: they must not only grow.", "short",
               {"{{job}} {{instance}}": f"process_open_fds{{{JOBS}}}"}, width=6),
        series("Age", "Time since each process was started: a saw is one that falls again and again.", "s",
               {"{{job}} {{instance}}": f"time() - process_start_time_seconds{{{JOBS}}}"}, width=6),
    ],
    "Audit trail": [
        series("Chain and signature", "Age of the oldest entry that is not in the chain, and of the oldest that no checkpoint signs.", "s",
               {"not in the chain": "max(audit_unchained_age_seconds)", "not signed": "max(audit_unsigned_age_seconds)"}, warn=300, bad=900, width=12),
        series("Off the database", "Age of the oldest checkpoint that is not in the folder or the bucket yet.", "s",
               {"{{place}}": "max by (place) (audit_unexported_age_seconds)"}, warn=300, bad=900),
        number("Broken", "Chains and checkpoints that the last look found changed.", "none", "max(audit_faults)", bad=1),
        series("Refusals not written", "Refused requests in a second that are too many to be in the trail.", "cps",
               {"{{service}}": rate("refusals_not_written_total", "service", 'service=~"$service"')}),
    ],
})

SALE_PATH = dashboard("novapos-sale-path", "NovaPOS: a sale's path", "What a checkout passes, in its order: edge, order, those it asks, the queue, the database.", [SERVICE], {
    "The promise": [
        number("Failing, 5 min", "Share of checkouts that were answered with an error.", "percentunit", "novapos:checkout_failing:ratio_rate5m", warn=0.001, bad=0.0144),
        number("Failing, 6 h", "The same over six hours.", "percentunit", "novapos:checkout_failing:ratio_rate6h", warn=0.001, bad=0.006),
        number("Slow, 5 min", "Share of checkouts that took more than 0.25 s.", "percentunit", "novapos:checkout_slow:ratio_rate5m", warn=0.01, bad=0.144),
        number("Slow, 6 h", "The same over six hours.", "percentunit", "novapos:checkout_slow:ratio_rate6h", warn=0.01, bad=0.06),
        number("Sales", "Sales written in a second.", "cps", rate("orders_total", "")),
        number("Slowest of a hundred", "What 99 of 100 checkouts took at most.", "s", "novapos:checkout_seconds:p99_5m", warn=0.1, bad=0.25),
    ],
    "Checkouts": [
        series("Answers", "Checkouts in a second by the status of their answer: 201 is a sale, 4xx a refusal, 503 is sent again.", "reqps",
               {"{{status}}": rate("http_requests_total", "status", SALE)}, stack=True),
        series("Time", "What half and what 99 of 100 checkouts take at most.", "s",
               {"half": f"histogram_quantile(0.5, sum by (le) (rate(http_request_seconds_bucket{{{SALE}}}[$__rate_interval])))",
                "99 of 100": f"histogram_quantile(0.99, sum by (le) (rate(http_request_seconds_bucket{{{SALE}}}[$__rate_interval])))"}, bad=0.25),
        series("Refusals of order", "What order refuses or fails at in a second, by code; docs/errors.md says what each means.", "cps",
               {"{{code}}": rate("http_errors_total", "code", 'service="order"')}),
    ],
    "The way in": [
        series("Edge", "Requests in a second at the edge by the status of their answer; nothing where one process is all services.", "reqps",
               {"{{status}}": rate("http_requests_total", "status", 'service="edge"')}, stack=True),
        series("Not passed on", "Requests in a second that the edge could not pass on, because their service did not answer.", "cps",
               {"edge": rate("http_errors_total", "", 'service="edge", code="peer_unavailable"')}, bad=0.1),
        series("Voids", "Voids in a second by the status of their answer.", "reqps",
               {"{{status}}": rate("http_requests_total", "status", 'service="order", method="POST", route="/orders/{order_id}/void"')}),
    ],
    "Who is asked": [
        series("Calls", "Questions in a second to other services, by what became of them: resting is one that was not asked because the last ones failed.", "cps",
               {"{{asker}} to {{callee}}, {{outcome}}": rate("peer_calls_total", "asker, callee, outcome", 'callee=~"$service"')}, width=12),
        series("Their answers", "What 99 of 100 requests to those that are asked take at most.", "s",
               {"{{service}} {{route}}": p99("http_request_seconds", "service, route", 'service=~"$service", route=~"/internal/.*|/catalog/changes"')}, warn=0.1, width=12),
    ],
    "The queue of sales": [
        series("Wait", "How long sales wait for the transaction before them: half, and 99 of 100.", "s",
               {"{{batcher}}, half": median("batcher_wait_seconds", "batcher"), "{{batcher}}, 99 of 100": p99("batcher_wait_seconds", "batcher")}, warn=0.05, bad=0.2, width=6),
        series("Together", "Sales of a tenant that are written in one transaction, on average: more under load is as it should be.", "short",
               {"{{batcher}}": f"{rate('batcher_batch_size_sum', 'batcher')} / {rate('batcher_batch_size_count', 'batcher')}"}, width=6),
        series("Refused", "Sales in a second that found the queue full.", "cps", {"{{batcher}}": rate("batcher_refused_total", "batcher")}, bad=0.001, width=6),
        series("Again", "Sales in a second whose transaction failed as a whole, so that each ran again alone.", "cps",
               {"{{batcher}}": rate("batcher_retried_total", "batcher")}, warn=0.1, width=6),
    ],
    "The database beneath": [
        series("A connection", "What 99 of 100 transactions of order wait for a connection and their beginning.", "s",
               {"99 of 100": p99("db_begin_seconds", "service", 'service="order"')}, warn=0.05, bad=0.5, width=12),
        series("A transaction", "What 99 of 100 transactions of order take, by what they do.", "s",
               {"{{kind}}": p99("db_transaction_seconds", "kind", 'service="order"')}, warn=0.25, width=12),
    ],
    "Holds of strict stores": [
        series("Goods on hold", "Holds that no sale has used and nobody released: they grow where sales begin and do not end.", "short",
               {"holds": "max(reservations_active)"}, width=12),
        series("At or below the reorder point", "Goods that must be bought, of all shops.", "short", {"goods": "max(low_stock)"}, width=12),
    ],
})

CONSUMERS = 'consumer=~"($service)[.].*"'
EVENTS = dashboard("novapos-events", "NovaPOS: events", "From the outbox to the effect.", [SERVICE], {
    "Does anything stand still?": [
        number("Oldest event", "Age of the oldest event that is not published.", "s", 'max(outbox_unpublished_age_seconds{service=~"$service"})', warn=10, bad=60, width=6),
        number("Behind", "Events that the slowest consumer has before it.", "short", f"max(consumer_lag_events{{{CONSUMERS}}})", warn=1000, bad=10000, width=6),
        number("Not applied", "Events that could not be applied, and those that wait behind them.", "none",
               f'sum(max by (consumer, state) (dead_letters{{{CONSUMERS}, state!="early"}})) or vector(0)', bad=1, width=6),
        number("No events", "Messages of an hour that are no events: somebody else writes to the topics.", "none",
               "sum(increase(unreadable_messages_total[1h])) or vector(0)", bad=1, width=6),
    ],
    "Out": [
        series("Written", "Events in a second that got their position in the log.", "cps", {"{{service}}": rate("outbox_relayed_total", "service", 'service=~"$service"')}),
        series("Published to Kafka", "Events in a second that Kafka took; nothing where events travel in Postgres.", "cps",
               {"{{service}}": rate("outbox_published_total", "service", 'service=~"$service"')}),
        series("Waiting", "Events that are written and not published.", "short", {"{{service}}": 'max by (service) (outbox_unpublished{service=~"$service"})'}),
        series("Age of what waits", "Age of the oldest event that is not published.", "s",
               {"{{service}}": 'max by (service) (outbox_unpublished_age_seconds{service=~"$service"})'}, warn=10, bad=60, width=24),
    ],
    "In": [
        series("Taken", "Events in a second that each consumer went past, applied or not its own.", "cps", {"{{consumer}}": rate("events_consumed_total", "consumer", CONSUMERS)}, width=12),
        series("Behind", "Events that each consumer has before it.", "short", {"{{consumer}}": f"max by (consumer) (consumer_lag_events{{{CONSUMERS}}})"}, warn=1000, bad=10000, width=12),
    ],
    "Out of the ordinary": [
        series("Kept", "Events that are kept: dead could not be applied, parked wait behind a dead one, early for the one before them.", "short",
               {"{{consumer}} {{state}}": f"max by (consumer, state) (dead_letters{{{CONSUMERS}}})"}, bad=1, width=6),
        series("New dead letters", "Events in a second that could not be applied.", "cps", {"{{consumer}}": rate("dead_letters_total", "consumer", CONSUMERS)}, bad=0.001, width=6),
        series("Early", "Events in a second that overtook the one before them and waited: usual on Kafka.", "cps",
               {"{{consumer}}": rate("events_early_total", "consumer", CONSUMERS)}, width=6),
        series("Without predecessor", "Events in a second that were applied although the one before them never came.", "cps",
               {"{{consumer}}": rate("events_out_of_order_total", "consumer", CONSUMERS)}, bad=0.001, width=6),
    ],
})

DATABASE = dashboard("novapos-database", "NovaPOS: database", "Connections and transactions, as the services see them.", [SERVICE], {
    "Does it answer?": [
        series("Refused for it", "Requests in a second that are refused because the database does not answer.", "cps",
               {"{{service}}": rate("http_errors_total", "service", 'code="database_unavailable", service=~"$service"')}, bad=0.001),
        series("A connection", "What 99 of 100 transactions wait for a connection and their beginning.", "s",
               {"{{service}}": p99("db_begin_seconds", "service", 'service=~"$service"')}, warn=0.05, bad=0.5),
        series("Pool in use", "Share of each process's connections that are in use: at all of them requests wait.", "percentunit",
               {"{{job}} {{instance}}": f'sum by (job, instance) (db_pool_connections{{state="in_use", {JOBS}}}) / sum by (job, instance) (db_pool_connections_max{{{JOBS}}})'},
               warn=0.7, bad=0.9),
    ],
    "Transactions": [
        series("How many", "Transactions in a second.", "ops", {"{{service}} {{kind}}": rate("db_transaction_seconds_count", "service, kind", 'service=~"$service"')}),
        series("Half of them", "What half of the transactions take at most.", "s", {"{{service}} {{kind}}": median("db_transaction_seconds", "service, kind", 'service=~"$service"')}),
        series("Slowest of a hundred", "What 99 of 100 transactions take at most.", "s",
               {"{{service}} {{kind}}": p99("db_transaction_seconds", "service, kind", 'service=~"$service"')}, warn=0.25, bad=2),
    ],
    "Connections": [
        series("Open", "Connections that each process holds open; all of them together must stay below max_connections.", "short",
               {"{{job}} {{instance}}": f'sum by (job, instance) (db_pool_connections{{state="open", {JOBS}}})'}, stack=True, width=12),
        series("In use", "Connections that work at this moment.", "short",
               {"{{job}} {{instance}}": f'sum by (job, instance) (db_pool_connections{{state="in_use", {JOBS}}})'}, width=12),
    ],
})

SHOP = 'tenant=~"$tenant", store=~"$store"'
TENANTS = dashboard(
    "novapos-tenants", "NovaPOS: tenants", "Who sells how much: shops by their ids. Of more than 2,000 stores in a process the rest is `other`.",
    [SERVICE, variable("tenant", "Tenant", "label_values(orders_total, tenant)"),
     variable("store", "Store", 'label_values(orders_total{tenant=~"$tenant"}, store)')],
    {
        "Sales": [
            number("Sales", "Sales in a second of the chosen shops.", "cps", rate("orders_total", "", SHOP), width=6),
            number("In an hour", "Sales of the chosen shops in the last hour.", "short", f"sum(increase(orders_total{{{SHOP}}}[1h]))", width=6),
            number("Tenants", "Tenants that sold something in the last hour.", "none", f"count(sum by (tenant) (increase(orders_total{{{SHOP}}}[1h])) > 0) or vector(0)", width=6),
            number("Stores", "Stores that sold something in the last hour.", "none", f"count(sum by (tenant, store) (increase(orders_total{{{SHOP}}}[1h])) > 0) or vector(0)", width=6),
        ],
        "Over time": [
            series("Largest tenants", "Sales in a second of the ten tenants that sell most.", "cps", {"{{tenant}}": f"topk(10, {rate('orders_total', 'tenant', SHOP)})"}, width=12),
            series("Largest stores", "Sales in a second of the ten stores that sell most.", "cps", {"{{store}}": f"topk(10, {rate('orders_total', 'store', SHOP)})"}, width=12),
            series("Revenue", "What is sold in an hour, by currency, in minor units: cents of a euro, yen of a yen.", "short",
                   {"{{currency}}": f"sum by (currency) (increase(revenue_minor_total{{{SHOP}}}[1h]))"}, low=None, width=12),
            series("A sale's worth", "Revenue for each sale, by currency, in minor units, of the tenants that are shown.", "short",
                   {"{{tenant}} {{currency}}": f"topk(10, {rate('revenue_minor_total', 'tenant, currency', SHOP)} / on (tenant) group_left {rate('orders_total', 'tenant', SHOP)})"},
                   low=None, width=12),
        ],
        "Now": [
            table("Sales of an hour", "The fifty stores that sold most in the last hour.", "short", f"topk(50, sum by (tenant, store) (increase(orders_total{{{SHOP}}}[1h])))",
                  names={"tenant": "Tenant", "store": "Store", "Value": "Sales"}, width=12, height=10),
            table("Revenue of an hour", "The fifty stores with the largest revenue in the last hour, in minor units of each currency.", "short",
                  f"topk(50, sum by (tenant, store, currency) (increase(revenue_minor_total{{{SHOP}}}[1h])))",
                  names={"tenant": "Tenant", "store": "Store", "currency": "Currency", "Value": "Minor units"}, width=12, height=10),
        ],
        "What all of them share": [
            series("Requests", "Requests in a second of all shops, by service.", "reqps", {"{{service}}": rate("http_requests_total", "service", 'service=~"$service"')}, width=12),
            series("Stopped by limits", "Requests in a second that a limit stopped: one shop must not take what the others need.", "cps", {"{{limit}}": rate("limit_stops_total", "limit")}, width=12),
        ],
    }, span="now-24h")

ALL = {"overview": OVERVIEW, "sale-path": SALE_PATH, "events": EVENTS, "database": DATABASE, "tenants": TENANTS}


def text(board):
    return json.dumps(board, indent=1, ensure_ascii=False) + "\n"


def faults(name, board):
    """What the schema does not see: words, places, units, variables that nobody has."""
    known = {entry["name"] for entry in board["templating"]["list"]}
    cells = set()
    for panel in board["panels"]:
        place, title = panel["gridPos"], f"{name}: {panel['title']}"
        mine = {(x, y) for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])}
        if cells & mine or place["x"] + place["w"] > 24:
            yield f"{title} lies on another panel"
        cells |= mine
        if panel["type"] == "row":
            continue
        if not re.fullmatch(r"[A-Z].*[^.]\.", panel["description"]):
            yield f"{title} has no sentence that says what it is"
        if panel["fieldConfig"]["defaults"]["unit"] not in UNITS:
            yield f"{title} has a unit that Grafana does not know"
        for used in re.findall(r"\$\{?(\w+)", json.dumps(panel)):
            if used not in known and used != "__rate_interval":
                yield f"{title} uses ${used}, which this dashboard does not have"


def queries(board):
    for panel in board["panels"]:
        yield from (target["expr"] for target in panel.get("targets", []))


def read_by_promtool(promtool):
    """Whether every query is one: as rules that record it, with the variables filled in."""
    found = [query for board in ALL.values() for query in queries(board)]
    filled = [query.replace("$__rate_interval", "5m").replace("$service", "order").replace("$tenant", ".*").replace("$store", ".*") for query in found]
    rules = [{"record": f"novapos:query:{n}", "expr": query} for n, query in enumerate(filled)]
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        json.dump({"groups": [{"name": "dashboards", "rules": rules}]}, file)
        file.flush()
        done = subprocess.run([promtool, "check", "rules", file.name], capture_output=True, text=True)
    if done.returncode:
        yield f"a query cannot be read: {done.stdout}{done.stderr}"
    print(f"  {len(found)} queries can be read." if not done.returncode else "")


def against_schema(schema):
    import jsonschema

    parts = json.loads(Path(schema).read_text())["definitions"]["Grafana"]["properties"]
    checks = {name: jsonschema.Draft7Validator(part) for name, part in parts.items()}
    version = re.search(r"image: grafana/grafana:(\S+)", (ROOT / "deploy/compose/full.yml").read_text()).group(1)
    made_for = Path(schema).with_suffix(".version").read_text().strip()
    if version != made_for:
        yield f"compose names Grafana {version}, the schema is of {made_for}"

    def wrong(name, value, where):
        for error in checks[name].iter_errors(value):
            yield f"{where}{error.json_path}: {error.message[:300]}"

    for name, board in ALL.items():
        # Panels by themselves: of several kinds at once, an error would not say which.
        yield from wrong("dashboard", {**board, "panels": []}, name)
        for panel in board["panels"]:
            where = f"{name}, {panel['title']}: "
            if panel["type"] == "row":
                yield from wrong("row", panel, where)
                continue
            yield from wrong("panel", panel, where)
            own = {"options": panel["options"]}
            if "custom" in parts[panel["type"]]["properties"]:
                own["custom"] = panel["fieldConfig"]["defaults"]["custom"]
            yield from wrong(panel["type"], own, where)


def main(what, *more):
    if what == "write":
        for name, board in ALL.items():
            (FOLDER / f"{name}.json").write_text(text(board))
        return 0
    there = {file.stem: file.read_text() for file in FOLDER.glob("*.json")}
    wrong = [f"deploy/grafana/dashboards/{name}.json is not what tools/deploy/dashboards.py makes" for name in ALL | there
             if there.get(name) != (text(ALL[name]) if name in ALL else None)]
    for name, board in ALL.items():
        wrong += faults(name, board)
    schema, promtool = (*more, "", "")[:2]
    if schema:
        wrong += against_schema(schema)
    if promtool:
        wrong += read_by_promtool(promtool)
    for line in wrong:
        print(f"  {line}")
    panels = sum(panel["type"] != "row" for board in ALL.values() for panel in board["panels"])
    print(f"  {len(ALL)} dashboards with {panels} panels.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
