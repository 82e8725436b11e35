import { type ChangeFamily, errorFromThrown, type Family } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, TextField } from '@novapos/ui';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrorsOf } from '../field-errors';
import { Card } from '../layout/card';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { SaveBar } from '../settings/save-bar';
import { type OptionDraft, optionFaults } from './family-draft';
import { useChangeFamily } from './mutations';
import { NAME_LENGTH_MAX } from './option-values';
import { ValuesList } from './values-list';

type Message = 'family.invalid.optionName';
type Draft = { name: string; options: readonly OptionDraft[] };

/** An option has no id of its own but its place, which it keeps. */
const draftOf = ({ name, options }: Family): Draft => ({
  name,
  options: options.map((option, index) => ({ id: String(index), ...option })),
});

/** What a family is called and what its variants differ in. */
export function FamilyForm({ family }: { family: Family }) {
  const { t } = useTranslation();
  const change = useChangeFamily(family.id);
  // Nothing typed: as it is on the server.
  const [typed, setTyped] = useState<Draft | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const draft = typed ?? draftOf(family);
  const changes = changesTo(family, draft);
  const isChanged = Object.keys(changes).length > 0;
  const faults = optionFaults(draft.options);
  const isNameless = draft.name.trim() === '';
  const used = usedValues(family);
  const refused = change.isError ? nameRefusalOf(t, change.error) : undefined;
  const type = (typing: Partial<Draft>) => {
    change.reset();
    setTyped({ ...draft, ...typing });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (!isNameless && Object.keys(faults).length === 0) change.mutate(changes, { onSuccess: () => setTyped(null) });
  };
  const textOf = (message: string | undefined) => message && t(message as Message, { max: NAME_LENGTH_MAX });

  return (
    // A field that gets the focus comes to stand clear of the bars above and below.
    <form
      noValidate
      onSubmit={submit}
      className="flex min-w-0 flex-col gap-5 **:[input]:scroll-mt-24 **:[input]:scroll-mb-40"
    >
      <UnsavedGuard isUnsaved={isChanged} />
      {change.isError && <Banner look="danger">{describeError(t, change.error)}</Banner>}
      {change.isSuccess && !isChanged && <Banner look="info">{t('family.saved')}</Banner>}
      <Card title={t('family.nameTitle')}>
        <TextField
          label={t('family.nameOf')}
          maxLength={200}
          autoComplete="off"
          error={isAsked && isNameless ? t('product.invalid.name') : refused}
          value={draft.name}
          onChange={({ target }) => type({ name: target.value })}
        />
      </Card>
      {draft.options.map((option, index) => {
        const set = (next: Partial<OptionDraft>) =>
          type({ options: draft.options.map((each) => (each.id === option.id ? { ...each, ...next } : each)) });
        const number = index + 1;
        return (
          <Card key={option.id} title={t('family.option.name', { number })}>
            <TextField
              label={t('family.option.nameOf', { number })}
              autoComplete="off"
              error={isAsked ? textOf(faults[option.id]?.name) : undefined}
              value={option.name}
              onChange={({ target }) => set({ name: target.value })}
            />
            <ValuesList
              option={option.name.trim() || t('family.option.name', { number })}
              values={option.values}
              used={used[index] ?? new Set()}
              error={isAsked ? textOf(faults[option.id]?.values) : undefined}
              onValues={(values) => set({ values })}
            />
          </Card>
        );
      })}
      {isChanged && (
        <SaveBar
          isBusy={change.isPending}
          onDiscard={() => {
            change.reset();
            setIsAsked(false);
            setTyped(null);
          }}
        />
      )}
    </form>
  );
}

/** Only what differs, so that nothing is put back that somebody else has changed meanwhile. */
function changesTo(family: Family, { name, options }: Draft): ChangeFamily {
  const wanted = options.map((option) => ({ name: option.name.trim(), values: [...option.values] }));
  const known = family.options.map((option) => ({ name: option.name, values: option.values }));
  return {
    ...(name.trim() !== family.name && { name: name.trim() }),
    ...(JSON.stringify(wanted) !== JSON.stringify(known) && { options: wanted }),
  };
}

/** The values of each option that some variant has. */
function usedValues({ options, variants }: Family): ReadonlySet<string>[] {
  return options.map((_, index) => new Set(variants.map(({ variant }) => variant?.options[index]?.value ?? '')));
}

function nameRefusalOf(t: TFunction, thrown: unknown): string | undefined {
  const error = errorFromThrown(thrown);
  if (error.code === 'family_taken') return describeError(t, error);
  return fieldErrorsOf(error, t).find(({ pointer }) => pointer === '/name')?.detail;
}
