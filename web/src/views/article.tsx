/** Reader: one report of the store, and the permalink of an event, which leads to its report. */

import { useEffect } from "preact/hooks";
import { ApiError, useApi } from "../lib/api";
import { day } from "../lib/format";
import { articleAddress, useRouter } from "../lib/router";
import { webAddress } from "../lib/text";
import type { CodedArticle, EventItem } from "../lib/types";
import { Empty, Failure, Loading, Outlet, Share, Text, Title } from "../parts/basics";
import { Coded } from "../parts/coded";

export function ArticleView({ id }: { id: string }) {
  const asked = useApi<{ coded: CodedArticle; stories: Record<string, string> }>(`/api/articles/${encodeURIComponent(id)}`);
  if (asked.error) {
    const gone = asked.error instanceof ApiError && asked.error.status === 404;
    return (
      <>
        <Title name="Report">Report</Title>
        {gone ? <Empty title="The store has no report at this address.">It may have been taken out, or the address is not complete.</Empty> : <Failure error={asked.error} again={asked.again} />}
      </>
    );
  }
  if (!asked.data) return <Loading what="the report" />;
  const { coded, stories } = asked.data;
  const { article } = coded;
  const address = webAddress(article.url);
  return (
    <>
      <Title
        name={article.title ?? "Report"}
        lead={
          <>
            <Outlet source={article.source} url={address} /> <span aria-hidden="true">·</span> {day(article.published, "long")}{" "}
            <Share to={articleAddress(article.id)} what="this report" />
          </>
        }
      >
        <Text most={240}>{article.title || "Report without a title"}</Text>
      </Title>
      <Coded coded={coded} stories={stories} stored />
    </>
  );
}

export function EventView({ id }: { id: string }) {
  const { go } = useRouter();
  const asked = useApi<EventItem>(`/api/events/${encodeURIComponent(id)}`);
  useEffect(() => {
    if (asked.data) go(articleAddress(asked.data.article.id, asked.data.event.id), { replace: true });
  }, [asked.data]);
  if (asked.error) {
    return (
      <>
        <Title name="Event">Event</Title>
        <Failure error={asked.error} again={asked.again} />
      </>
    );
  }
  return <Loading what="the event" />;
}
