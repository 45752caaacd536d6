/** Actors: how one is shown, and how one is chosen by name. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { get, query } from "../lib/api";
import { count } from "../lib/format";
import { clip } from "../lib/text";
import type { ActorItem, ActorMention, Page, Party } from "../lib/types";
import { Text } from "./basics";

export function Codes({ code, sectors = [] }: { code: string | null; sectors?: string[] }) {
  if (!code && !sectors.length) return null;
  return <span class="code">{[code, ...sectors].filter(Boolean).map((part) => clip(String(part), 12)).join(" ")}</span>;
}

export function Mention({ actor }: { actor: ActorMention }) {
  return (
    <span class="party">
      <Text most={70}>{actor.name ?? actor.text}</Text> <Codes code={actor.code} sectors={actor.sectors} />
    </span>
  );
}

/** "Russia, Belarus → Ukraine" for screen and screen reader; "China, Russia" where they act on each other. */
export function Between({ actors, recipients }: { actors: (ActorMention | Party)[]; recipients: (ActorMention | Party)[] }) {
  if (!recipients.length && new Set(actors.map((each) => each.code)).size > 1) {
    return (
      <span class="between">
        <Parties of={actors} />
      </span>
    );
  }
  return (
    <span class="between">
      <Parties of={actors} />
      <span class="arrow" aria-hidden="true">
        →
      </span>
      <span class="unseen"> towards </span>
      <Parties of={recipients} />
    </span>
  );
}

function Parties({ of }: { of: (ActorMention | Party)[] }) {
  if (!of.length) return <span class="nobody">nobody named</span>;
  const shown = of.slice(0, 3);
  return (
    <span class="parties">
      {shown.map((each, at) => (
        <span key={at}>
          {at ? ", " : ""}
          {"text" in each ? <Mention actor={each} /> : <Text most={60}>{each.name ?? each.code ?? "not identified"}</Text>}
        </span>
      ))}
      {of.length > 3 ? ` and ${count(of.length - 3)} more` : ""}
    </span>
  );
}

const names = new Map<string, string>();

/** The name behind a key such as "RUS", "RUS:GOV" or "EU"; the key until it is known. */
export function useActorName(key: string | null): string {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!key || names.has(key)) return;
    const stop = new AbortController();
    get<Page<ActorItem>>(`/api/actors${query({ q: key, limit: 20 })}`, stop.signal).then(
      (page) => {
        for (const item of page.items) names.set(item.key, item.name);
        redraw((old) => old + 1);
      },
      () => undefined, // the key itself is shown
    );
    return () => stop.abort();
  }, [key]);
  return key ? clip(names.get(key) ?? key, 60) : "";
}

interface PickerProps {
  label: string;
  value: string | null;
  onPick: (key: string | null) => void;
  placeholder?: string;
  kinds?: string[];
  big?: boolean;
}

/** A field that finds actors by name while one types (ARIA combobox with a list). */
export function ActorPicker({ label, value, onPick, placeholder = "Any", kinds, big = false }: PickerProps) {
  const id = useId();
  const name = useActorName(value);
  const [typed, setTyped] = useState<string | null>(null);
  const [items, setItems] = useState<ActorItem[]>([]);
  const [at, setAt] = useState(0);
  const [state, setState] = useState<"closed" | "asking" | "open" | "failed">("closed");
  const box = useRef<HTMLDivElement>(null);
  const open = typed !== null && state !== "closed";

  useEffect(() => {
    if (typed === null) return;
    const stop = new AbortController();
    setState((old) => (old === "closed" ? "asking" : old));
    const wait = setTimeout(() => {
      get<Page<ActorItem>>(`/api/actors${query({ q: typed.slice(0, 80), limit: kinds ? 30 : 10 })}`, stop.signal).then(
        (page) => {
          const found = page.items.filter((item) => !kinds || kinds.includes(item.kind)).slice(0, 10);
          for (const item of found) names.set(item.key, item.name);
          setItems(found);
          setAt(0);
          setState("open");
        },
        () => stop.signal.aborted || setState("failed"),
      );
    }, 120);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [typed]);

  const close = () => {
    setTyped(null);
    setItems([]);
    setState("closed");
  };
  const pick = (item: ActorItem) => {
    close();
    onPick(item.key);
  };

  return (
    <div
      class={`picker ${big ? "big" : "field"}`}
      ref={box}
      onFocusOut={(event) => {
        if (!(event.relatedTarget instanceof Node) || !box.current?.contains(event.relatedTarget)) {
          if (typed === "" && value) onPick(null);
          close();
        }
      }}
    >
      <label for={`${id}-in`} class={big ? "unseen" : undefined}>
        {label}
      </label>
      <input
        id={`${id}-in`}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && items[at] ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={typed ?? name}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => typed === null && setTyped("")}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            if (typed === null) setTyped("");
            else if (items.length) setAt((at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
          } else if (event.key === "Enter" && open) {
            event.preventDefault();
            const item = items[at];
            if (typed === "") {
              close();
              onPick(null);
            } else if (item && state === "open") pick(item);
          } else if (event.key === "Escape" && typed !== null) {
            event.preventDefault();
            close();
          }
        }}
      />
      {value && typed === null && !big ? (
        <button type="button" class="clear" aria-label={`Remove ${label}`} onClick={() => onPick(null)}>
          ×
        </button>
      ) : null}
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="options" hidden={!open}>
        {items.map((item, index) => (
          <li
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => {
              event.preventDefault();
              pick(item);
            }}
          >
            <Text most={60}>{item.name}</Text>
            <span class="option-side">
              <Codes code={item.key} /> {count(item.events)}
            </span>
          </li>
        ))}
      </ul>
      <p class={open && !items.length && state !== "asking" ? "options note" : "unseen"} role="status">
        {!open || state === "asking" ? "" : state === "failed" ? "The names cannot be read." : items.length ? "" : "No actor of that name."}
      </p>
    </div>
  );
}
