import { errorFromResponse, errorFromThrown } from './errors';
import type { Session } from './types';

/** Who works, and in which shop: what may be written down about a session, for it holds no token. */
export type SignedIn = Pick<Session, 'tenant' | 'user'>;

export type SessionState =
  | { status: 'unknown'; session: null }
  /** Whom the device remembers; the server has not confirmed it since the app was opened, for it may be away. */
  | { status: 'remembered'; session: SignedIn }
  | { status: 'signed_in'; session: Session }
  /** The server ended the session while someone was working: what is on screen stays, and they sign in over it. */
  | { status: 'ended'; session: SignedIn }
  | { status: 'signed_out'; session: null };

export type Credentials = { shop_code: string; email: string; password: string };
export type PinCredentials = Omit<Credentials, 'password'> & { pin: string };

/**
 * Who is signed in. The access token lives only in memory; the refresh token is an HttpOnly cookie that no script can read.
 */
export class SessionKeeper {
  #state: SessionState = { status: 'unknown', session: null };
  #refreshing: Promise<boolean> | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #client: 'pos' | 'admin';
  readonly #send: (request: Request) => Promise<Response>;
  readonly #baseUrl: string;

  constructor(client: 'pos' | 'admin', baseUrl: string, send: (request: Request) => Promise<Response>) {
    this.#client = client;
    this.#baseUrl = baseUrl;
    this.#send = send;
  }

  readonly getState = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Lets somebody go on who was signed in here before, until the server says otherwise. */
  remember(session: SignedIn): void {
    if (this.#state.status === 'unknown') this.#set({ status: 'remembered', session });
  }

  signIn(credentials: Credentials): Promise<Session> {
    return this.#signIn('/auth/sign-in', { ...credentials, client: this.#client });
  }

  /** To the till, in a browser where the same person signed in with their password. */
  signInByPin(credentials: PinCredentials): Promise<Session> {
    return this.#signIn('/auth/pin-sign-in', credentials);
  }

  /** Asks once for a new access token, however many requests need it. False: the session is over. Throws when unreachable. */
  refresh(): Promise<boolean> {
    this.#refreshing ??= oneTabAtATime(`novapos-refresh-${this.#client}`, () => this.#refreshNow()).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async signOut(): Promise<void> {
    await this.#post('/auth/sign-out', { client: this.#client });
    this.#set({ status: 'signed_out', session: null });
  }

  async #signIn(path: string, credentials: unknown): Promise<Session> {
    const session = await this.#post<Session>(path, credentials);
    this.#set({ status: 'signed_in', session });
    return session;
  }

  async #refreshNow(): Promise<boolean> {
    try {
      const session = await this.#post<Session>('/auth/refresh', { client: this.#client });
      this.#set({ status: 'signed_in', session });
      return true;
    } catch (thrown) {
      const error = errorFromThrown(thrown);
      if (error.status !== 401) throw error;
      const { session } = this.#state;
      this.#set(session ? { status: 'ended', session } : { status: 'signed_out', session: null });
      return false;
    }
  }

  async #post<T>(path: string, body: unknown): Promise<T> {
    const response = await this.#send(
      new Request(`${this.#baseUrl}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw errorFromResponse(response, answer);
    return answer as T;
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** For work that two tabs must not do at the same moment: a refresh token, for instance, is used once. Plain http has no locks. */
export function oneTabAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  return globalThis.navigator?.locks ? navigator.locks.request(name, work) : work();
}
