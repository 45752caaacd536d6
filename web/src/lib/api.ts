/** Asking the HTTP API. Every failure becomes an `ApiError` whose message a reader can act on. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Page } from "./types";

const TOKEN = "tidings-token";

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
  ) {
    super(detail);
  }
}

/** The query string of the values that are set; starts with "?" unless empty. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") pairs.set(key, String(value));
  }
  const text = pairs.toString();
  return text ? `?${text}` : "";
}

export function rememberToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

function headers(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Accept: "application/json", Authorization: `Bearer ${token}` } : { Accept: "application/json" };
}

async function read<T>(reply: Response): Promise<T> {
  if (reply.ok) return (await reply.json()) as T;
  let title = reply.statusText || `Error ${reply.status}`;
  let detail = "";
  try {
    const problem = (await reply.json()) as { title?: unknown; detail?: unknown };
    if (typeof problem.title === "string") title = problem.title;
    if (typeof problem.detail === "string") detail = problem.detail;
  } catch {
    // A reply that is no JSON says nothing more than its status.
  }
  throw new ApiError(reply.status, title, detail);
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let reply: Response;
  try {
    reply = await fetch(path, { ...init, headers: { ...headers(), ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "No answer", "The server does not answer. Is “tidings serve” still running?");
  }
  return read<T>(reply);
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>(path, signal ? { signal } : {});

export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  ask<T>(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
    ...(signal ? { signal } : {}),
  });

export interface Asked<T> {
  data: T | null;
  error: Error | null;
  loading: boolean;
  again: () => void;
}

/** What a path answers; null asks nothing. Old data stays while a changed path is asked. */
export function useApi<T>(path: string | null): Asked<T> {
  const [state, setState] = useState<{ data: T | null; error: Error | null; loading: boolean }>({
    data: null,
    error: null,
    loading: path !== null,
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === null) {
      setState({ data: null, error: null, loading: false });
      return;
    }
    const stop = new AbortController();
    setState((old) => ({ ...old, error: null, loading: true }));
    get<T>(path, stop.signal).then(
      (data) => !stop.signal.aborted && setState({ data, error: null, loading: false }),
      (error: Error) => !stop.signal.aborted && setState({ data: null, error, loading: false }),
    );
    return () => stop.abort();
  }, [path, round]);
  const again = useCallback(() => setRound((old) => old + 1), []);
  return { ...state, again };
}

export interface Listed<T> {
  items: T[] | null;
  total: number | null;
  error: Error | null;
  loading: boolean;
  more: (() => void) | null;
  again: () => void;
}

/** The pages of a list, one after the other. */
export function usePages<T>(path: string | null): Listed<T> {
  const first = useApi<Page<T>>(path);
  const [rest, setRest] = useState<{ of: Page<T> | null; items: T[]; next: string | null }>({ of: null, items: [], next: null });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const now = useRef(first.data);
  now.current = first.data;
  const mine = rest.of === first.data ? rest : { of: first.data, items: [], next: first.data?.next_cursor ?? null };
  const next = mine.next;
  const more =
    path !== null && next !== null
      ? () => {
          const base = first.data;
          setBusy(true);
          setError(null);
          get<Page<T>>(`${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`)
            .then((page) => {
              if (now.current === base) setRest({ of: base, items: [...mine.items, ...page.items], next: page.next_cursor });
            }, setError)
            .finally(() => setBusy(false));
        }
      : null;
  return {
    items: first.data ? [...first.data.items, ...mine.items] : null,
    total: first.data?.total ?? null,
    error: first.error ?? error,
    loading: first.loading || busy,
    more,
    again: first.again,
  };
}
