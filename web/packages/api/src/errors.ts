/** Every failure of a request, as one error. `code` is the API's stable code, or one of ours when no answer came. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly detail: string;
  readonly status: number;
  readonly traceId: string | null;
  readonly retryAfterMs: number | null;
  /** The members of the problem document that are particular to its code. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(problem: {
    code: string;
    detail: string;
    status: number;
    traceId?: string | null;
    retryAfterMs?: number | null;
    extra?: Record<string, unknown>;
  }) {
    super(`${problem.code}: ${problem.detail}`);
    this.code = problem.code;
    this.detail = problem.detail;
    this.status = problem.status;
    this.traceId = problem.traceId ?? null;
    this.retryAfterMs = problem.retryAfterMs ?? null;
    this.extra = problem.extra ?? {};
  }

  /** No answer came: nobody knows whether the server has done the work. */
  get isUnanswered(): boolean {
    return this.status === 0;
  }
}

export function errorFromResponse(response: Response, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {};
  const { code, detail, trace_id, type: _type, title, status: _status, ...extra } = problem;
  return new ApiError({
    code: typeof code === 'string' ? code : `http_${response.status}`,
    detail: typeof detail === 'string' ? detail : typeof title === 'string' ? title : response.statusText,
    status: response.status,
    traceId: typeof trace_id === 'string' ? trace_id : null,
    retryAfterMs: retryAfterMs(response.headers.get('Retry-After')),
    extra,
  });
}

export function errorFromThrown(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  const code = name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : 'network';
  return new ApiError({ code, detail: thrown instanceof Error ? thrown.message : '', status: 0 });
}

/** `Retry-After` in seconds or as a date, as milliseconds from now. */
export function retryAfterMs(header: string | null, now_ms: number = Date.now()): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at_ms = Date.parse(header);
  return Number.isNaN(at_ms) ? null : Math.max(0, at_ms - now_ms);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
