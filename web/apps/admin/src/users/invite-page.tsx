import { zodResolver } from '@hookform/resolvers/zod';
import type { RoleGrant } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, buttonClass, Skeleton, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { fieldErrorsOf, partOf } from '../field-errors';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { storesToGive, useMe } from '../session/me';
import { places } from '../shop/places';
import { z } from '../zod';
import { LinkDialog, type OneTimeLink } from './link-dialog';
import { useInviteUser } from './mutations';
import { hasTwice, RoleFields } from './role-fields';
import { useOneTimeLink } from './use-one-time-link';

const invitation = z.object({
  name: z.string().trim().min(1, 'invite.invalid.name').max(200, 'invite.invalid.nameLong'),
  email: z.email('invite.invalid.email').trim(),
});

type Message = 'invite.invalid.name' | 'invite.invalid.nameLong' | 'invite.invalid.email';

export function InvitePage() {
  const { t } = useTranslation();
  const shop = useQuery(places());
  return (
    <>
      <BackLink to="/users">{t('users.title')}</BackLink>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('invite.title')}</h1>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {shop.isError && (
        <LoadProblem title={t('invite.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.data && <InviteForm />}
    </>
  );
}

function InviteForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const linkOf = useOneTimeLink('invitation');
  const stores = storesToGive(useMe()?.roles ?? []);
  const first: RoleGrant[] = [{ role: 'cashier', store_id: stores?.[0] ?? null }];
  const [roles, setRoles] = useState(first);
  const [isTwice, setIsTwice] = useState(false);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const invite = useInviteUser();
  const form = useForm({ resolver: zodResolver(invitation), defaultValues: { name: '', email: '' } });
  const { errors, isDirty, isSubmitting } = form.formState;
  const errorOf = (field: 'name' | 'email') => {
    const error = errors[field];
    return error?.type === 'server' ? error.message : error?.message && t(error.message as Message);
  };

  const submit = form.handleSubmit(async (values) => {
    setIsTwice(hasTwice(roles));
    if (hasTwice(roles)) return;
    try {
      const { invitation_token: token, ...made } = await invite.mutateAsync({ ...values, roles });
      setLink(linkOf({ ...made, token }));
    } catch (thrown) {
      for (const { pointer, detail } of fieldErrorsOf(thrown, t)) {
        const field = partOf(pointer);
        if (field === 'name' || field === 'email')
          form.setError(field, { type: 'server', message: detail }, { shouldFocus: true });
      }
    }
  });

  return (
    <>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-5">
        <UnsavedGuard isUnsaved={isDirty && !invite.isSuccess} />
        {invite.isError && <Banner look="danger">{describeError(t, invite.error)}</Banner>}
        <Card title={t('invite.who')}>
          <TextField {...form.register('name')} label={t('invite.name')} error={errorOf('name')} autoComplete="off" />
          <TextField
            {...form.register('email')}
            type="email"
            label={t('invite.email')}
            hint={t('invite.emailHint')}
            error={errorOf('email')}
            autoComplete="off"
          />
        </Card>
        <Card title={t('user.roles')} help={t('user.rolesHelp')}>
          <RoleFields
            roles={roles}
            onChange={(changed) => {
              setIsTwice(false);
              setRoles(changed);
            }}
            stores={stores}
            error={isTwice ? t('user.roleTwice') : undefined}
          />
        </Card>
        <div className="flex flex-wrap justify-end gap-3">
          <Link to="/users" activeOptions={{ exact: true }} className={buttonClass({})}>
            {t('invite.cancel')}
          </Link>
          <Button type="submit" look="primary" isBusy={isSubmitting}>
            {t('invite.create')}
          </Button>
        </div>
      </form>
      {link && (
        <LinkDialog
          link={link}
          onClose={() => {
            const userId = invite.data?.user.id;
            if (userId) void navigate({ to: '/users/$userId', params: { userId }, ignoreBlocker: true });
          }}
        />
      )}
    </>
  );
}
