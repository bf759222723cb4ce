-- A chance, wherever one is shown or counted: ground that two such works would open each for itself, as the register has it. A
-- bare crossing is none. Those that are linked already need their days brought together, and no other link. The list of kinds
-- must be the one that the index conflict_chance names.
from conflict c
/* sides */
where c.kind in ('clash','repeat_dig')
  and c.overlap_metres >= cast(:leastMetres as float8)
  and (a.group_id is null or a.group_id is distinct from b.group_id)
