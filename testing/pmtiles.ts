import { fromGeojsonVt } from '@maplibre/vt-pbf'

/** What the tests' base map shows: one sea over the whole tile. */
const sea = {
  features: [
    {
      geometry: [
        [
          [0, 0],
          [4096, 0],
          [4096, 4096],
          [0, 4096],
          [0, 0],
        ],
      ],
      type: 3,
      tags: { kind: 'ocean' },
    },
  ],
}
const headerBytes = 127

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]
}

/** A PMTiles archive of version 3 (github.com/protomaps/PMTiles) with one vector tile, at 0/0/0, and nothing compressed. */
export function tinyPmtiles(): Buffer {
  const tile = Buffer.from(fromGeojsonVt({ water: sea } as never, { version: 2, extent: 4096 }))
  const metadata = Buffer.from(JSON.stringify({ vector_layers: [{ id: 'water', fields: { kind: 'String' } }] }))
  // one entry: its tile, for how many tiles it stands, how long it is, and where it begins, from one
  const directory = Buffer.from([...varint(1), ...varint(0), ...varint(1), ...varint(tile.length), ...varint(1)])
  const header = Buffer.alloc(headerBytes)
  header.write('PMTiles')
  header[7] = 3
  const sections = [
    [headerBytes, directory.length],
    [headerBytes + directory.length, metadata.length],
    [headerBytes + directory.length + metadata.length, 0],
    [headerBytes + directory.length + metadata.length, tile.length],
    [1, 1],
  ]
  for (const [at, number] of [...sections.flat(), 1].entries()) header.writeBigUInt64LE(BigInt(number), 8 + at * 8)
  const [clustered, uncompressed, vectors] = [1, 1, 1]
  header.set([clustered, uncompressed, uncompressed, vectors, 0, 0], 96)
  for (const [at, degrees] of [-180, -85, 180, 85].entries()) header.writeInt32LE(degrees * 1e7, 102 + at * 4)
  return Buffer.concat([header, directory, metadata, tile])
}
