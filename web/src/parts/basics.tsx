/** Small parts that every view uses. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, rememberToken } from "../lib/api";
import * as format from "../lib/format";
import { clip, plain, webAddress, words } from "../lib/text";

/** Text of a report, kept apart from the direction of what stands around it. */
export function Text({ children, most = 300 }: { children: string | null | undefined; most?: number }) {
  return <bdi>{clip(children ?? "", most)}</bdi>;
}

export const QUADS = ["", "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"] as const;
const QUAD_WORDS = ["", "Verbal cooperation", "Material cooperation", "Verbal conflict", "Material conflict"];
export const quadName = (quad: number): string => QUAD_WORDS[quad] ?? `Class ${quad}`;
const quadClass = (quad: number): string => QUADS[quad] ?? "none";

export function TypeTag({ type, mode, quad }: { type: string; mode?: string | null; quad?: number }) {
  return (
    <span class={`type type-${quadClass(quad ?? 0)}`}>
      {words(type)}
      {mode ? <span class="mode"> {words(mode).toLowerCase()}</span> : null}
    </span>
  );
}

export function StatusTag({ status }: { status: string }) {
  return <span class={`status status-${/^[a-z]+$/.test(status) ? status : "none"}`}>{words(status)}</span>;
}

/** The heading of a view; names the window and takes the focus when the view changes. */
export function Title({ children, name, lead }: { children: ComponentChildren; name: string; lead?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${plain(name, 90)} · tidings`;
  }, [name]);
  useEffect(() => {
    // The first view is read from its top; later ones start at their heading.
    if (document.documentElement.dataset.visited) heading.current?.focus({ preventScroll: true });
    document.documentElement.dataset.visited = "yes";
  }, []);
  return (
    <header class="title">
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {lead ? <p class="lead">{lead}</p> : null}
    </header>
  );
}

export function Loading({ what }: { what: string }) {
  return (
    <div class="state loading" role="status">
      <span class="pulse" aria-hidden="true" />
      Reading {what}…
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state empty">
      <p class="state-title">{title}</p>
      {children ? <p>{children}</p> : null}
    </div>
  );
}

/** What the most frequent refusals mean for a reader; the detail of the server stands below. */
const TITLES: Record<number, string> = {
  404: "The store does not have this",
  413: "This is too much at once",
  414: "This is too much at once",
  422: "This cannot be asked",
  503: "The server is too busy",
};

/** What to do where there is nothing to look at yet. */
export function NoReports() {
  return (
    <Empty title="The store is empty.">
      Code some reports into it: <code>tidings ingest reports.jsonl --store events.duckdb</code>
    </Empty>
  );
}

export function Failure({ error, again }: { error: Error; again?: (() => void) | undefined }) {
  const status = error instanceof ApiError ? error.status : -1;
  if (status === 401) return <TokenForm />;
  return (
    <div class="state failure" role="alert">
      <p class="state-title">{TITLES[status] ?? (error instanceof ApiError ? clip(error.title, 120) : "Something went wrong")}</p>
      {error.message ? <p>{clip(error.message, 400)}</p> : null}
      {again ? (
        <button type="button" class="quiet" onClick={again}>
          Try again
        </button>
      ) : null}
    </div>
  );
}

function TokenForm() {
  const [token, setToken] = useState("");
  return (
    <form
      class="state failure"
      onSubmit={(event) => {
        event.preventDefault();
        rememberToken(token.trim());
        location.reload();
      }}
    >
      <p class="state-title">This server asks for its token</p>
      <label class="field">
        <span>Token, as given to tidings serve</span>
        <input type="password" autocomplete="off" value={token} onInput={(event) => setToken(event.currentTarget.value)} />
      </label>
      <button type="submit">Enter</button>
    </form>
  );
}

/** Copies an address of this page; where the clipboard is closed it shows the address to be copied by hand. */
export function Share({ to, what }: { to: string; what: string }) {
  const [state, setState] = useState<"" | "copied" | "shown">("");
  const address = location.origin + to;
  return (
    <span class="share">
      <button
        type="button"
        class="quiet"
        onClick={() => {
          const copy = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("no clipboard"));
          copy.then(
            () => setState("copied"),
            () => setState("shown"),
          );
        }}
      >
        Copy link to {what}
      </button>
      <span role="status">{state === "copied" ? "Copied" : ""}</span>
      {state === "shown" ? <input readOnly aria-label={`Address of ${what}`} value={address} onFocus={(event) => event.currentTarget.select()} /> : null}
    </span>
  );
}

/** An outlet, as a link only where its address is one of the web. */
export function Outlet({ source, url }: { source: string | null; url: string | null }) {
  const address = webAddress(url);
  const name = source ?? (address ? new URL(address).hostname : "source not named");
  if (!address) return <Text most={80}>{name}</Text>;
  return (
    <a href={address} rel="noreferrer noopener external" target="_blank">
      <Text most={80}>{name}</Text>
      <span class="unseen"> (opens the outlet's own page)</span>
    </a>
  );
}

export function More({ list, what }: { list: { more: (() => void) | null; loading: boolean }; what: string }) {
  if (!list.more) return null;
  return (
    <button type="button" class="more" disabled={list.loading} onClick={list.more}>
      {list.loading ? "Reading…" : `More ${what}`}
    </button>
  );
}

export function Score({ value }: { value: number | null }) {
  if (value === null) return <span class="score">–</span>;
  return (
    <span class={`score ${value > 0 ? "up" : value < 0 ? "down" : ""}`}>
      <span class="unseen">score </span>
      {format.score(value)}
    </span>
  );
}
