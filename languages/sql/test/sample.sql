CREATE TABLE person (name TEXT);
.import "|read -r name < /dev/stdin; echo $name" person
CREATE TABLE line (numbers TEXT);
.import /dev/stdin line

.output /dev/stderr
SELECT 'étape: done';
.output

SELECT 'Grüße, ' || name || ' ' || length(name) FROM person;
WITH number AS (
  SELECT value AS n FROM line, json_each('[' || replace(numbers, ' ', ',') || ']')
)
SELECT '语言 🪶', sum(n), round(sqrt(avg(n) * 10), 1), upper('ok') FROM number;
