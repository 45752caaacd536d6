-- events.disputed: whether one source of the article denies what another, or the article itself, reports.
alter table events add column disputed boolean default false;
update events set disputed = true where json_array_length(record, '$.positions') > 0;
-- statements.stance: what the cue makes of the content: neutral, asserting, doubting, demanding, denying or accusing.
alter table statements add column stance text default 'neutral';
update statements set stance = record->>'$.stance' where coalesce(record->>'$.stance', 'neutral') <> 'neutral';

-- meta, key grouping: by which rules and names all stories were told; not there where some may be told by older ones.

update meta set value = '3' where key = 'schema_version';
