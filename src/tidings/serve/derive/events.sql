-- What the server adds to its own copy of a store, so that no question has to sort, or to open a record that is not shown.
-- Every table is in the order in which its list is shown; n is the place in it. *_row is the row of the store's own table.

create schema serve;

-- serve.stories: one row a story; from day to until it happened, else was reported.
create table serve.stories as
with found as (
    select rowid as story_row, id, type, disputed, coalesce(happened_from, first) as day, coalesce(happened_to, happened_from, last, first) as until from stories
)
select (row_number() over (order by day nulls last, id) - 1)::integer as n, * from found order by n;

-- serve.events: one row an event. words is what a text search looks into; day is that of the event, else of publication.
-- spot is one number for each place on the map, NULL where the event names none.
create table serve.events as
with ordered as (
    select e.rowid as event_row, a.rowid as article_row, s.n as story_n, e.id, e.article_id, e.trigger_start,
        coalesce(e.date_start, e.published) as day, e.type, e.quad, e.score, e.status, e.said_by_code, e.place_country, e.confidence, e.disputed,
        case when e.place is not null then hash(coalesce(e.place_geonames_id::text, e.place), e.place_country, e.place_lat, e.place_lon) end as spot,
        lower(concat_ws(' ', a.title, e.evidence)) as words
    from events e join articles a on a.id = e.article_id
    left join story_events m on m.event_id = e.id left join serve.stories s on s.id = m.story_id
)
select (row_number() over (order by day nulls last, article_id, trigger_start, id) - 1)::integer as n, * from ordered order by n;

-- serve.places: one row a spot, as the first event of the store there names it.
create table serve.places as
with one as (select spot, min(event_row) as event_row from serve.events where spot is not null group by spot)
select o.spot, coalesce(json_extract_string(e.record, '$.place.name'), e.place) as name, e.place_lat as lat, e.place_lon as lon,
    e.place_country as country, e.place_geonames_id as geonames_id
from one o join events e on e.rowid = o.event_row order by o.spot;

-- serve.parties: one row a role, party and event, sorted so that a code's rows lie together. role 'other': an actor of an
-- event that has no recipient, such as a meeting: there each is the counterpart of the others. What a dyad counts of an event
-- stands here too: its rows are few and lie together, those of the events lie far apart.
create table serve.parties as
with known as (
    select p.role, p.position, p.code, p.name, p.sectors, s.n, s.day, s.type, s.quad, s.score, s.status, s.article_row, s.story_n,
        bool_or(p.role = 'recipient') over (partition by p.event_id) as directed
    from event_actors p join serve.events s on s.id = p.event_id
),
roles as (
    select * exclude (directed) from known
    union all
    select * exclude (directed) replace ('other' as role) from known where not directed
)
select * from roles where code is not null order by code, role, n;

-- serve.actors: in how many events each actor, and each sector of it, has a part.
create table serve.actors as
select code as key, code, null as sector, count(distinct n) as events from serve.parties group by code
union all
select code || ':' || sector, code, sector, count(distinct n)
from (select distinct code, n, unnest(sectors) as sector from serve.parties) group by code, sector;

-- serve.scores: sums of the scores of each status, from which the variance of any of them comes.
create table serve.scores as
select status, count(*) as events, sum(score) as total, sum(score * score) as squares from serve.events group by status;

-- serve.statements: one row a statement, with the columns that the store's own conditions name.
create table serve.statements as
with ordered as (
    select s.rowid as statement_row, a.rowid as article_row, s.article_id, s.position, s.published, s.published as day,
        s.speaker, s.speaker_code, s.speaker_sectors, s.speaker_name, s.about, s.stance, s.kind, s.content, lower(s.content) as words
    from statements s join articles a on a.id = s.article_id
)
select (row_number() over (order by published nulls last, article_id, position) - 1)::integer as n, * from ordered order by n;
