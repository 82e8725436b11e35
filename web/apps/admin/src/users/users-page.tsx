import type { User } from '@novapos/api';
import { buttonClass, type Column, SelectField } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserPlus, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { sortNamed, sortOf } from '../lists/sorting';
import { withoutBlanks } from '../without-blanks';
import { userPages } from './queries';
import { useRoleText } from './role-text';
import { isFiltered, type UserFilter, userSorts } from './user-filter';
import { UserStatus } from './user-status';

type Props = { filter: UserFilter; onFilter: (filter: UserFilter) => void; mayInvite: boolean };

const statuses = ['active', 'invited', 'deactivated'] as const;

export function UsersPage({ filter, onFilter, mayInvite }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(userPages(filter));
  const columns = useUserColumns();
  const exporting = useExport('users');
  const { query, status } = filter;
  const users = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('users.shownMore', { count: users.length })
    : t('users.shown', { count: users.length });

  return (
    <>
      <ListHead title={t('users.title')} shown={users.length > 0 ? shown : null}>
        <ExportButton
          exporting={exporting}
          from={`/users/export?${new URLSearchParams(withoutBlanks({ query, status }))}`}
        />
        {mayInvite && <InviteLink />}
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search
        aria-label={t('list.filters')}
        className="mb-5 grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]"
      >
        <SearchBox
          label={t('list.search')}
          placeholder={t('users.searchHint')}
          value={filter.query ?? ''}
          onSearch={(text) => onFilter({ ...filter, query: text || undefined })}
          className="max-md:col-span-2"
        />
        <SelectField
          label={t('users.status')}
          value={filter.status ?? ''}
          options={[
            { value: '', label: t('users.everyStatus') },
            ...statuses.map((status) => ({ value: status, label: t(`user.status.${status}`) })),
          ]}
          onChange={({ target }) => onFilter({ ...filter, status: statuses.find((status) => status === target.value) })}
          className="max-md:col-span-2"
        />
      </search>
      <ListBody
        caption={t('users.title')}
        columns={columns}
        rows={users}
        keyOf={(user) => user.id}
        query={pages}
        failed={t('users.failed')}
        none={{
          icon: Users,
          title: t('users.none'),
          help: t('users.noneHelp'),
          action: mayInvite && <InviteLink />,
        }}
        isFiltered={isFiltered(filter)}
        onClear={() => onFilter({ sort: filter.sort })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
        sort={sortOf(filter.sort ?? userSorts[0])}
        onSort={(sort) => onFilter({ ...filter, sort: sortNamed(userSorts, sort) })}
      />
    </>
  );
}

function InviteLink() {
  const { t } = useTranslation();
  return (
    <Link to="/users/invite" className={buttonClass({ look: 'primary' })}>
      <UserPlus className="size-5" aria-hidden="true" />
      {t('users.invite')}
    </Link>
  );
}

function useUserColumns(): Column<User>[] {
  const { t } = useTranslation();
  const roleText = useRoleText();
  return [
    {
      id: 'name',
      head: t('users.column.name'),
      isSortable: true,
      cell: (user) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/users/$userId"
          params={{ userId: user.id }}
          className="block font-semibold wrap-anywhere whitespace-normal after:absolute after:inset-0 md:min-w-40"
        >
          <bdi>{user.name}</bdi>
          <span className="mt-0.5 block text-sm font-normal text-ink-soft md:hidden">{user.email}</span>
        </Link>
      ),
    },
    {
      id: 'email',
      head: t('users.column.email'),
      isSortable: true,
      isSecondary: true,
      cell: (user) => <span className="text-sm wrap-anywhere whitespace-normal">{user.email}</span>,
    },
    {
      id: 'role',
      head: t('users.column.roles'),
      isSortable: true,
      isSecondary: true,
      cell: (user) => (
        <ul className="flex flex-col gap-0.5 text-sm">
          {user.roles.map((grant) => (
            <li key={`${grant.role} ${grant.store_id}`}>{roleText(grant)}</li>
          ))}
        </ul>
      ),
    },
    { id: 'status', head: t('users.column.status'), cell: (user) => <UserStatus status={user.status} /> },
  ];
}
