-- What a text search looks into first, so that it need not read every text.

-- serve.postings: one row a word and event; a word is what stands between two blanks. Sorted, so that a word's rows lie together.
create table serve.postings as
select unnest(list_distinct(string_split(words, ' '))) as word, n from serve.events order by word, n;

-- serve.vocabulary: one row a word, with the number of its events.
create table serve.vocabulary as select word, count(*) as events from serve.postings group by word order by word;
