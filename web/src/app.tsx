/** The frame around every view: where one is, where one can go, whether new reports have come. */

import { Component, type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { get, useApi } from "./lib/api";
import { Link, RouterProvider, useRouter } from "./lib/router";
import { type Choice, useThemeChoice } from "./lib/theme";
import type { Meta } from "./lib/types";
import { Empty, Failure, Loading, Title } from "./parts/basics";
import { ArticleView, EventView } from "./views/article";
import { MapView } from "./views/map";
import { Relations } from "./views/relations";
import { Search } from "./views/search";
import { StoryView } from "./views/story";
import { TryIt } from "./views/try";

const VIEWS = [
  ["/", "Relations"],
  ["/map", "Map"],
  ["/search", "Search"],
  ["/try", "Try it"],
] as const;

const FRESH_MS = 15_000;

export function App() {
  return (
    <RouterProvider>
      <Frame />
    </RouterProvider>
  );
}

function Frame() {
  const { path } = useRouter();
  const [round, setRound] = useState(0);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>("#main h1")?.focus();
      }}>
        To the content
      </a>
      <header class="top">
        <Link to="/" class="brand">
          <svg viewBox="0 0 32 20" aria-hidden="true">
            <path d="M2 14c4.4 0 4.4-9 8.800-9s4.4 9 8.800 9 4-6 6.600-6" />
            <circle cx="28.2" cy="7.4" r="2.6" />
          </svg>
          tidings
        </Link>
        <nav aria-label="Views">
          {VIEWS.map(([to, name]) => (
            <Link key={to} to={to} aria-current={path === to ? "page" : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <ThemeSwitch />
      </header>
      <Fresh onFresh={() => setRound((old) => old + 1)} />
      <main id="main" key={round}>
        <Guard key={path}>
          <View path={path} />
        </Guard>
      </main>
      <footer class="bottom">
        <p>Each event stands on a sentence of a report. What a report leaves open stays empty here, with the reason.</p>
        <p>Map: Natural Earth, public domain. Dashed borders are disputed. <a href="/licences.txt">Licences</a></p>
      </footer>
    </>
  );
}

const pathId = (path: string, view: string): string | null => {
  if (!path.startsWith(`/${view}/`)) return null;
  try {
    return decodeURIComponent(path.slice(view.length + 2));
  } catch {
    return null;
  }
};

function View({ path }: { path: string }) {
  const meta = useApi<Meta>(path === "/try" || /^\/(article|story|event)\//.test(path) ? null : "/api/meta");
  const [article, story, event] = [pathId(path, "article"), pathId(path, "story"), pathId(path, "event")];
  if (path === "/try") return <TryIt />;
  if (article) return <ArticleView id={article} />;
  if (story) return <StoryView id={story} />;
  if (event) return <EventView id={event} />;
  if (!VIEWS.some(([to]) => to === path)) {
    return (
      <>
        <Title name="Not found">Nothing is here</Title>
        <Empty title="This address leads to no view."><Link to="/">Back to the relations</Link></Empty>
      </>
    );
  }
  if (meta.error) {
    return (
      <>
        <Title name="No answer">The store cannot be read</Title>
        <Failure error={meta.error} again={meta.again} />
      </>
    );
  }
  if (!meta.data) return <Loading what="the store" />;
  if (path === "/map") return <MapView meta={meta.data} />;
  if (path === "/search") return <Search meta={meta.data} />;
  return <Relations meta={meta.data} />;
}

/** A fault of the page itself is shown, not swallowed. */
class Guard extends Component<{ children: ComponentChildren }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static override getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return <Failure error={this.state.error} again={() => this.setState({ error: null })} />;
  }
}

/** Asks now and then whether the store has changed; what is on the screen changes only when the reader wants it. */
function Fresh({ onFresh }: { onFresh: () => void }) {
  const known = useRef<string | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  useEffect(() => {
    const look = () => {
      if (document.hidden) return;
      get<{ snapshot: string; events: number }>("/api/health").then(
        ({ snapshot, events }) => {
          const now = `${snapshot} ${events}`;
          if (known.current === null) known.current = now;
          else if (known.current !== now) setFresh(now);
        },
        () => undefined, // the views say it when the server is gone
      );
    };
    look();
    const timer = setInterval(look, FRESH_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return (
    <div class="fresh" role="status">
      {fresh ? (
        <>
          The store has changed.{" "}
          <button
            type="button"
            onClick={() => {
              known.current = fresh;
              setFresh(null);
              onFresh();
            }}
          >
            Show what is new
          </button>
        </>
      ) : null}
    </div>
  );
}

function ThemeSwitch() {
  const [choice, choose] = useThemeChoice();
  return (
    <label class="theme">
      <span class="unseen">Colours</span>
      <select value={choice} onChange={(event) => choose(event.currentTarget.value as Choice)}>
        <option value="system">As the system</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
