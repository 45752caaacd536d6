-- A store of $events generated events, four an article, the same for the same numbers: words, parties, days and places are
-- hashes of the row number. Records hold every field that the API reads.
create temp macro pick(list, n) as list[1 + (n % len(list))::bigint];
create temp table word as
select i, concat(pick(['re', 'con', 'de', 'mo', 'ta', 'ver', 'sa', 'li', 'pro', 'un'], hash(i)),
    pick(['mi', 'la', 'ne', 'ru', 'so', 'ter', 'va', 'ki', 'den', 'por'], hash(i, 1)),
    pick(['t', 's', 'ning', 'ed', 'al', 'or', 'ment', 'ic', 'er', 'ous'], hash(i, 2)), pick(['', '', 'a', 'e', 'o'], hash(i, 3))) as text
from range(4000) t(i);
create temp table vocabulary as select list(text order by i) as words from word;
create temp macro code(n) as pick(['USA', 'RUS', 'CHN', 'UKR', 'GBR', 'FRA', 'DEU', 'ISR', 'IRN', 'IND', 'PAK', 'TUR', 'SYR', 'IRQ', 'JPN', 'KOR',
    'PRK', 'EGY', 'SAU', 'BRA', 'NGA', 'KEN', 'ETH', 'SDN', 'COD', 'MEX', 'COL', 'VEN', 'POL', 'HUN', 'SRB', 'GEO', 'AZE', 'ARM', 'KAZ', 'AUS',
    'IDN', 'PHL', 'VNM', 'THA', 'MMR', 'BGD', 'AFG', 'YEM', 'LBN', 'LBY', 'MLI', 'NER', 'TCD', 'UNO'],
    (pow((n % 1000003)::double / 1000003, 2) * 50)::bigint);

create temp table a as
select i, 'gen-' || lpad(i::text, 7, '0') as id, date '2000-01-01' + (hash(i, 'day') % 9490)::integer as published,
    'Outlet ' || (hash(i, 'o') % 40) as source
from range($events // 4) t(i);
create temp table e as
select r.i, a.id as article_id, a.published, k.*, a.id || ':' || (r.i % 4 * 200 + 20) || '-' || (r.i % 4 * 200 + 27) || ':' || k.type as id,
    (r.i % 4 * 200 + 20)::integer as begin_at,
    concat_ws(' ', actor_name, 'that', pick(words, hash(r.i, 1)), pick(words, hash(r.i, 2)), pick(words, hash(r.i, 3)), 'with', recipient_name, 'over the',
        pick(words, hash(r.i, 4)), pick(words, hash(r.i, 5)), 'of the', pick(words, hash(r.i, 6)), pick(words, hash(r.i, 7)), pick(words, hash(r.i, 8)), 'on Friday.') as evidence
from (select i, i // 4 as article, hash(i, 'x') as h from range($events) t(i)) r
join a on a.i = r.article
cross join vocabulary
cross join lateral (select
    pick(['CONSULT', 'ACCUSE', 'ASSAULT', 'SUPPORT', 'REQUEST', 'COERCE', 'AID', 'CONCEDE', 'REJECT', 'THREATEN', 'PROTEST', 'COOPERATE'], h) as type,
    pick([1, 3, 4, 1, 1, 4, 2, 1, 3, 3, 3, 2], h)::utinyint as quad, pick([1.0, -2.0, -9.0, 4.0, 0.0, -7.0, 7.0, 5.0, -4.0, -5.0, -6.5, 6.0], h) as score,
    code(hash(r.i, 'a')) as actor, code(hash(r.i, 'r')) as recipient, pick(['GOV', 'MIL', 'GOV', 'REB', 'LEG'], hash(r.i, 's')) as sector,
    pick(['occurred', 'occurred', 'occurred', 'ongoing', 'planned', 'possible', 'denied'], hash(r.i, 't')) as status,
    (hash(r.i, 'p') % 600)::integer as place, ((hash(r.i, 'c') % 1000)::double / 1000) as confidence,
    actor || ' official' as actor_name, recipient || ' official' as recipient_name) k;

insert into articles (id, title, published, source, url, language, text, digest, sentences, coded)
select id, 'Report ' || i || ' of ' || source, published, source, 'https://news.example/' || i, 'en', 'Text of report ' || i || '.', hash(i)::text, 1,
    json_object('article', json_object('id', id, 'text', 'Text of report ' || i || '.', 'published', published))
from a;
insert into events (id, article_id, type, quad, score, contexts, date, date_start, date_end, date_basis, published, place, place_country, place_lat,
    place_lon, place_geonames_id, status, certainty, trigger, trigger_start, trigger_end, evidence, confidence, record)
select id, article_id, type, quad, score, ['diplomatic'], published, published, published, 'published', published, 'Town ' || place, code(hash(place)),
    (place % 120) - 55 + 0.25, (place * 7 % 340) - 170 + 0.5, 1000000 + place, status, 0.9, 'that', begin_at, begin_at + 7, evidence, confidence,
    json_object('id', id, 'type', type, 'quad', quad, 'score', score, 'contexts', ['diplomatic'],
        'actors', [json_object('start', begin_at, 'end', begin_at + 12, 'text', actor_name, 'code', actor, 'sectors', [sector], 'name', actor_name)],
        'recipients', [json_object('start', begin_at + 60, 'end', begin_at + 72, 'text', recipient_name, 'code', recipient, 'sectors', [sector], 'name', recipient_name)],
        'date', json_object('value', published, 'start', published, 'end', published, 'basis', 'published'),
        'place', json_object('start', begin_at + 80, 'end', begin_at + 88, 'text', 'Town ' || place, 'name', 'Town ' || place, 'lat', (place % 120) - 55 + 0.25,
            'lon', (place * 7 % 340) - 170 + 0.5, 'country', code(hash(place)), 'geonames_id', 1000000 + place, 'kind', 'city'),
        'status', status, 'certainty', 0.9, 'trigger', json_object('start', begin_at, 'end', begin_at + 7, 'text', 'that'),
        'evidence', json_object('start', begin_at, 'end', begin_at + 180, 'text', evidence), 'confidence', confidence)
from e order by i;
insert into event_actors (event_id, article_id, role, position, code, sectors, name, text, span_start, span_end)
select id, article_id, role, 0, who, [sector], who || ' official', who || ' official', begin_at, begin_at + 12
from e cross join lateral (values ('actor', actor), ('recipient', recipient)) p(role, who) order by i, role;
insert into statements (article_id, position, speaker, speaker_code, speaker_sectors, speaker_name, cue, content, kind, published, record)
select article_id, i % 4, actor_name, actor, [sector], actor_name, 'said', evidence, 'indirect', published,
    json_object('speaker', json_object('start', begin_at, 'end', begin_at + 12, 'text', actor_name, 'code', actor, 'sectors', [sector], 'name', actor_name),
        'cue', json_object('start', begin_at + 13, 'end', begin_at + 17, 'text', 'said'), 'content', [json_object('start', begin_at, 'end', begin_at + 180, 'text', evidence)], 'kind', 'indirect')
from e where i % 4 = 0 order by i;
update statements set about = [pick(['CHN', 'USA', 'UKR', 'ISR'], hash(article_id))];
-- Stories of three events each, as far as they are of one day's type.
create temp table s as
select id as event_id, article_id, hash(type, published, (row_number() over (partition by type, published order by i)) // 3)::text as story_id,
    type, published, score, actor, recipient from e;
insert into story_events select event_id, article_id, story_id from s;
insert into stories (id, type, title, first, last, happened_from, happened_to, articles, independent, outlets, score, disputed, record)
select story_id, any_value(type), 'Report of ' || any_value(type), min(published), max(published), min(published), max(published), count(*), count(*),
    ['Outlet 1'], avg(score), false,
    json_object('id', story_id, 'type', any_value(type), 'title', 'Report of ' || any_value(type), 'first', min(published), 'last', max(published),
        'start', min(published), 'end', max(published), 'actors', list(distinct {'code': actor, 'name': actor}),
        'recipients', list(distinct {'code': recipient, 'name': recipient}), 'articles', count(*), 'outlets', ['Outlet 1'], 'independent', count(*),
        'events', list(event_id), 'disagreements', [], 'place', null, 'score', avg(score))
from s group by story_id;
