/** Try it: a report of one's own, coded and shown, not kept. */

import { useRef, useState } from "preact/hooks";
import { post } from "../lib/api";
import { count } from "../lib/format";
import { useRouter } from "../lib/router";
import type { CodedArticle } from "../lib/types";
import sample from "../data/sample.json";
import { Failure, Loading, Title } from "../parts/basics";
import { Coded } from "../parts/coded";

const MOST_BYTES = 200_000;

export function TryIt() {
  const { set } = useRouter();
  const [text, setText] = useState("");
  const [published, setPublished] = useState("");
  const [state, setState] = useState<{ coded: CodedArticle | null; error: Error | null; busy: boolean }>({ coded: null, error: null, busy: false });
  const stop = useRef<AbortController | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const bytes = new Blob([text]).size;

  const code = () => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    set({ event: null }, { replace: true });
    setState({ coded: null, error: null, busy: true });
    post<CodedArticle>("/api/code", { text, ...(published ? { published } : {}) }, mine.signal).then(
      (coded) => {
        setState({ coded, error: null, busy: false });
        result.current?.focus();
      },
      (error: Error) => mine.signal.aborted || setState({ coded: null, error, busy: false }),
    );
  };

  return (
    <>
      <Title name="Try it" lead="Paste a report. It is coded on this machine and not kept.">
        Try it
      </Title>
      <form
        class="card try-form"
        onSubmit={(event) => {
          event.preventDefault();
          code();
        }}
      >
        <label class="field words">
          <span>Report</span>
          <textarea rows={8} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <div class="controls">
          <label class="field">
            <span>Published on (for “yesterday” and “on Friday”)</span>
            <input type="date" value={published} onChange={(event) => setPublished(event.currentTarget.value)} />
          </label>
          <button type="submit" disabled={!text.trim() || bytes > MOST_BYTES || state.busy}>
            Code it
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setText(sample.text);
              setPublished(sample.published);
            }}
          >
            Take a sample
          </button>
        </div>
        {bytes > MOST_BYTES ? <p class="cut" role="alert">The report has {count(bytes)} bytes; at most {count(MOST_BYTES)} are coded at once.</p> : null}
      </form>
      <div ref={result} tabIndex={-1} aria-live="polite">
        {state.busy ? <Loading what="your report; the first one takes some seconds" /> : null}
        {state.error ? <Failure error={state.error} again={code} /> : null}
        {state.coded ? <Coded coded={state.coded} stories={{}} stored={false} /> : null}
      </div>
    </>
  );
}
