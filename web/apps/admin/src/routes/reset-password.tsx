import { createFileRoute } from '@tanstack/react-router';
import { ChoosePasswordScreen } from '../account/choose-password-screen';

export const Route = createFileRoute('/reset-password')({ component: ResetPassword });

function ResetPassword() {
  return <ChoosePasswordScreen kind="reset" hash={window.location.hash} />;
}
