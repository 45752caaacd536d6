/** A router of one screen: the address is the state. */

import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";

export interface Place {
  path: string;
  params: URLSearchParams;
}

interface Router extends Place {
  /** Go to an address of this page; `replace` leaves no step behind in the history. */
  go: (to: string, options?: { replace?: boolean }) => void;
  /** Set (or with null or "" remove) parameters of the address. */
  set: (changes: Record<string, string | null>, options?: { replace?: boolean }) => void;
}

const Context = createContext<Router | null>(null);

const here = (): Place => ({ path: location.pathname, params: new URLSearchParams(location.search) });

export function RouterProvider({ children }: { children: ComponentChildren }) {
  const [place, setPlace] = useState<Place>(here);
  useEffect(() => {
    const moved = () => setPlace(here());
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  const router = useMemo<Router>(() => {
    const go: Router["go"] = (to, options) => {
      const before = location.pathname;
      if (to === location.pathname + location.search) return;
      if (options?.replace) history.replaceState(null, "", to);
      else history.pushState(null, "", to);
      if (location.pathname !== before) scrollTo(0, 0);
      setPlace(here());
    };
    return {
      ...place,
      go,
      set: (changes, options) => {
        const params = new URLSearchParams(location.search);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null || value === "") params.delete(key);
          else params.set(key, value);
        }
        const text = params.toString();
        go(location.pathname + (text ? `?${text}` : ""), options);
      },
    };
  }, [place]);
  return <Context.Provider value={router}>{children}</Context.Provider>;
}

export function useRouter(): Router {
  const router = useContext(Context);
  if (!router) throw new Error("useRouter outside of RouterProvider");
  return router;
}

interface LinkProps {
  to: string;
  replace?: boolean;
  children?: ComponentChildren;
  class?: string;
  title?: string;
  tabIndex?: number;
  "aria-current"?: "page" | "true" | undefined;
  "aria-expanded"?: boolean;
  "data-at"?: number;
}

/** A link within the page. Modified clicks stay the browser's. */
export function Link({ to, replace = false, ...rest }: LinkProps) {
  const { go } = useRouter();
  return (
    <a
      {...rest}
      href={to}
      onClick={(event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to, { replace });
      }}
    />
  );
}

export const articleAddress = (id: string, event?: string): string =>
  `/article/${encodeURIComponent(id)}${event ? `?event=${encodeURIComponent(event)}` : ""}`;

export const storyAddress = (id: string): string => `/story/${encodeURIComponent(id)}`;
