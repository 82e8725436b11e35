import { createFileRoute } from '@tanstack/react-router';
import { CashLayout } from '../cash/cash-layout';

export const Route = createFileRoute('/_app/cash')({ component: CashLayout });
