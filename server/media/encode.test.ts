import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodePhoto } from './encode.ts'

const zone = 'Asia/Riyadh'
const exif = {
  IFD0: { Make: 'Camera', Artist: 'Somebody' },
  IFD2: { DateTimeOriginal: '2026:11:01 10:20:30' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 42/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '46/1 40/1 30/1' },
}

function plain(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#b06040' } })
}

async function encoded(bytes: Buffer) {
  const { value, problem } = await encodePhoto(bytes, zone)
  expect(problem).toBeUndefined()
  return value as NonNullable<typeof value>
}

describe('a photo made anew', () => {
  it('keeps neither metadata nor what hides behind the picture, but time and place apart', async () => {
    const payload = '<?php system($_GET[0]); ?>'
    const sent = Buffer.concat([await plain(600, 400).jpeg().withExif(exif).toBuffer(), Buffer.from(payload)])
    expect((await sharp(sent).metadata()).exif).toBeDefined()
    const { large, small, taken } = await encoded(sent)
    for (const made of [large, small]) {
      const { format, exif: left, xmp, iptc, icc } = await sharp(made).metadata()
      expect({ format, left, xmp, iptc, icc }).toEqual({ format: 'jpeg' })
      expect(made.toString('latin1')).not.toMatch(/php|Camera|Somebody|GPS|Exif/)
    }
    expect(taken.at?.toISOString()).toBe('2026-11-01T07:20:30.000Z')
    expect(taken.place).toEqual([46.675, 24.7])
  })

  it('fits both sizes and is never enlarged', async () => {
    const wide = await encoded(await plain(3000, 1000).png().toBuffer())
    expect([wide.width, wide.height]).toEqual([2048, 683])
    expect((await sharp(wide.small).metadata()).width).toBe(480)
    const little = await encoded(await plain(40, 30).webp().toBuffer())
    expect([little.width, little.height]).toEqual([40, 30])
  })

  it('stands upright as the camera was held', async () => {
    const held = await encoded(await plain(400, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer())
    expect([held.width, held.height]).toEqual([200, 400])
  })
})

describe('what is no photo', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  const heif = (brands: string) =>
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brands}`), Buffer.alloc(64)])
  it.each([
    ['an SVG', () => Buffer.from(svg), 'not_a_photo'],
    ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'not_a_photo'],
    ['a GIF', () => plain(9, 9).gif().toBuffer(), 'not_a_photo'],
    ['a TIFF', () => plain(9, 9).tiff().toBuffer(), 'not_a_photo'],
    ['an AVIF', () => plain(9, 9).avif().toBuffer(), 'not_a_photo'],
    ['HEIC', () => heif('heic\0\0\0\0mif1heic'), 'heic'],
    ['HEIC by a second name', () => heif('mif1\0\0\0\0mif1heic'), 'heic'],
  ])('%s is refused by its content', async (_name, bytes, code) => {
    const { problem } = await encodePhoto(await bytes(), zone)
    expect(problem).toMatchObject({ name: 'media-type', more: { code }, errors: [{ path: 'photo' }] })
  })

  it('half a photo is refused as damaged', async () => {
    const whole = await sharp({
      create: {
        width: 600,
        height: 400,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: '#000',
      },
    })
      .jpeg()
      .toBuffer()
    const { problem } = await encodePhoto(whole.subarray(0, whole.length / 2), zone)
    expect(problem).toMatchObject({ name: 'validation', more: { code: 'broken' } })
  })

  it.each([
    ['very many pixels', 7_100, 7_100],
    ['a very long side', 12_001, 10],
  ])('a small file of %s is refused before it is decoded', async (_name, width, height) => {
    const bomb = await plain(width, height).png().toBuffer()
    expect(bomb.length).toBeLessThan(2_000_000)
    const { problem } = await encodePhoto(bomb, zone)
    expect(problem?.name).toBe('too-large')
  })
})

describe('more uploads than the service has turns for', () => {
  it('are told to come back, and the others are served', async () => {
    const photo = await plain(400, 300).jpeg().toBuffer()
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => encodePhoto(photo, zone)))
    const refused = outcomes.filter(({ problem }) => problem?.name === 'unavailable')
    expect(refused).toHaveLength(8)
    expect(outcomes.filter(({ value }) => value)).toHaveLength(12)
  })
})
