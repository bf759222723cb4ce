import pg from 'pg'

/** Object ids of PostgreSQL's own types, from pg_type. */
const oid = { int8: 20, numeric: 1700, date: 1082, timestamptz: 1184, daterange: 3912 }

/** An inclusive period of days, as `daterange` columns are read; `null` for an open end. */
export interface DayRange {
  start: string | null
  end: string | null
}

const millisecondsOfDay = 86_400_000

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - millisecondsOfDay).toISOString().slice(0, 10)
}

/** PostgreSQL writes day ranges with an exclusive end; days on the wire and in the rules are inclusive. */
export function readDayRange(text: string): DayRange | null {
  const parts = /^\[([^,]*),([^)]*)\)$/.exec(text)
  if (!parts) return null
  const [, start, end] = parts
  return { start: start || null, end: end ? dayBefore(end) : null }
}

/** Days stay text, so that no time zone can move them; counts are numbers; instants are RFC 3339 in UTC. */
export const types = {
  getTypeParser(id: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (id === oid.int8 || id === oid.numeric) return Number
    if (id === oid.date) return (value) => value
    if (id === oid.timestamptz) return (value) => new Date(value).toISOString()
    if (id === oid.daterange) return readDayRange
    return pg.types.getTypeParser(id, format as 'text') as (value: string) => unknown
  },
}
