import type { Column } from './contract.ts'
import { isMonthFirst } from './days.ts'

/** The column that is the feature's own id, beside its properties. */
export const idColumn = '@id'

const mostColumns = 200
const deepest = 3
const mostCounted = 200
const mostSamples = 20
const longestSample = 200

type Members = Record<string, unknown>

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a column in a feature: a property by its literal name, or by a dotted path into it. */
export function valueAt(feature: Members, column: string): unknown {
  if (column === idColumn) return feature.id
  let at: unknown = feature.properties
  let rest = column
  while (isMembers(at)) {
    if (Object.hasOwn(at, rest)) return at[rest]
    const members: Members = at
    const step = prefixes(rest).find((name) => Object.hasOwn(members, name))
    if (step === undefined) return undefined
    at = members[step]
    rest = rest.slice(step.length + 1)
  }
  return undefined
}

/** `a.b.c` → `a.b`, `a`: names may have dots of their own. */
function prefixes(path: string): string[] {
  const parts = path.split('.')
  return parts.slice(1).map((_, i) => parts.slice(0, parts.length - 1 - i).join('.'))
}

/** Where a column stands in a row, for a reason: `properties/tags/name:en`. */
export function memberOf(column: string): string {
  return column === idColumn ? 'id' : `properties/${column}`
}

interface Count {
  filled: number
  types: Set<Column['type']>
  values: Set<string>
  samples: string[]
  monthFirst: boolean
}

/** Counts what the columns of a file hold, feature by feature. */
export class ColumnCount {
  readonly #columns = new Map<string, Count>()
  #shapes = 0

  add(feature: Members): void {
    if (isMembers(feature.geometry)) this.#shapes += feature.geometry.type === 'Point' ? 0 : 1
    if (feature.id !== undefined) this.#count(idColumn, feature.id)
    const work = [{ members: isMembers(feature.properties) ? feature.properties : {}, path: '', depth: 1 }]
    for (let one = work.shift(); one; one = work.shift())
      for (const [name, value] of Object.entries(one.members)) {
        const path = one.path + name
        if (isMembers(value) && !isGeometry(value) && one.depth < deepest)
          work.push({ members: value, path: `${path}.`, depth: one.depth + 1 })
        else this.#count(path, value)
      }
  }

  /** True where the features' own geometries are something else than points. */
  get hasShapes(): boolean {
    return this.#shapes > 0
  }

  list(): Column[] {
    return [...this.#columns].map(([name, { filled, types, values, samples, monthFirst }]) => ({
      name,
      type: types.size === 1 ? ([...types][0] as Column['type']) : 'mixed',
      filled,
      distinct: values.size > mostCounted ? null : values.size,
      samples,
      ...(monthFirst ? { monthFirst } : {}),
    }))
  }

  #count(name: string, value: unknown): void {
    if (value === null || value === undefined || value === '' || name.length > longestSample) return
    let count = this.#columns.get(name)
    if (!count) {
      if (this.#columns.size >= mostColumns) return
      count = { filled: 0, types: new Set(), values: new Set(), samples: [], monthFirst: false }
      this.#columns.set(name, count)
    }
    count.filled += 1
    count.types.add(typeOf(value))
    count.monthFirst ||= typeof value === 'string' && isMonthFirst(value)
    if (isGeometry(value) || count.values.size > mostCounted) return
    const text = (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, longestSample)
    if (!count.values.has(text) && count.samples.length < mostSamples) count.samples.push(text)
    count.values.add(text)
  }
}

function isGeometry(value: unknown): boolean {
  return isMembers(value) && typeof value.type === 'string' && ('coordinates' in value || 'geometries' in value)
}

function typeOf(value: unknown): Column['type'] {
  if (isGeometry(value)) return 'geometry'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'boolean' : 'mixed'
}
