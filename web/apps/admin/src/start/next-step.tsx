import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { anySale, made } from './queries';
import { nextOf, type StepName, stepsOf } from './steps';

/** Where a step is being done nothing has to lead to it. */
const PAGES: Record<StepName, readonly string[]> = {
  shop: [],
  taxes: ['/settings/tax/country'],
  goods: ['/products/new', '/products/import'],
  people: ['/users/invite'],
  sale: [],
};

/** On every other page of a shop that has not sold yet: the way back to what comes next. A default export, as it comes late. */
export default function NextStep() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const sale = useQuery(anySale());
  const isNew = sale.data === false;
  // What was made on a page is to be seen when it is left.
  const { data } = useQuery({
    ...made(),
    queryKey: [...made().queryKey, pathname],
    enabled: isNew && pathname !== '/',
  });
  const next = data && nextOf(stepsOf(data));
  if (!isNew || !next || pathname === '/' || PAGES[next].some((page) => pathname.startsWith(page))) return null;
  return (
    <Link
      to="/"
      className="press mb-5 flex min-h-12 items-center gap-3 rounded-md bg-brand-soft px-4 py-2 text-sm font-semibold text-brand-strong"
    >
      <span className="min-w-0 grow">{t('start.next', { step: t(`start.${next}.title`) })}</span>
      <ArrowRight className="size-5 shrink-0 rtl:-scale-x-100" aria-hidden="true" />
    </Link>
  );
}
