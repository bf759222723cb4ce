import fc from 'fast-check'

/** What we read of a JSON schema. */
export interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  maxProperties?: number
  uniqueItems?: boolean
  description?: string
}

/** What is known of members beyond their schema, by their name: ids that are there, days that are near. */
export type Known = (member: string, schema: Schema) => fc.Arbitrary<unknown> | undefined

const longestText = 40
const mostItems = 4

/** Values that a schema allows. */
export function fromSchema(schema: Schema, known: Known = () => undefined, member = ''): fc.Arbitrary<unknown> {
  const better = known(member, schema)
  if (better) return better
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fromSchema(one, known, member)))
  switch (schema.type) {
    case 'string':
      return texts(schema)
    case 'integer':
      return fc.integer(range(schema, 1))
    case 'number':
      return numbers(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return lists(schema, known, member)
    case 'object':
      return objects(schema, known)
    default:
      return fc.jsonValue()
  }
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema, step: number) {
  const min = minimum ?? (exclusiveMinimum === undefined ? -(2 ** 31) : exclusiveMinimum + step)
  const max = maximum ?? (exclusiveMaximum === undefined ? 2 ** 31 - 1 : exclusiveMaximum - step)
  return { min, max }
}

function numbers(schema: Schema): fc.Arbitrary<number> {
  const { min, max } = range(schema, 0.001)
  return fc.oneof(
    fc.double({ min, max, noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: Math.ceil(min), max: Math.floor(max) }),
  )
}

const days = fc
  .oneof(
    { weight: 9, arbitrary: fc.integer({ min: 20_700, max: 22_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -719_000, max: 2_900_000 }) },
  )
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))

const formats: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  date: days,
  'date-time': days.map((day) => `${day}T09:30:00Z`),
}

/** Words of both directions, and whatever Unicode has. */
const words = fc.oneof(
  fc.constantFrom('أعمال حفر', 'Water main', 'شارع الغيمة', 'سُوقٌ', 'a  b', 'ABC-1'),
  fc.string({ maxLength: longestText }),
  fc.string({ unit: 'grapheme', maxLength: longestText }),
)

function texts({ format, pattern, minLength = 0, maxLength: most }: Schema): fc.Arbitrary<string> {
  const formatted = format === undefined ? undefined : formats[format]
  if (formatted) return formatted
  const maxLength = Math.max(minLength, Math.min(most ?? longestText, longestText))
  const fits = (text: string) => text.length >= minLength && text.length <= (most ?? Number.POSITIVE_INFINITY)
  if (pattern === undefined) return padded(minLength, maxLength)
  const form = new RegExp(pattern, 'u')
  // a pattern that prose fits forbids characters; one that it does not fit spells out a notation
  return form.test('نص text 1')
    ? sought(padded(minLength, maxLength), (text) => form.test(text))
    : sought(fc.stringMatching(new RegExp(pattern)), fits)
}

const longestSearch = 100_000

/** Those that are right. Where none is, a filter alone would search for ever, and no time limit would end it. */
function sought(texts: fc.Arbitrary<string>, isRight: (text: string) => boolean): fc.Arbitrary<string> {
  let inVain = 0
  return texts.filter((text) => {
    if (isRight(text)) inVain = 0
    else if (++inVain === longestSearch) throw new Error(`none of ${longestSearch} texts is right, such as ${text}`)
    return inVain === 0
  })
}

function padded(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return words.map((text) => [...text.padEnd(minLength, 'ن')].slice(0, maxLength).join(''))
}

function lists({ items = {}, minItems = 0, maxItems, uniqueItems }: Schema, known: Known, member: string) {
  const length = { minLength: minItems, maxLength: Math.min(maxItems ?? minItems + mostItems, minItems + mostItems) }
  const item = fromSchema(items, known, member)
  return uniqueItems
    ? fc.uniqueArray(item, { ...length, selector: (one) => JSON.stringify(one) })
    : fc.array(item, length)
}

function objects({ properties = {}, required = [], additionalProperties, maxProperties }: Schema, known: Known) {
  const members = Object.entries(properties).map(([name, one]) => [name, fromSchema(one, known, name)] as const)
  const named = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: required,
    noNullPrototype: true,
  })
  if (typeof additionalProperties !== 'object') return named
  const maxKeys = Math.min(maxProperties ?? mostItems, mostItems)
  return fc
    .tuple(named, fc.dictionary(words, fromSchema(additionalProperties, known), { maxKeys, noNullPrototype: true }))
    .map(([own, more]) => ({ ...more, ...own }))
}
