/**
 * What was last noted of whether an item `i` was settled, as `s`: `is_settled` where it is, by the outcome that the item has now.
 * Null throughout where nobody has noted anything.
 */
export const settledItems = `left join lateral (
    select n.turn, n.is_settled, case when n.is_settled then n.words end as words, case when n.is_settled then n.noted_at end as noted_at
    from (
      select x.turn, x.words, x.noted_at, x.words is not null and x.revision = i.revision as is_settled
      from meeting_settling x where x.meeting_id = i.meeting_id and x.number = i.number
      order by x.turn desc limit 1
    ) n
  ) s on true`

/** Columns of it, beside those of an item. */
export const settledColumns = 'coalesce(s.turn, 0) as turn, s.words as settled_words, s.noted_at as settled_at'

export interface SettledRow {
  turn: number
  settled_words: string | null
  settled_at: string | null
}

export function settledOf({ settled_words: words, settled_at: at }: SettledRow): { words: string; at: string } | null {
  return words === null || at === null ? null : { words, at }
}
