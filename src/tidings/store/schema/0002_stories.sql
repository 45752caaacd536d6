-- statements.about: codes of the actors that the content names or that take part in an event in it, also with their
-- sectors, and bodies by name ("RUS", "RUS:GOV", "IGO/NATO").
alter table statements add column about text[];

-- copies: one row an article. copy_of is the first id of its group of near-duplicates, its own where it has none.
create table copies (article_id text not null, signature blob not null, copy_of text not null);
-- copy_bands: one row a band of a signature: articles that share a band may be copies.
create table copy_bands (band bigint not null, article_id text not null);
-- copy_links, story_links: one row a direction of a pair: near-duplicate articles, and reports that are alike (0 to 1).
create table copy_links (one text not null, other text not null, likeness double not null);
create table story_links (one text not null, other text not null, likeness double not null);

-- stories: one row a story. first and last are days of reports, happened_from and happened_to of the happening itself;
-- they are NULL when no report gives any. independent counts sources that do not copy each other.
create table stories (
    id text not null, type text not null, title text, first date, last date, happened_from date, happened_to date,
    articles integer not null, independent integer not null, outlets text[] not null, place text, place_country text,
    place_lat double, place_lon double, score double not null, disputed boolean not null, record json not null
);
-- story_events: one row an event: each belongs to one story.
create table story_events (event_id text not null, article_id text not null, story_id text not null);

update meta set value = '2' where key = 'schema_version';
