import { Modal } from '@novapos/ui';
import { clsx } from 'clsx';
import { LockKeyhole, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { itemCount } from '../cart/cart';
import { device } from '../device/device';
import { initials } from '../goods/initials';
import { useSessionState } from '../session/api';
import { useCart } from '../till/use-till';
import { WayIn } from './way-in';

/** Over everything, until somebody signs in: who sold here before by a touch on the name, and anybody else of the shop. */
export function LockScreen() {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const count = itemCount(useCart());
  const colleagues = useStore(device, (state) => state.colleagues);
  const known = (colleagues ?? []).filter(({ tenant_id }) => tenant_id === session?.tenant.id);
  const [email, setEmail] = useState(session?.user.email ?? '');
  const chosen = known.find((colleague) => colleague.email === email);
  if (!session) return null;

  return (
    <Modal label={{ id: 'lock-title' }} className="m-0 h-dvh max-h-none w-full max-w-full">
      <div className="flex min-h-0 grow overflow-y-auto bg-canvas">
        <div className="m-auto flex w-full max-w-md flex-col gap-5 p-5 py-8 lg:max-w-4xl lg:flex-row lg:items-start lg:gap-8">
          <div className="flex flex-col gap-5 lg:flex-1">
            <div className="flex items-center gap-4">
              <span className="grid size-14 shrink-0 place-items-center rounded-full bg-brand-soft text-brand">
                <LockKeyhole className="size-7" aria-hidden="true" />
              </span>
              <div>
                <h2 id="lock-title" className="text-2xl font-bold tracking-tight">
                  {t('lock.title')}
                </h2>
                <p className="text-ink-soft">{count > 0 ? t('lock.kept', { count }) : t('lock.help')}</p>
              </div>
            </div>
            <ul aria-label={t('lock.who')} className="grid grid-cols-2 gap-2">
              {known.map((colleague) => (
                <li key={colleague.email}>
                  <Who isChosen={colleague.email === email} onPress={() => setEmail(colleague.email)}>
                    <span aria-hidden="true" className="text-lg font-bold">
                      {initials(colleague.name)}
                    </span>
                    <bdi className="min-w-0 truncate">{colleague.name}</bdi>
                  </Who>
                </li>
              ))}
              <li>
                <Who isChosen={email === ''} onPress={() => setEmail('')}>
                  <UserRound className="size-6" aria-hidden="true" />
                  {t('lock.other')}
                </Who>
              </li>
            </ul>
          </div>
          <div className="rounded-xl bg-surface p-6 shadow-card lg:flex-1">
            <WayIn
              key={email}
              shopCode={session.tenant.shop_code}
              email={email}
              name={chosen?.name ?? ''}
              hasPin={chosen?.has_pin ?? false}
            />
          </div>
        </div>
      </div>
    </Modal>
  );
}

type WhoProps = { isChosen: boolean; onPress: () => void; children: React.ReactNode };

function Who({ isChosen, onPress, children }: WhoProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onPress}
      className={clsx(
        'press flex min-h-16 w-full items-center gap-3 rounded-lg px-4 text-start font-semibold',
        isChosen ? 'bg-ink text-canvas' : 'bg-surface shadow-card hover:bg-raised',
      )}
    >
      {children}
    </button>
  );
}
