import { createFileRoute } from '@tanstack/react-router';
import { ReportPage } from '../cash/report-page';
import { RequireRoles } from '../session/guard';
import { z } from '../zod';

export const Route = createFileRoute('/_app/cash/z-reports/$registerId/$zNumber')({
  params: {
    parse: ({ registerId, zNumber }) => ({ registerId, zNumber: z.coerce.number().int().positive().parse(zNumber) }),
    stringify: ({ registerId, zNumber }) => ({ registerId, zNumber: String(zNumber) }),
  },
  beforeLoad: RequireRoles('get_z_report'),
  component: Report,
});

function Report() {
  const { registerId, zNumber } = Route.useParams();
  return <ReportPage register_id={registerId} z_number={zNumber} />;
}
