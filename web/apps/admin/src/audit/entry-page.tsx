import type { AuditEntryDetail } from '@novapos/api';
import { formatDateTime } from '@novapos/core';
import { buttonClass, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MoveRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';
import { LoadProblem } from '../layout/load-problem';
import { auditEntry } from './queries';
import { Subject } from './subject-link';
import { useEntryWords, useSubjectText } from './use-entry-words';
import { useWordedChanges } from './use-state-words';

/** One thing that somebody did, and what it changed. */
export function EntryPage({ entry_id }: { entry_id: string }) {
  const { t } = useTranslation();
  const entry = useQuery(auditEntry(entry_id));
  return (
    <>
      <BackLink to="/audit">{t('audit.title')}</BackLink>
      {entry.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {entry.isError && (
        <LoadProblem title={t('audit.entryFailed')} error={entry.error} onRetry={() => void entry.refetch()} />
      )}
      {entry.data && <EntryParts entry={entry.data} />}
    </>
  );
}

function EntryParts({ entry }: { entry: AuditEntryDetail }) {
  const { t } = useTranslation();
  const { actionOf, reasonOf, whoOf, whereOf } = useEntryWords();
  const where = whereOf(entry);
  const about = useSubjectText([entry])(entry);
  const facts: [string, string][] = [
    [t('audit.column.at'), formatDateTime(entry.at)],
    [t('audit.column.who'), whoOf(entry)],
  ];
  if (where) facts.push([t('list.store'), where]);
  const reason = reasonOf(entry);
  if (reason) facts.push([t('audit.reason'), reason]);
  return (
    <>
      <h1 className="text-2xl font-bold tracking-tight wrap-anywhere">{actionOf(entry.action)}</h1>
      <p className="mb-5 text-ink-soft wrap-anywhere">{about && <Subject entry={entry} text={about} />}</p>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title={t('audit.changes')}>
          <Changes entry={entry} />
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={t('audit.facts')}>
            <Facts facts={facts} />
            <Link to="/audit" search={{ subject_id: entry.subject_id }} className={buttonClass({ look: 'plain' })}>
              {t('audit.sameSubject')}
            </Link>
          </Card>
          <Card title={t('audit.chain', { number: entry.number })} help={t('audit.chainHelp')}>
            <p dir="ltr" className="font-mono text-xs wrap-anywhere text-ink-soft">
              {entry.hash}
            </p>
          </Card>
        </div>
      </div>
    </>
  );
}

function Changes({ entry }: { entry: AuditEntryDetail }) {
  const { t } = useTranslation();
  const changes = useWordedChanges(entry);
  if (changes.length === 0) return <p className="text-sm text-ink-soft">{t('audit.noChanges')}</p>;
  return (
    <dl className="flex flex-col gap-3 text-sm">
      {changes.map(({ field, label, before, after }) => (
        <div key={field} className="flex flex-col gap-1 border-s-2 border-line ps-3">
          {label && (
            <dt className="text-ink-soft">
              <bdi>{label}</bdi>
            </dt>
          )}
          <dd className="flex flex-wrap items-start gap-x-2 gap-y-1 font-medium">
            {before !== '' && (
              <>
                <bdi className="min-w-0 wrap-anywhere whitespace-pre-wrap text-ink-soft line-through">{before}</bdi>
                <MoveRight className="mt-0.5 size-4 shrink-0 text-ink-soft rtl:-scale-x-100" aria-hidden="true" />
                <span className="sr-only">{t('trail.became')}</span>
              </>
            )}
            <bdi className="min-w-0 wrap-anywhere whitespace-pre-wrap">{after || t('trail.nothing')}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
