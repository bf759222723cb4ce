import { memberOf, valueAt } from './columns.ts'
import type { Mapping } from './contract.ts'
import { isSlashed, readDay } from './days.ts'
import { readNumber } from './numbers.ts'
import { type Reason, refusal, warning } from './reason.ts'

type Members = Record<string, unknown>

/** Reads our fields from one row by the mapping, and keeps the reasons why a value cannot be taken as it is. */
export class RowReader {
  readonly reasons: Reason[] = []
  readonly #feature: Members
  readonly #mapping: Mapping
  readonly #monthFirst: ReadonlySet<string>

  constructor(feature: Members, { mapping, monthFirst }: { mapping: Mapping; monthFirst: ReadonlySet<string> }) {
    this.#feature = feature
    this.#mapping = mapping
    this.#monthFirst = monthFirst
  }

  /** Where a field comes from, for a reason. */
  member(field: string): string {
    const from = this.#mapping.fields[field]?.from
    return from === undefined ? field : memberOf(from)
  }

  /** Their value: null where the key is absent, null or blank; lists and objects as the text that the columns show. */
  theirs(field: string): string | number | boolean | null {
    const from = this.#mapping.fields[field]?.from
    const value = from === undefined ? null : valueAt(this.#feature, from)
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) return null
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as string | number | boolean)
  }

  /** Their value as text, turned by the mapping's `values` where those know it; else the default; else null. */
  text(
    field: string,
    { least = 1, most = 200, required = false }: { least?: number; most?: number; required?: boolean } = {},
  ): string | null {
    const value = this.#mapped(field) ?? this.theirs(field) ?? this.defaultOf(field)
    if (value === null) {
      if (required) this.reasons.push(refusal('value_missing', this.member(field), { values: { field } }))
      return null
    }
    const text = String(value).trim()
    const fault = text.length < least ? 'value_too_short' : text.length > most ? 'value_too_long' : null
    if (fault) this.reasons.push(refusal(fault, this.member(field), { values: { field, least, most } }))
    return fault ? null : text
  }

  /** One of a list of values; one that is unknown gives way to the default, with a warning. */
  choice<Value extends string>(
    field: string,
    choices: readonly Value[],
    fallback: Value,
    known: Record<string, Value> = {},
  ): Value {
    const theirs = this.theirs(field)
    const text = theirs === null ? null : String(theirs)
    const meant = this.#mapped(field) ?? (text === null ? null : (known[text] ?? text))
    if (meant !== null && choices.includes(meant as Value)) return meant as Value
    const used = (this.defaultOf(field) ?? fallback) as Value
    if (text !== null)
      this.reasons.push(warning('default_used', this.member(field), { values: { value: short(text), field, used } }))
    return used
  }

  day(field: string, zone: string): string | null {
    const value = this.#mapped(field) ?? this.theirs(field) ?? this.defaultOf(field)
    if (value === null) {
      this.reasons.push(refusal('value_missing', this.member(field), { values: { field } }))
      return null
    }
    // nobody knows which of its days are meant the other way round
    if (isSlashed(value) && this.#monthFirst.has(this.#mapping.fields[field]?.from ?? '')) {
      this.reasons.push(refusal('month_first', this.member(field), { values: { value: short(String(value)) } }))
      return null
    }
    const read = readDay(value, zone)
    if (read.fault)
      this.reasons.push(refusal(read.fault, this.member(field), { values: { value: short(String(value)) } }))
    return read.day ?? null
  }

  /** A number within bounds, as files write it. */
  number(
    field: string,
    { least, most, whole = false }: { least: number; most: number; whole?: boolean },
  ): number | null {
    const value = this.#mapped(field) ?? this.theirs(field) ?? this.defaultOf(field)
    if (value === null) return null
    const number = typeof value === 'number' ? value : readNumber(String(value), whole)
    if (Number.isFinite(number) && number >= least && number <= most && (!whole || Number.isInteger(number)))
      return number
    this.reasons.push(
      refusal('not_a_number', this.member(field), { values: { least, most, value: short(String(value)) } }),
    )
    return null
  }

  /** The geometry's value and where it stands. */
  geometry(): { value: unknown; member: string } {
    const column = this.#mapping.geometry
    if (column === undefined) return { value: this.#feature.geometry, member: 'geometry' }
    return { value: valueAt(this.#feature, column), member: memberOf(column) }
  }

  defaultOf(field: string): string | number | null {
    return this.#mapping.defaults?.[field] ?? null
  }

  #mapped(field: string): string | null {
    const values = this.#mapping.fields[field]?.values
    const theirs = values ? this.theirs(field) : null
    return values && theirs !== null && Object.hasOwn(values, String(theirs)) ? (values[String(theirs)] ?? null) : null
  }
}

export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
