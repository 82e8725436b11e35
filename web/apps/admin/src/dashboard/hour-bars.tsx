import { type Currency, formatRoundMoney } from '@novapos/core';
import { useTranslation } from 'react-i18next';
import type { Hour } from './day';
import { roundAbove } from './scale';

/** Of the plane in which the bars are drawn: an hour is so wide, and all are as high. */
const HOUR = 10;
const HEIGHT = 100;
/** How many hours have their number below: more would run into each other on a phone. */
const LABELS_MAX = 8;

type Props = { hours: readonly Hour[]; currency: Currency; label: string; names: { today: string; before: string } };

/** Today's hours as bars before those of last week. */
export function HourBars({ hours, currency, label, names }: Props) {
  const { t } = useTranslation();
  const top = roundAbove(Math.max(...hours.flatMap(({ today_minor, before_minor }) => [today_minor, before_minor])));
  const every = Math.ceil(hours.length / LABELS_MAX);
  const heightOf = (amount_minor: number) => (Math.max(0, amount_minor) * HEIGHT) / top;
  return (
    <figure className="flex flex-col gap-3" aria-label={t('dashboard.chart')}>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 gap-y-1">
        <div className="flex h-52 flex-col justify-between text-end text-xs text-ink-soft" aria-hidden="true">
          <span>{formatRoundMoney(top, currency)}</span>
          <span>{formatRoundMoney(0, currency)}</span>
        </div>
        <svg
          role="img"
          aria-label={label}
          viewBox={`0 0 ${hours.length * HOUR} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-52 w-full border-y border-line rtl:-scale-x-100"
        >
          <line
            x1="0"
            x2={hours.length * HOUR}
            y1={HEIGHT / 2}
            y2={HEIGHT / 2}
            className="stroke-line"
            vectorEffect="non-scaling-stroke"
          />
          {hours.map(({ hour, today_minor, before_minor }, index) => (
            <g key={hour}>
              <Bar x={index * HOUR + 1} width={HOUR - 2} height={heightOf(before_minor)} className="fill-ink/14" />
              <Bar x={index * HOUR + 2.5} width={HOUR - 5} height={heightOf(today_minor)} className="fill-brand" />
            </g>
          ))}
        </svg>
        <span />
        <div className="grid auto-cols-fr grid-flow-col text-center text-xs text-ink-soft" aria-hidden="true">
          {hours.map(({ hour }, index) => (
            <span key={hour} className="min-w-0">
              {index % every === 0 ? hour : ''}
            </span>
          ))}
        </div>
      </div>
      <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        <Legend swatch="bg-brand" text={names.today} />
        <Legend swatch="bg-ink/14" text={names.before} />
      </figcaption>
    </figure>
  );
}

function Bar({ x, width, height, className }: { x: number; width: number; height: number; className: string }) {
  return <rect x={x} y={HEIGHT - height} width={width} height={height} className={className} />;
}

function Legend({ swatch, text }: { swatch: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span className={`size-3 rounded-[3px] ${swatch}`} aria-hidden="true" />
      {text}
    </span>
  );
}
