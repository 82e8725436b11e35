import { describeError } from '@novapos/core';
import { Button, EmptyState, Skeleton } from '@novapos/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, CloudOff, LockKeyhole } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../app/screen';
import { useSessionState } from '../session/api';
import { TrainingMark } from '../till/training-mark';
import { useMay, useTill } from '../till/use-till';
import { WithQueries } from '../with-queries';
import { CloseForm } from './close-form';
import { ClosedDrawer } from './closed-drawer';
import { CountForm } from './count-form';
import { DrawerAtWork } from './drawer-at-work';
import { OpenForm } from './open-form';
import { drawerHere } from './queries';
import { WaitingDrawers } from './waiting-drawers';

/** The cash drawer from its opening to its Z report. */
export function DrawerScreen() {
  return (
    <WithQueries>
      <Frame>
        <Drawer />
      </Frame>
    </WithQueries>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className="flex h-dvh flex-col">
      <TrainingMark />
      <header className="flex shrink-0 items-center gap-2 px-3 py-3 sm:px-4 sm:py-4">
        <Button look="quiet" size="icon" aria-label={t('common.back')} onClick={() => goTo('sale')}>
          <ArrowLeft className="size-6 rtl:-scale-x-100" aria-hidden="true" />
        </Button>
        <h1 className="text-xl font-bold tracking-tight">{t('drawer.title')}</h1>
      </header>
      <div className="flex min-h-0 grow scroll-pb-40 flex-col overflow-y-auto px-3 pt-0.5 pb-6 sm:px-5">
        <div className="mx-auto flex w-full max-w-3xl grow flex-col gap-5">{children}</div>
      </div>
    </main>
  );
}

function Drawer() {
  const { t } = useTranslation();
  const till = useTill();
  const queries = useQueryClient();
  const mayHandleCash = useMay('cash_handle');
  const mayApprove = useMay('cash_approve');
  const user_id = useSessionState().session?.user.id;
  const [other, setOther] = useState<{ by: string | undefined; id: string } | null>(null);
  const other_id = other && other.by === user_id ? other.id : null;
  const drawer = useQuery({ ...drawerHere(till, user_id, other_id), enabled: mayHandleCash });
  const [isCounting, setIsCounting] = useState(false);
  const [closed, setClosed] = useState<{ z_number: number | null } | null>(null);

  const look = async () => {
    await queries.invalidateQueries({ queryKey: ['drawer'] });
    setIsCounting(false);
  };

  if (!mayHandleCash) return <EmptyState icon={LockKeyhole} title={t('drawer.forbidden')} />;
  if (closed) return <ClosedDrawer {...closed} />;
  if (drawer.isPending) return <Skeleton className="h-96 w-full rounded-xl" />;
  if (drawer.isError) {
    return (
      <EmptyState
        icon={CloudOff}
        title={t('drawer.failed')}
        action={<Button onClick={() => void drawer.refetch()}>{t('common.retry')}</Button>}
      >
        {describeError(t, drawer.error)}
      </EmptyState>
    );
  }
  const session = drawer.data;
  const others = mayApprove && <WaitingDrawers except={session?.id} onChoose={(id) => setOther({ by: user_id, id })} />;
  if (!session) {
    const opened = async () => {
      await look();
      goTo('sale');
    };
    return (
      <>
        {others}
        <OpenForm onOpened={opened} />
      </>
    );
  }
  const count = session.counts.at(-1);
  if (isCounting) {
    const count_number = (count?.count_number ?? 0) + 1;
    return (
      <CountForm session={session} count_number={count_number} onCounted={look} onBack={() => setIsCounting(false)} />
    );
  }
  if (count) {
    const done = async (z_number: number | null) => {
      setClosed({ z_number });
      await look();
    };
    return (
      <CloseForm
        key={`${user_id} ${count.count_number}`}
        session={session}
        count={count}
        onRecount={() => setIsCounting(true)}
        onClosed={done}
      />
    );
  }
  return (
    <>
      {others}
      <DrawerAtWork session={session} onChanged={look} onClose={() => setIsCounting(true)} />
    </>
  );
}
