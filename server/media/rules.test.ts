import sharp from 'sharp'
import { expect, it } from 'vitest'
import { placeFrom, takenFrom } from './rules.ts'

const nothing = { at: null, place: null }

it('finds nothing where there is none, and in nonsense', () => {
  expect(takenFrom(undefined, 'UTC')).toEqual(nothing)
  expect(takenFrom(Buffer.alloc(0), 'UTC')).toEqual(nothing)
  expect(takenFrom(Buffer.from('Exif\0\0II*\0'), 'UTC')).toEqual(nothing)
  expect(takenFrom(Buffer.from('Ex'), 'UTC')).toEqual(nothing)
  expect(placeFrom(undefined)).toBeNull()
  expect(takenFrom(Buffer.concat([Buffer.from('Exif\0\0MM\0*'), Buffer.alloc(40, 0xff)]), 'UTC')).toEqual(nothing)
})

it('does not follow a directory that points at itself', () => {
  const entry = Buffer.from([0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0])
  const loop = Buffer.concat([Buffer.from('Exif\0\0II*\0'), Buffer.from([8, 0, 0, 0, 1, 0]), entry, Buffer.alloc(4)])
  expect(takenFrom(loop, 'UTC')).toEqual(nothing)
})

const photo = (gps: Record<string, string>) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg()
    .withExif({ IFD2: { DateTimeOriginal: '2026:11:01 08:05:00', OffsetTimeOriginal: '+03:00' }, IFD3: gps })
    .toBuffer()
const riyadh = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '24/1 42/1 0/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '46/1 42/1 0/1',
}

it.each([
  ['where it was taken', riyadh, [46.7, 24.7]],
  ['on the other half of the globe', { ...riyadh, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }, [-46.7, -24.7]],
  ['nowhere, beyond the poles', { ...riyadh, GPSLatitude: '95/1 0/1 0/1' }, null],
  ['nowhere, where a phone had no fix', { ...riyadh, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' }, null],
  ['nowhere, where it is not said on which side', { GPSLatitude: '24/1 42/1 0/1' }, null],
])('reads the place of a photo: %s', async (_, gps, place) => {
  const { exif } = await sharp(await photo(gps)).metadata()
  expect(placeFrom(exif)).toEqual(place === null ? null : place.map((degrees) => expect.closeTo(degrees, 6)))
  expect(takenFrom(exif, 'UTC')).toEqual({ at: new Date('2026-11-01T05:05:00Z'), place: placeFrom(exif) })
})
