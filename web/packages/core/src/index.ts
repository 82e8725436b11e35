export { businessDate, formatDate, formatDateTime, formatTime } from './business-date';
export { commonMessages } from './common-messages';
export { describeError } from './describe-error';
export { errorMessages } from './error-messages';
export { addMessages, startI18n } from './i18n';
export { type Currency, formatMoney, formatRoundMoney, minorToDecimal } from './money';
export { formatQuantity, ONE_MILLI, taxLabel, type Unit } from './quantity';
export { formatUnitPrice } from './unit-price';
export { uuidv7 } from './uuid';
