-- The events of a pair of actors, as the store's own question finds them, over serve.parties. Numbers stand for ids; an event's
-- own is made negative, because it may stand beside that of a story.
with who as (
    select unnest($a_codes::text[]) as code, unnest($a_names::text[]) as name, unnest($a_since::date[]) as since, unnest($a_until::date[]) as until
),
whom as (
    select unnest($b_codes::text[]) as code, unnest($b_names::text[]) as name, unnest($b_since::date[]) as since, unnest($b_until::date[]) as until
),
doing as (
    select distinct p.n, p.position, p.day, p.type, p.quad, p.score, p.article_row, p.story_n from serve.parties p
    join who w on w.code = p.code and (w.name is null or w.name = p.name) and p.day between w.since and w.until
    where p.role = 'actor' and ($a_sector is null or list_contains(p.sectors, $a_sector)) and list_contains($statuses, p.status)
        and ($since is null or p.day >= $since) and ($until is null or p.day <= $until)
),
others as (
    select distinct p.n, p.position, p.role from serve.parties p
    join whom w on w.code = p.code and (w.name is null or w.name = p.name) and p.day between w.since and w.until
    where p.role <> 'actor' and ($b_sector is null or list_contains(p.sectors, $b_sector))
),
found as (
    select distinct -1 - d.n as id, d.article_row as article_id, d.type, d.quad, d.score, d.day, d.story_n as story_id
    from doing d join others o on o.n = d.n and (o.role = 'recipient' or o.position <> d.position)
)
