import { describe, expect, it } from 'vitest'
import type { ReadItem } from './format.ts'
import { geojson } from './geojson.ts'

/** Reads a text cut into pieces of so many bytes. */
async function read(text: string | Buffer, bytes = 7): Promise<ReadItem[]> {
  const whole = Buffer.from(text)
  async function* pieces() {
    for (let from = 0; from < whole.length; from += bytes) yield whole.subarray(from, from + bytes)
  }
  const items: ReadItem[] = []
  for await (const item of geojson.read(pieces())) items.push(item)
  return items
}

const feature =
  '{"type":"Feature","id":1,"properties":{"name":"شارع \\"],}\\" قباء","list":[1,[2,{"features":[]}]]},"geometry":null}'
const collection = (...items: string[]) => `{"type":"FeatureCollection","features":[${items.join(',')}]}`

describe('geojson', () => {
  it.each([1, 3, 64, 100_000])('reads the same features in pieces of %i bytes', async (bytes) => {
    const items = await read(collection(feature, ` \n${feature} `), bytes)
    expect(items).toEqual([{ feature: JSON.parse(feature) }, { feature: JSON.parse(feature) }])
  })
  it('lets a bad item stand beside good ones', async () => {
    const deep = `{"type":"Feature","properties":${'['.repeat(70)}${']'.repeat(70)}}`
    const codes = (await read(collection('null', feature, '{"type":"Point"}', '{"type" "Feature"}', deep))).map(
      (item) => item.refused?.code ?? 'good',
    )
    expect(codes).toEqual(['not_a_feature', 'good', 'not_a_feature', 'broken_row', 'row_too_deep'])
  })
  it('takes a byte order mark, members on both sides, and no features', async () => {
    expect(
      await read(`\uFEFF{"name":"features","features":[${feature}],"type":"FeatureCollection","bbox":[1,2,3,4]}`),
    ).toHaveLength(1)
    expect(await read(collection())).toEqual([])
  })
  it('names the rows of another encoding, and takes the others', async () => {
    const arabic = Buffer.from([0xd4, 0xc7, 0xd1, 0xda]) // a word in Windows-1256
    const row = Buffer.concat([Buffer.from('{"type":"Feature","properties":{"name":"'), arabic, Buffer.from('"}}')])
    const [before = '', after = ''] = collection(feature, 'here', feature).split('here')
    const items = await read(Buffer.concat([Buffer.from(before), row, Buffer.from(after)]))
    expect(items).toEqual([
      { feature: JSON.parse(feature) },
      { refused: { code: 'bad_encoding' } },
      { feature: JSON.parse(feature) },
    ])
  })
  it('refuses a file in UTF-16, and one whose own members are in another encoding', async () => {
    const wide = Buffer.from(`\uFEFF${collection(feature)}`, 'utf16le')
    expect(await read(wide)).toEqual([{ fault: { code: 'bad_encoding' } }])
    const latin = Buffer.from(`{"name":"M\u00fcll","type":"FeatureCollection","features":[]}`, 'latin1')
    expect(await read(latin)).toEqual([{ fault: { code: 'bad_encoding' } }])
  })
  it.each([
    ['EPSG:32118', 'urn:ogc:def:crs:EPSG::32118'],
    ['EPSG:3857', 'EPSG:3857'],
  ])('refuses the whole file in %s', async (_name, crs) => {
    const items = await read(
      `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"${crs}"}},"features":[]}`,
    )
    expect(items).toEqual([{ fault: { code: 'crs_not_wgs84', values: { crs } } }])
  })
  it.each([
    ['of another kind', '{"type":"link"}', 'link'],
    ['without a name', '{"properties":{"name":{"toString":1}}}', 'crs'],
    ['without an end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'crs'],
  ])('refuses the whole file in a system %s', async (_what, crs, told) => {
    const items = await read(`{"type":"FeatureCollection","crs":${crs},"features":[]}`, 10_000)
    expect(items).toEqual([{ fault: { code: 'crs_not_wgs84', values: { crs: told } } }])
  })
  it.each(['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4326'])(
    'takes %s for what it is',
    async (crs) => {
      expect(
        await read(
          `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"${crs}"}},"features":[${feature}]}`,
        ),
      ).toHaveLength(1)
    },
  )
  it.each([
    ['', 'not_json'],
    ['hello', 'not_json'],
    [collection(feature).slice(0, -5), 'not_json'],
    [collection(feature).slice(0, -1), 'not_json'],
    ['[]', 'not_a_collection'],
    ['null', 'not_a_collection'],
    [feature, 'not_a_collection'],
    ['{"type":"FeatureCollection"}', 'not_a_collection'],
  ])('says of %s that the file is %s', async (text, code) => {
    expect((await read(text)).at(-1)).toEqual({ fault: { code } })
  })
})
