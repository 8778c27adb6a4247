.open :memory:
CREATE TABLE block AS
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT randomblob(1 << 20) FROM n;
