.mode box

CREATE TABLE pet (name TEXT, kind TEXT, age INTEGER);
INSERT INTO pet VALUES ('Momo', 'cat', 3), ('Rex', 'dog', 7);

SELECT name, age FROM pet ORDER BY age;
