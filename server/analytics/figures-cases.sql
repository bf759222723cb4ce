-- Cases of works that meet: opened in a year, and ended in it because those concerned agreed or the office decided. Counted by
-- the owner for all who ask: a case is shown to its parties only, how many there were is the city's.
select key, cases_opened, cases_settled from case_counts(:year, :zone, :by)
