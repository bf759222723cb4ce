const tiffAt = 10
const orientationTag = 0x0112
const entryBytes = 12

/** What the camera noted of time and place in a JPEG (its EXIF segment, whole), as of a photo that stands upright; null: nothing. */
export function notesOf(jpeg: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(jpeg)
  try {
    if (view.getUint16(0) !== 0xffd8) return null
    // segments stand one after the other before the picture
    for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
      const isExif = view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966
      if (isExif) return upright(new Uint8Array(jpeg.slice(at, at + 2 + view.getUint16(at + 2))))
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

/** The photo that is made anew is turned already: turned by its notes once more it would lie on its side. */
function upright(segment: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(segment.buffer)
  const isLittle = view.getUint16(tiffAt) === 0x4949
  const first = tiffAt + view.getUint32(tiffAt + 4, isLittle)
  const count = view.getUint16(first, isLittle)
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + entry * entryBytes
    if (view.getUint16(at, isLittle) === orientationTag) view.setUint16(at + 8, 1, isLittle)
  }
  return segment
}

/** A JPEG with these notes at its beginning. */
export function withNotes(jpeg: ArrayBuffer, notes: Uint8Array<ArrayBuffer> | null): Blob {
  const parts = notes ? [jpeg.slice(0, 2), notes, jpeg.slice(2)] : [jpeg]
  return new Blob(parts, { type: 'image/jpeg' })
}
