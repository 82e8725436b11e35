import { errorFromThrown, type TaxRule, unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../session/api';
import { taxSettings } from '../settings/queries';
import { countryOf } from './countries';
import type { SignUpForm } from './sign-up-form';

/** Opens a shop and signs its owner in. */
export function useSignUp() {
  // An attempt whose answer was lost may have opened it: the shop code is taken then, and the password is its owner's.
  const wasUnanswered = useRef(false);
  return useMutation({
    mutationFn: async ({ country, ...form }: SignUpForm) => {
      const { prices_include_tax = true, receipt_language = 'en' } = countryOf(country) ?? {};
      try {
        await unwrap(api.http.POST('/auth/sign-up', { body: { ...form, prices_include_tax, receipt_language } }));
      } catch (thrown) {
        const error = errorFromThrown(thrown);
        const isOurs =
          error.code === 'shop_code_taken' && wasUnanswered.current && (await signIn(form).catch(() => null));
        wasUnanswered.current = error.isUnanswered;
        if (isOurs) return;
        throw error;
      }
      await signIn(form);
    },
  });
}

function signIn({ shop_code, email, password }: Pick<SignUpForm, 'shop_code' | 'email' | 'password'>) {
  return api.session.signIn({ shop_code, email, password });
}

type Preset = { rules: readonly TaxRule[]; coin_minor: number | undefined };

/** Writes the rules of a country down. Each is known by its id: sent again after a lost answer it is the same rule. */
export function useApplyTaxes() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ rules, coin_minor }: Preset) => {
      for (const body of rules)
        await unwrap(api.http.POST('/tax/rules', { params: { header: { 'Idempotency-Key': body.id } }, body }));
      if (coin_minor === undefined) return;
      const settings = await unwrap(api.http.GET('/tax/settings'));
      const cash_rounding = { increment_minor: coin_minor, tie: 'away' as const };
      const saved = await unwrap(api.http.PUT('/tax/settings', { body: { ...settings, cash_rounding } }));
      queryClient.setQueryData(taxSettings().queryKey, saved);
    },
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['tax', 'rules'] });
      await queryClient.invalidateQueries({ queryKey: ['tax-categories'] });
    },
  });
}
