import type { AuditEntry } from '@novapos/api';
import { formatDateTime } from '@novapos/core';
import { Button, type Column } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { withoutBlanks } from '../without-blanks';
import { type AuditFilter, auditQuery, isFiltered } from './audit-filter';
import { AuditFilters } from './audit-filters';
import { auditPages } from './queries';
import { Subject } from './subject-link';
import { useEntryWords, useSubjectText } from './use-entry-words';

type Props = { filter: AuditFilter; onFilter: (filter: AuditFilter) => void };

export function AuditPage({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(auditPages(filter));
  const exporting = useExport('audit');
  const entries = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useAuditColumns(entries);
  const shown = pages.hasNextPage
    ? t('audit.shownMore', { count: entries.length })
    : t('audit.shown', { count: entries.length });

  return (
    <>
      <ListHead title={t('audit.title')} shown={entries.length > 0 ? shown : null}>
        {isFiltered(filter) && entries.length > 0 && (
          <Button look="quiet" onClick={() => onFilter({})}>
            {t('list.clear')}
          </Button>
        )}
        <ExportButton
          exporting={exporting}
          from={`/audit/entries/export?${new URLSearchParams(withoutBlanks(auditQuery(filter)))}`}
        />
      </ListHead>
      <ExportProblem exporting={exporting} />
      <AuditFilters filter={filter} onFilter={onFilter} />
      <ListBody
        caption={t('audit.title')}
        columns={columns}
        rows={entries}
        keyOf={(entry) => entry.id}
        query={pages}
        failed={t('audit.failed')}
        none={{ icon: History, title: t('audit.none'), help: t('audit.noneHelp') }}
        isFiltered={isFiltered(filter)}
        onClear={() => onFilter({})}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

function useAuditColumns(entries: readonly AuditEntry[]): Column<AuditEntry>[] {
  const { t } = useTranslation();
  const aboutOf = useSubjectText(entries);
  const { actionOf, reasonOf, whoOf, whereOf } = useEntryWords();
  return [
    {
      id: 'action',
      head: t('audit.column.action'),
      cell: (entry) => (
        <>
          {/* The whole row is the link's target: its box covers the row, and what it is about lies above it. */}
          <Link
            to="/audit/$entryId"
            params={{ entryId: entry.id }}
            className="block font-semibold wrap-anywhere whitespace-normal after:absolute after:inset-0 md:min-w-48"
          >
            {actionOf(entry.action)}
          </Link>
          <About entry={entry} text={aboutOf(entry)} className="text-sm md:hidden" />
          <span className="block text-sm wrap-anywhere whitespace-normal text-ink-soft empty:hidden">
            {entry.reason && <bdi>{reasonOf(entry)}</bdi>}
          </span>
          <span className="block text-sm wrap-anywhere whitespace-normal text-ink-soft md:hidden">
            <bdi>{whoOf(entry)}</bdi>
          </span>
        </>
      ),
    },
    {
      id: 'about',
      head: t('audit.about'),
      cell: (entry) => <About entry={entry} text={aboutOf(entry)} />,
      isSecondary: true,
    },
    { id: 'who', head: t('audit.column.who'), cell: (entry) => <bdi>{whoOf(entry)}</bdi>, isSecondary: true },
    { id: 'where', head: t('list.store'), cell: (entry) => <bdi>{whereOf(entry)}</bdi>, isSecondary: true },
    {
      id: 'at',
      head: t('audit.column.at'),
      cell: (entry) => <span className="max-md:whitespace-normal">{formatDateTime(entry.at)}</span>,
    },
  ];
}

function About({ entry, text, className }: { entry: AuditEntry; text: string | null; className?: string }) {
  if (!text) return null;
  return (
    <span className={`block wrap-anywhere whitespace-normal ${className ?? ''}`}>
      <Subject entry={entry} text={text} className="relative z-10 inline-flex min-h-6 items-center" />
    </span>
  );
}
