import type { TaxRule } from '@novapos/api';
import { formatDate, taxLabel } from '@novapos/core';
import { Badge, Banner, buttonClass, type Column, SelectField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Percent, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { tableFile } from '../lists/table-file';
import { contains, useLocalList } from '../lists/use-local-list';
import { taxRules } from './queries';
import type { TaxFilter } from './tax-filter';
import { stateOn } from './tax-rule';
import { useTargetText } from './use-target-text';

type Props = { filter: TaxFilter; onFilter: (filter: TaxFilter) => void; mayAdd: boolean; mayPropose: boolean };

const states = ['now', 'later', 'over'] as const;
const looks = { now: 'ok', later: 'warn', over: 'quiet' } as const;

export function TaxRules({ filter, onFilter, mayAdd, mayPropose }: Props) {
  const { t } = useTranslation();
  const query = useQuery(taxRules());
  const targetText = useTargetText();
  const today = new Date().toISOString().slice(0, 10);
  const sort = { by: filter.sort ?? 'category', isDescending: filter.descending ?? false };
  const ratesText = ({ exempt, rates }: TaxRule) =>
    exempt
      ? t('tax.exempt')
      : rates.map((rate) => (rate.compound ? t('tax.compound', { tax: taxLabel(rate) }) : taxLabel(rate))).join(' + ');
  const exporting = useExport('tax-rules');
  const { found, shown, more } = useLocalList(query.data ?? [], {
    matches: (rule) =>
      contains(`${rule.category} ${ratesText(rule)}`, filter.query) &&
      (!filter.state || stateOn(rule, today) === filter.state),
    sort,
    textOf: (rule, by) => (by === 'from' ? (rule.from ?? '') : `${rule.category} ${rule.from ?? ''}`),
  });
  const rulesFile = () =>
    tableFile(found, {
      category: ({ category }) => category,
      rates: ratesText,
      where: ({ target }) => targetText(target),
      from: ({ from }) => from,
      until: ({ until }) => until,
      rule_id: ({ id }) => id,
    });
  const columns: Column<TaxRule>[] = [
    {
      id: 'category',
      head: t('tax.column.category'),
      isSortable: true,
      cell: (rule) => <span className="font-semibold">{rule.category}</span>,
    },
    {
      id: 'rates',
      head: t('tax.column.rates'),
      cell: (rule) => <span className="whitespace-normal">{ratesText(rule)}</span>,
    },
    {
      id: 'where',
      head: t('tax.column.where'),
      isSecondary: true,
      cell: (rule) => <span className="whitespace-normal">{targetText(rule.target)}</span>,
    },
    {
      id: 'from',
      head: t('tax.column.from'),
      isSortable: true,
      isSecondary: true,
      cell: (rule) => (rule.from ? formatDate(rule.from) : t('tax.always')),
    },
    {
      id: 'state',
      head: t('tax.column.state'),
      cell: (rule) => {
        const state = stateOn(rule, today);
        return <Badge look={looks[state]}>{t(`tax.state.${state}`)}</Badge>;
      },
    },
  ];

  return (
    <div>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <div>
          <div className="flex flex-wrap items-center gap-x-3">
            <h2 className="text-xl font-bold">{t('tax.rules')}</h2>
            <p role="status" className="text-ink-soft">
              {shown.length > 0 && t('tax.rulesShown', { count: shown.length })}
            </p>
          </div>
          <p className="mt-1 text-sm text-ink-soft">{t('tax.rulesHelp')}</p>
        </div>
        <div className="flex flex-wrap gap-2 sm:ms-auto">
          <ExportButton exporting={exporting} from={async () => rulesFile()} />
          {mayAdd && mayPropose && <CountryLink />}
          {mayAdd && <AddLink />}
        </div>
      </div>
      <ExportProblem exporting={exporting} />
      {filter.preset && (
        <Banner look="info" className="mb-5">
          {t('presets.applied')}
        </Banner>
      )}
      {filter.made && (
        <Banner look="info" className="mb-5">
          {t('tax.created')}
        </Banner>
      )}
      <search aria-label={t('list.filters')} className="mb-5 grid gap-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <SearchBox
          label={t('list.search')}
          placeholder={t('tax.searchHint')}
          value={filter.query ?? ''}
          onSearch={(text) => onFilter({ ...filter, query: text || undefined, made: undefined, preset: undefined })}
        />
        <SelectField
          label={t('tax.column.state')}
          value={filter.state ?? ''}
          options={[
            { value: '', label: t('tax.everyState') },
            ...states.map((state) => ({ value: state, label: t(`tax.state.${state}`) })),
          ]}
          onChange={({ target }) =>
            onFilter({
              ...filter,
              state: states.find((state) => state === target.value),
              made: undefined,
              preset: undefined,
            })
          }
        />
      </search>
      <ListBody
        caption={t('tax.rules')}
        columns={columns}
        rows={shown}
        keyOf={(rule) => rule.id}
        query={query}
        failed={t('tax.rulesFailed')}
        none={{
          icon: Percent,
          title: t('tax.rulesNone'),
          help: t('tax.rulesNoneHelp'),
          action: mayPropose ? <CountryLink /> : mayAdd && <AddLink />,
        }}
        isFiltered={Boolean(filter.query) || filter.state !== undefined}
        onClear={() => onFilter({})}
        more={more}
        sort={sort}
        onSort={({ by, isDescending }) =>
          onFilter({ ...filter, sort: by === 'from' ? by : undefined, descending: isDescending || undefined })
        }
      />
    </div>
  );
}

function CountryLink() {
  const { t } = useTranslation();
  return (
    <Link to="/settings/tax/country" className={buttonClass({})}>
      {t('presets.link')}
    </Link>
  );
}

function AddLink() {
  const { t } = useTranslation();
  return (
    <Link to="/settings/tax/new" className={buttonClass({ look: 'primary' })}>
      <Plus className="size-5" aria-hidden="true" />
      {t('tax.add')}
    </Link>
  );
}
