-- meta: one row a key. schema_version says which files of this folder have run.
create table meta (key text primary key, value text not null);

-- articles: one row an article, as last coded. published is NULL when neither the article nor the command gave a date.
-- digest is of the article's fields and the versions that coded it: equal digest, equal rows.
create table articles (
    id text primary key, title text, published date, source text, url text, language text, text text not null,
    digest text not null, coder text, ontology text, knowledge text, parser text, sentences integer not null,
    coded json not null
);

-- events: one row an event of an article. date_start and date_end are NULL when the text gives no date (date_basis 'none');
-- published stands beside them: who wants to count such an event on its day of publication says so in the query.
-- place_* are NULL when the event's own clause names no place. said_by is NULL when the article itself asserts the event.
create table events (
    id text primary key, article_id text not null, type text not null, mode text, quad utinyint not null, score double not null,
    contexts text[] not null, date text, date_start date, date_end date, date_basis text not null, published date,
    place text, place_country text, place_lat double, place_lon double, place_geonames_id bigint,
    status text not null, certainty double not null, said_by text, said_by_code text,
    trigger text not null, trigger_start integer not null, trigger_end integer not null, evidence text not null,
    dead integer, injured integer, arrested integer, displaced integer, participants integer,
    confidence double not null, coder text, ontology text, knowledge text, record json not null
);

-- event_actors: one row a party of an event. role is actor or recipient; code is NULL for a party of unknown state.
create table event_actors (
    event_id text not null, article_id text not null, role text not null, position integer not null,
    code text, sectors text[] not null, name text, wikidata text, text text not null,
    span_start integer not null, span_end integer not null
);

-- statements: one row an attribution. speaker is NULL when nobody is named.
create table statements (
    article_id text not null, position integer not null, speaker text, speaker_code text, speaker_sectors text[] not null,
    speaker_name text, cue text, content text not null, kind text not null, published date, record json not null,
    primary key (article_id, position)
);

-- quarantine: one row an item that could not be read or coded.
create table quarantine (path text primary key, article_id text, reason text not null);

insert into meta values ('schema_version', '1');
