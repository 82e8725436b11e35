import { zodResolver } from '@hookform/resolvers/zod';
import { errorFromThrown } from '@novapos/api';
import { describeError, useLanguageChoice } from '@novapos/core';
import {
  Banner,
  Button,
  buttonClass,
  ChoiceGroup,
  EmptyState,
  Logo,
  PasswordField,
  SelectField,
  Skeleton,
  TextField,
} from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { fieldErrorsOf, isAboutFields, partOf } from '../field-errors';
import { LoadProblem } from '../layout/load-problem';
import { SHOP_CODE_KEY } from '../session/sign-in-screen';
import { currencies, timeZones } from '../settings/choices';
import { countries, countryAt, countryName, countryOf } from './countries';
import { useSignUp } from './mutations';
import { signUpState } from './queries';
import { shopCodeFrom } from './shop-code';
import { type SignUpForm, signUpForm } from './sign-up-form';

const OTHER = 'other';

type Message = 'signUp.invalid.name';

/** Where somebody new opens a shop, if they can do so here. */
export function SignUpScreen({ onOpened }: { onOpened: () => void }) {
  const { t } = useTranslation();
  const state = useQuery(signUpState());
  return (
    <Frame>
      {!state.data?.open && <h1 className="sr-only">{t('signUp.title')}</h1>}
      {state.isPending && <Skeleton className="h-96 w-full" />}
      {state.isError && (
        <LoadProblem title={t('signUp.stateFailed')} error={state.error} onRetry={() => void state.refetch()} />
      )}
      {state.data?.open === false && (
        <EmptyState
          icon={Store}
          title={t('signUp.closedTitle')}
          action={
            <Link to="/sign-in" className={buttonClass({ look: 'primary' })}>
              {t('signUp.toSignIn')}
            </Link>
          }
        >
          {t('signUp.closedHelp')}
        </EmptyState>
      )}
      {state.data?.open && <Form onOpened={onOpened} />}
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const languageChoice = useLanguageChoice();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 p-5">
      <Logo />
      <section className="w-full max-w-2xl rounded-xl bg-surface p-6 shadow-card sm:p-9">{children}</section>
      <ChoiceGroup label={t('common.language')} {...languageChoice} />
    </main>
  );
}

/** As the clock of this device has it: most people open a shop where they are. */
function emptyForm(): SignUpForm {
  const { timeZone: time_zone } = Intl.DateTimeFormat().resolvedOptions();
  const country = countryAt(time_zone);
  return {
    shop_name: '',
    shop_code: '',
    country: country?.code ?? OTHER,
    currency: country?.currency ?? 'EUR',
    time_zone,
    owner_name: '',
    email: '',
    password: '',
  };
}

function Form({ onOpened }: { onOpened: () => void }) {
  const { t } = useTranslation();
  const signUp = useSignUp();
  const form = useForm<SignUpForm>({ resolver: zodResolver(signUpForm), defaultValues: emptyForm() });
  const submit = form.handleSubmit(async (values) => {
    try {
      await signUp.mutateAsync(values);
      localStorage.setItem(SHOP_CODE_KEY, values.shop_code);
      onOpened();
    } catch (thrown) {
      point(t, form, thrown);
    }
  });
  const isPointedAt = signUp.isError && isPlaced(signUp.error);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <header>
        <h1 className="text-2xl font-bold tracking-tight">{t('signUp.title')}</h1>
        <p className="mt-1 text-ink-soft">{t('signUp.help')}</p>
      </header>
      {signUp.isError && !isPointedAt && <Banner look="danger">{describeError(t, signUp.error)}</Banner>}
      <ShopFields form={form} />
      <OwnerFields form={form} />
      <Button type="submit" look="primary" size="lg" isBusy={form.formState.isSubmitting} className="w-full">
        {t('signUp.open')}
      </Button>
      <Link to="/sign-in" className="inline-flex min-h-11 items-center self-center rounded-sm px-2 text-sm underline">
        {t('signUp.haveOne')}
      </Link>
    </form>
  );
}

function ShopFields({ form }: { form: UseFormReturn<SignUpForm> }) {
  const { t } = useTranslation();
  const { register, setValue, getFieldState, control } = form;
  const [zone, country] = useWatch({ control, name: ['time_zone', 'country'] });
  const errorOf = useErrorText(form);
  const name = register('shop_name', {
    // Until somebody writes a code of their own, it follows the name.
    onChange: ({ target }) => {
      if (!getFieldState('shop_code', form.formState).isTouched)
        setValue('shop_code', shopCodeFrom((target as HTMLInputElement).value));
    },
  });
  const choose = (code: string) => {
    const chosen = countryOf(code);
    if (!chosen) return;
    const { timeZone: here } = Intl.DateTimeFormat().resolvedOptions();
    setValue('currency', chosen.currency);
    setValue('time_zone', chosen.time_zones.includes(here) ? here : chosen.time_zones[0]);
  };
  const byName = countries.map(({ code }) => ({ value: code, label: countryName(code) }));
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-3 text-lg font-semibold">{t('signUp.shop')}</legend>
      <TextField
        {...name}
        label={t('signUp.name')}
        hint={t('signUp.nameHint')}
        error={errorOf('shop_name')}
        autoComplete="organization"
        autoFocus
      />
      <TextField
        {...register('shop_code')}
        label={t('signUp.code')}
        hint={t('signUp.codeHint')}
        error={errorOf('shop_code')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SelectField
        {...register('country', { onChange: ({ target }) => choose((target as HTMLSelectElement).value) })}
        label={t('signUp.country')}
        hint={t('signUp.countryHint')}
        options={[
          ...byName.sort((one, other) => one.label.localeCompare(other.label)),
          { value: OTHER, label: t('signUp.otherCountry') },
        ]}
        className="sm:col-span-2"
      />
      <SelectField
        {...register('currency')}
        label={t('signUp.currency')}
        hint={t('signUp.currencyHint')}
        error={errorOf('currency')}
        options={currencies()}
      />
      <SelectField
        {...register('time_zone')}
        label={t('signUp.zone')}
        error={errorOf('time_zone')}
        // Of a country with several clocks those come first.
        options={zonesOf(country, zone)}
      />
    </fieldset>
  );
}

function zonesOf(country: string, present: string) {
  const own: readonly string[] = countryOf(country)?.time_zones ?? [];
  const all = timeZones(present);
  return [...all.filter(({ value }) => own.includes(value)), ...all.filter(({ value }) => !own.includes(value))];
}

function OwnerFields({ form }: { form: UseFormReturn<SignUpForm> }) {
  const { t } = useTranslation();
  const { register } = form;
  const errorOf = useErrorText(form);
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-3 text-lg font-semibold">{t('signUp.you')}</legend>
      <TextField
        {...register('owner_name')}
        label={t('signUp.owner')}
        error={errorOf('owner_name')}
        autoComplete="name"
      />
      <TextField
        {...register('email')}
        type="email"
        label={t('common.email')}
        error={errorOf('email')}
        autoComplete="username"
      />
      <div className="sm:col-span-2">
        <PasswordField
          {...register('password')}
          label={t('common.password')}
          hint={t('signUp.passwordHint')}
          error={errorOf('password')}
          autoComplete="new-password"
          showLabel={t('common.showPassword')}
          hideLabel={t('common.hidePassword')}
        />
      </div>
    </fieldset>
  );
}

function useErrorText({ formState: { errors } }: UseFormReturn<SignUpForm>) {
  const { t } = useTranslation();
  return (field: keyof SignUpForm) => {
    const error = errors[field];
    return error?.type === 'server' ? error.message : error?.message && t(error.message as Message);
  };
}

const isTaken = (thrown: unknown) => errorFromThrown(thrown).code === 'shop_code_taken';
const isPlaced = (thrown: unknown) => isTaken(thrown) || isAboutFields(thrown);

/** Puts what the server found wrong beside its fields. */
function point(t: TFunction, form: UseFormReturn<SignUpForm>, thrown: unknown): void {
  if (isTaken(thrown))
    form.setError('shop_code', { type: 'server', message: t('signUp.taken') }, { shouldFocus: true });
  for (const { pointer, detail } of fieldErrorsOf(thrown, t)) {
    const field = Object.keys(signUpForm.shape).find((name) => name === partOf(pointer));
    if (field) form.setError(field as keyof SignUpForm, { type: 'server', message: detail }, { shouldFocus: true });
  }
}
