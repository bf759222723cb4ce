import fc from 'fast-check'
import { unspeakable } from './wire.ts'

/** What can be called as it is in JSON, and what answers no call. */
const objects: unknown[] = [
  {},
  [],
  [[]],
  [null],
  { toString: 1 },
  { toString: null, valueOf: null },
  { constructor: { prototype: { role: 'admin' } } },
  { length: 1e9 },
  { type: 'Point', coordinates: [46.7, 24.7] },
  { $ne: null },
]

const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\u202eمعكوس\u202c',
  '\u200f\u200e\u061c',
  'ﷺ'.repeat(200),
  'e\u0301\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦',
  '\ufeff',
  'x'.repeat(5_000),
  'x'.repeat(70_000),
  `'; --`,
  '%',
  '_%\\',
  '%00',
  '%ff%fe',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '{ar}',
  '{n, plural, other {#}}',
  '<script>',
  'null',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '0x10',
  '١٢٣',
  ' 46 ',
  '46,7',
  '2026-02-30',
  '0000-00-00',
  '0000-01-01',
  '9999-12-31',
  '10000-01-01',
  '-0001-01-01',
  '+020000-01-01',
  '2026-11-24T00:00:00Z',
  '2026-11-24T23:59:60Z',
  'infinity',
  '-infinity',
  'now',
  'epoch',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'urn:uuid:0192b9f0-0000-7000-8000-000000000001',
  '0192b9f0-0000-7000-8000-00000000000',
  '-180,-90,180,90',
  '0,0,0,0',
  '46,24,nan,25',
  'KSA-R-2026-9999999',
]

const numbers = [
  0,
  -0,
  -1,
  0.1,
  1e-320,
  1e308,
  -1e308,
  32_768,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  Number.MAX_SAFE_INTEGER,
  2 ** 63,
  1e21,
]

/** Cursors as we write them, of anything. */
const cursors = fc
  .array(fc.constantFrom<unknown>(...texts, ...numbers, null, {}, [], '2026-11-24', '2026-11-24T09:30:00Z'), {
    maxLength: 3,
  })
  .map((values) => Buffer.from(JSON.stringify(values)).toString('base64url'))

/** Values that nobody means. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...texts) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, ...objects) },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(unspeakable)) },
  { weight: 1, arbitrary: cursors },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 2 }) },
)

/** Names of members that nobody has. */
export const hostileNames = fc.constantFrom(
  'x',
  'role',
  'is_admin',
  'regionId',
  'constructor',
  'toString',
  'a\u0000b',
  '',
  'a'.repeat(2_000),
  '\u202e',
  'createdAt',
)
