import { createFileRoute } from '@tanstack/react-router';
import { StockLayout } from '../stock/stock-layout';

export const Route = createFileRoute('/_app/stock')({ component: StockLayout });
