import { createFileRoute } from '@tanstack/react-router';
import { ChoosePasswordScreen } from '../account/choose-password-screen';

export const Route = createFileRoute('/join')({ component: Join });

function Join() {
  return <ChoosePasswordScreen kind="join" hash={window.location.hash} />;
}
