import { Button, LogoMark } from '@novapos/ui';
import { Menu, ReceiptText, Search, X } from 'lucide-react';
import { type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../app/lazy-part';
import { goTo } from '../app/screen';

const TillMenu = lazyPart(() => import('../till/till-menu').then((m) => m.TillMenu));

type Props = {
  search: string;
  onSearch: (text: string) => void;
  onEnter: () => void;
  searchField: RefObject<HTMLInputElement | null>;
};

export function GoodsHeader({ search, onSearch, onEnter, searchField }: Props) {
  const { t } = useTranslation();
  const [isMenuOpen, setIsMenuOpen] = useState(false);

  return (
    <header className="flex items-center gap-2 px-3 pt-3 sm:gap-3 sm:px-5 sm:pt-4">
      <LogoMark className="hidden size-11 sm:block" />
      <div className="relative min-w-0 grow">
        <Search className="pointer-events-none absolute start-4 top-4 size-5 text-ink-soft" aria-hidden="true" />
        <input
          ref={searchField}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onEnter();
            if (event.key === 'Escape') onSearch('');
          }}
          placeholder={t('sale.search')}
          aria-label={t('sale.searchLabel')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="done"
          className="h-13 w-full rounded-lg border border-transparent bg-surface ps-12 pe-13 text-base shadow-card outline-offset-0"
        />
        {search !== '' && (
          <div className="absolute inset-y-0 end-0.5 flex items-center">
            <Button look="quiet" size="icon" aria-label={t('sale.clearSearch')} onClick={() => onSearch('')}>
              <X className="size-5" aria-hidden="true" />
            </Button>
          </div>
        )}
      </div>
      <Button look="quiet" aria-label={t('sale.salesList')} onClick={() => goTo('sales')}>
        <ReceiptText className="size-6" aria-hidden="true" />
        <span className="hidden sm:inline">{t('sale.salesList')}</span>
      </Button>
      <Button look="quiet" size="icon" aria-label={t('sale.menu')} onClick={() => setIsMenuOpen(true)}>
        <Menu className="size-6" aria-hidden="true" />
      </Button>
      {isMenuOpen && (
        <Suspense>
          <TillMenu onClose={() => setIsMenuOpen(false)} />
        </Suspense>
      )}
    </header>
  );
}
