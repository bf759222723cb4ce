import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { fits, isTaken, sidesKept } from './fitting.ts'
import { fittingPhoto } from './fitting-photo.ts'

type Eye = NonNullable<Parameters<typeof fittingPhoto>[1]>

const jpegHead = [0xff, 0xd8, 0xff, 0xe0]
const webpHead = [...new TextEncoder().encode('RIFF....WEBP')]
const heicHead = [0, 0, 0, 24, ...new TextEncoder().encode('ftypheic')]
const bytesOf = (head: number[], size: number) => {
  const bytes = new Uint8Array(size)
  bytes.set(head)
  return bytes.buffer
}

describe('a photo as the service would take it', () => {
  it.each([
    ['a small one', jpegHead, 900_000, [2000, 1500], true, true],
    ['a WebP', webpHead, 900_000, [2000, 1500], true, true],
    ['a heavy one', jpegHead, 2_000_001, [4000, 3000], true, false],
    ['more than may be sent', jpegHead, 15 * 1024 * 1024 + 1, [4000, 3000], false, false],
    ['50 megapixels', jpegHead, 900_000, [10_000, 5000], true, true],
    ['more', jpegHead, 900_000, [10_001, 5000], false, false],
    ['a panorama too long', jpegHead, 900_000, [12_001, 100], false, false],
    ['what an iPhone stores', heicHead, 900_000, [2000, 1500], false, false],
    ['nothing at all', [], 0, [1, 1], false, false],
  ] as const)('%s', (_, head, size, [width, height], taken, whole) => {
    const shot = { bytes: bytesOf([...head], size), width, height }
    expect([isTaken(shot), fits(shot)]).toEqual([taken, whole])
  })

  it('is made no larger than it is, and keeps its shape', () => {
    expect(sidesKept({ width: 4000, height: 3000 })).toEqual({ width: 2048, height: 1536 })
    expect(sidesKept({ width: 13_000, height: 3 })).toEqual({ width: 2048, height: 1 })
    expect(sidesKept({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 })
  })
})

/** As a telephone held upright makes it: lying on its side, with a note of that beside those of time and place. */
const exif = {
  IFD0: { Make: 'Test' },
  IFD2: { DateTimeOriginal: '2026:11:01 08:05:00', OffsetTimeOriginal: '+03:00' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 42/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '46/1 42/1 0/1' },
}
const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
async function shotOf(width: number, height: number): Promise<Blob> {
  const picture = sharp({ create: { width, height, channels: 3, background: '#888', noise } })
  const bytes = await picture.jpeg({ quality: 95 }).withExif(exif).withMetadata({ orientation: 6 }).toBuffer()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}

/** A browser that shows each photo upright, and draws with another hand. */
const eyeOf = (width: number, height: number, sees = true): Eye => ({
  look: async () => (sees ? ({ naturalWidth: width, naturalHeight: height } as HTMLImageElement) : null),
  draw: async (_, sides) => {
    const drawn = await sharp({ create: { ...sides, channels: 3, background: '#1b8354' } })
      .jpeg()
      .toBuffer()
    return new Blob([new Uint8Array(drawn)], { type: 'image/jpeg' })
  },
})

describe('a photo as it is kept', () => {
  it('is what the camera gave where that is light', async () => {
    const given = await shotOf(64, 48)
    const kept = await fittingPhoto(given, eyeOf(48, 64))
    expect(await kept?.arrayBuffer()).toEqual(await given.arrayBuffer())
  })

  it('is made smaller where it is heavy, upright, and with its time and its place', async () => {
    const given = await shotOf(2600, 1950)
    expect(given.size).toBeGreaterThan(2_000_000)
    const kept = await fittingPhoto(given, eyeOf(1950, 2600))
    const bytes = Buffer.from((await kept?.arrayBuffer()) ?? new ArrayBuffer())
    expect(bytes.length).toBeLessThan(200_000)
    const { format, width, height, orientation, exif: notes } = await sharp(bytes).metadata()
    expect({ format, width, height, orientation }).toEqual({
      format: 'jpeg',
      width: 1536,
      height: 2048,
      orientation: 1,
    })
    const before = await sharp(Buffer.from(await given.arrayBuffer())).metadata()
    expect(before.orientation).toBe(6)
    expect(notes?.length).toBe(before.exif?.length)
    expect(notes?.toString('latin1')).toContain('2026:11:01 08:05:00')
  })

  it('is made anew where the service reads no such file but this browser does', async () => {
    const kept = await fittingPhoto(new Blob([bytesOf(heicHead, 5000)]), eyeOf(3000, 4000))
    const made = await sharp(Buffer.from((await kept?.arrayBuffer()) ?? new ArrayBuffer())).metadata()
    expect(made).toMatchObject({ format: 'jpeg', width: 1536, height: 2048 })
  })

  it('is refused while somebody can still take another: where nobody can read it, or it cannot be drawn', async () => {
    expect(await fittingPhoto(new Blob([bytesOf(heicHead, 5000)]), eyeOf(0, 0, false))).toBeNull()
    const blind: Eye = { ...eyeOf(13_000, 100), draw: async () => null }
    expect(await fittingPhoto(await shotOf(64, 48), blind)).toBeNull()
  })

  it('is what the camera gave where it cannot be drawn and may be sent', async () => {
    const given = await shotOf(2600, 1950)
    const blind: Eye = { ...eyeOf(1950, 2600), draw: async () => null }
    expect((await fittingPhoto(given, blind))?.size).toBe(given.size)
  })
})
