-- As pairs.sql, of two different codes, neither of which is a group: who plays both parts of a meeting is no case here.
with found as (
    select distinct -1 - p.n as id, p.article_row as article_id, p.type, p.quad, p.score, p.day, p.story_n as story_id from serve.parties p
    where p.code = $a_code and p.role = 'actor' and ($a_sector is null or list_contains(p.sectors, $a_sector))
        and list_contains($statuses, p.status) and ($since is null or p.day >= $since) and ($until is null or p.day <= $until)
        and p.day is not null and p.n in (
            select o.n from serve.parties o
            where o.code = $b_code and o.role <> 'actor' and ($b_sector is null or list_contains(o.sectors, $b_sector))
        )
)
