import fc from 'fast-check'
import { hostileNames, hostileValues } from './hostile-values.ts'
import type { Asked } from './operations.ts'
import { type Wire, wired } from './wire.ts'

/** Something done to a request that its sender did not mean. */
type Spoiling = (asked: Asked) => Asked

type Place = { holder: Record<string, unknown>; name: string }

/** Every member of a value, however deep; not those of a file. */
function placesIn(value: unknown): Place[] {
  const found: Place[] = []
  const left = [value]
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one !== 'object' || one === null || Buffer.isBuffer(one)) continue
    const holder = one as Record<string, unknown>
    for (const name of Object.keys(holder)) {
      found.push({ holder, name })
      left.push(holder[name])
    }
  }
  return found
}

function inside(part: 'params' | 'query' | 'body', change: (place: Place) => void, pick: number): Spoiling {
  return (asked) => {
    const copy = { ...asked, [part]: structuredCopy(asked[part]) }
    const places = placesIn(part === 'body' ? copy.body?.value : copy[part])
    const place = places[pick % Math.max(places.length, 1)]
    if (place) change(place)
    return copy
  }
}

/** A file stays what it is. */
function structuredCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return value.map(structuredCopy)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, structuredCopy(one)]))
}

const parts = fc.constantFrom('body', 'body', 'body', 'query', 'params') as fc.Arbitrary<'params' | 'query' | 'body'>

function put({ holder, name }: Place, value: unknown): void {
  holder[name] = value
}

const replaced = fc
  .tuple(parts, fc.nat(200), hostileValues)
  .map(([part, pick, value]) => inside(part, (place) => put(place, value), pick))

const dropped = fc.tuple(parts, fc.nat(200)).map(([part, pick]) =>
  inside(
    part,
    ({ holder, name }) => {
      if (Array.isArray(holder)) holder.splice(Number(name), 1)
      else delete holder[name]
    },
    pick,
  ),
)

const wrapped = fc
  .tuple(parts, fc.nat(200))
  .map(([part, pick]) =>
    inside(part, (place) => put(place, [place.holder[place.name], place.holder[place.name]]), pick),
  )

const added = fc.tuple(hostileNames, hostileValues, fc.boolean()).map(
  ([name, value, inQuery]): Spoiling =>
    (asked) => {
      if (inQuery || !asked.body) return { ...asked, query: { ...asked.query, [name]: value } }
      return { ...asked, body: { ...asked.body, value: { ...(asked.body.value as object), [name]: value } } }
    },
)

const whole = hostileValues.map(
  (value): Spoiling =>
    (asked) =>
      asked.body ? { ...asked, body: { ...asked.body, value } } : asked,
)

const methods = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS').map(
  (method): Spoiling =>
    (asked) => ({ ...asked, method }),
)

/** Up to three things done to a request. */
const spoilings: fc.Arbitrary<Spoiling[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: replaced },
    { weight: 3, arbitrary: dropped },
    { weight: 2, arbitrary: wrapped },
    { weight: 3, arbitrary: added },
    { weight: 1, arbitrary: whole },
    { weight: 1, arbitrary: methods },
  ),
  { minLength: 1, maxLength: 3 },
)

/** Something done to the bytes of a request. */
type Breakage = (wire: Wire) => Wire

const bytes = [
  '',
  '{',
  '{"a":1,}',
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{"role":"admin"}}}',
  '\ufeff{}',
  'null',
  '1',
  '"text"',
  '[]',
  '{"title":"\\ud800"}',
  '{"a":1}{"b":2}',
  '{"a":1,"a":2}',
  '['.repeat(30_000),
  `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  `{"title":"${'x'.repeat(1_100_000)}"}`,
].map((text) => Buffer.from(text))

const headers = fc.oneof(
  fc.record({
    'content-type': fc.constantFrom(
      'text/plain',
      'application/xml',
      'application/json; charset=utf-16',
      'application/json;charset="',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      `multipart/form-data; boundary=${'b'.repeat(300)}`,
      'application/x-www-form-urlencoded',
      '/',
      'application/vnd.api+json',
    ),
  }),
  fc.record({
    'accept-language': fc.constantFrom('', ',;q=', 'xx', 'ar;q=9999', 'en;q=NaN,ar;q=0', 'a'.repeat(4_000)),
  }),
  fc.record({ cookie: fc.constantFrom('nasaq=', 'nasaq=%00', 'nasaq=%E0%A4%A', `nasaq=${'x'.repeat(4_000)}`, '=;;=') }),
  fc.record({ 'idempotency-key': fc.constantFrom('', ' ', 'a', 'a b', 'x'.repeat(256), '\u00ff\u0080', '{}') }),
  fc.record({ 'x-csrf-token': fc.constantFrom('', 'undefined', 'null') }),
  fc.record({ 'if-none-match': fc.constantFrom('*', '"', 'W/""') }),
  fc.record({ accept: fc.constantFrom('text/html', '*/*;q=', 'application/xml') }),
  fc.record({ host: fc.constantFrom('', 'evil.example', '[::1', '@') }),
  fc.record({
    'x-forwarded-proto': fc.constantFrom('https', 'javascript'),
    'x-http-method-override': fc.constant('DELETE'),
  }),
  fc.record({ 'content-encoding': fc.constantFrom('gzip', 'br'), 'transfer-encoding': fc.constant('chunked') }),
)

/** None, mostly; else the body or its headers as no client sends them. */
const breakages: fc.Arbitrary<Breakage> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Breakage>((wire) => wire) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...bytes).map(
      (payload): Breakage =>
        (wire) => ({ ...wire, payload }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map(
      (share): Breakage =>
        (wire) =>
          wire.payload ? { ...wire, payload: wire.payload.subarray(0, Math.floor(wire.payload.length * share)) } : wire,
    ),
  },
  {
    weight: 2,
    arbitrary: headers.map(
      (more): Breakage =>
        (wire) => ({ ...wire, headers: { ...wire.headers, ...more } as Wire['headers'] }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }).map(
      (junk): Breakage =>
        (wire) => ({
          ...wire,
          payload: Buffer.concat([wire.payload?.subarray(0, 20) ?? Buffer.alloc(0), Buffer.from(junk)]),
        }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('%', '%00', '/..%2f', '?a=%E0%A4%A', '?limit=1&limit=2', '?__proto__[x]=1', ';', '//')
      .map(
        (more): Breakage =>
          (wire) => ({ ...wire, url: wire.url + more }),
      ),
  },
)

/** Requests as they go over the wire, spoilt in their parts or in their bytes, mostly both or one; a few not at all. */
export function spoilt(requests: fc.Arbitrary<Asked>): fc.Arbitrary<Wire> {
  const some = fc.oneof({ weight: 1, arbitrary: fc.constant<Spoiling[]>([]) }, { weight: 4, arbitrary: spoilings })
  return fc
    .tuple(requests, some, breakages)
    .map(([request, list, breakage]) => breakage(wired(list.reduce((one, spoiling) => spoiling(one), request))))
}
