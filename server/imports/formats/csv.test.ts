import { describe, expect, it } from 'vitest'
import { csv } from './csv.ts'
import type { ReadItem } from './format.ts'
import { geometryOfText } from './wkt.ts'

/** Reads a text cut into pieces of so many bytes. */
async function read(text: string | Buffer, bytes = 5): Promise<ReadItem[]> {
  const whole = Buffer.from(text)
  async function* pieces() {
    for (let from = 0; from < whole.length; from += bytes) yield whole.subarray(from, from + bytes)
  }
  const items: ReadItem[] = []
  for await (const item of csv.read(pieces())) items.push(item)
  return items
}
const line = { type: 'LineString', coordinates: [[46.7, 24.7], [46.71, 24.7]] } // biome-ignore format: one line
const feature = (properties: object, geometry: unknown = line) => ({
  feature: { type: 'Feature', properties, geometry },
})

describe('csv', () => {
  it.each([1, 5, 10_000])('reads rows in pieces of %i bytes, with quotes, breaks and Arabic', async (bytes) => {
    const text = '\uFEFFcode,عنوان,WKT\r\n1,"خط ""قديم"", مياه\nسطر ثان","LINESTRING (46.7 24.7, 46.71 24.7)"\r\n'
    expect(await read(text, bytes)).toEqual([feature({ code: '1', عنوان: 'خط "قديم", مياه\nسطر ثان' })])
  })
  it.each([
    ['semicolons', 'code;wkt\n1;LINESTRING(46.7 24.7,46.71 24.7)\n'],
    ['tabs and no break at the end', 'code\twkt\n1\tSRID=4326;LINESTRING Z (46.7 24.7 600, 46.71 24.7 600)'],
    ['empty lines', 'code,wkt\n\n1,"LINESTRING(46.7 24.7,46.71 24.7)"\n,\n'],
    ['GeoJSON', `code,geometry\n1,"${JSON.stringify(line).replaceAll('"', '""')}"\n`],
  ])('understands %s', async (_what, text) => expect(await read(text)).toEqual([feature({ code: '1' })]))
  it('takes a place from two columns, and leaves a row without a shape to the check', async () => {
    expect(await read('code,lng,lat\n1,46.7,24.7\n2,,\n')).toEqual([
      feature({ code: '1' }, { type: 'Point', coordinates: [46.7, 24.7] }),
      feature({ code: '2' }, null),
    ])
    expect(await read('code,wkt\n1,somewhere\n')).toEqual([feature({ code: '1' }, null)])
    for (const latitude of ['دائرة العرض', 'خط العرض'])
      expect(await read(`code,خط الطول,${latitude}\n1,46.7,24.7\n`)).toEqual([
        feature({ code: '1' }, { type: 'Point', coordinates: [46.7, 24.7] }),
      ])
  })
  it('refuses what a quotation mark that never closes has swallowed, and keeps what stood before it', async () => {
    const shape = '"LINESTRING(46.7 24.7,46.71 24.7)"'
    const refused = { refused: { code: 'unclosed_quote' } }
    const fine = feature({ code: '1', note: 'fine' })
    expect(await read(`code,wkt,note\n1,${shape},fine\n2,${shape},"open\n3,,fine\n`)).toEqual([fine, refused])
    expect(await read(`code,wkt,note\n1,${shape},fine\n2,${shape},"open\n3,${shape},fine\n`)).toEqual([fine, refused])
  })
  it('refuses another encoding, and has no rows where there is only a head', async () => {
    expect(await read(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xd4, 0xc7, 0x2c, 0x31, 0x0a]))).toEqual([
      { fault: { code: 'bad_encoding' } },
    ])
    expect(await read('code,wkt')).toEqual([])
  })
})

describe('well-known text', () => {
  it.each([
    [' SRID = 4326 ; Point Z (1 2 3) ', { type: 'Point', coordinates: [1, 2] }],
    ['POINT (1 2)', { type: 'Point', coordinates: [1, 2] }],
    ['POLYGON((0 0,1 0,1 1,0 0))', { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }],
    ['MultiLineString ((0 0, 1 1), (2 2, 3 3))', { type: 'MultiLineString', coordinates: [[[0, 0], [1, 1]], [[2, 2], [3, 3]]] }],
  ])('%s', (text, geometry) => expect(geometryOfText(text)).toEqual(geometry)) // biome-ignore format: a table
  it.each(['', 'LINESTRING EMPTY', 'CIRCLE (1 2)', 'LINESTRING (1 2, x y)', 'LINESTRING (1 2'])('%j is none', (text) =>
    expect(geometryOfText(text)).toBeUndefined(),
  )
  it.each([`P${' '.repeat(500_000)}x`, `${' '.repeat(500_000)}x`, `SRID${' '.repeat(500_000)}x`])(
    'a cell of white space is none, and is not tried in all its divisions',
    (text) => expect(geometryOfText(text)).toBeUndefined(),
  )
})
