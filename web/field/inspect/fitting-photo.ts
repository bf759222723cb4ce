import { notesOf, withNotes } from './camera-notes.ts'
import { fits, isTaken, type Shot, sidesKept } from './fitting.ts'

const quality = 0.9

/** How this browser shows a photo, and makes a smaller JPEG of what it shows. */
interface Eye {
  look: (file: Blob) => Promise<HTMLImageElement | null>
  draw: (image: HTMLImageElement, sides: { width: number; height: number }) => Promise<Blob | null>
}

/**
 * A photo as it is kept and sent: as the camera gave it, or anew as a JPEG of the size that the service keeps, with the
 * camera's notes of time and place. Null: neither this phone nor the service can read it, and it has to be taken again.
 */
export async function fittingPhoto(given: Blob, eye: Eye = own): Promise<Blob | null> {
  // the camera may take its file away again: from here on it is a copy of our own
  const bytes = await given.arrayBuffer().catch(() => null)
  if (!bytes) return null
  const file = new Blob([bytes], { type: given.type })
  const image = await eye.look(file)
  if (!image) return null
  const shot: Shot = { bytes, width: image.naturalWidth, height: image.naturalHeight }
  if (fits(shot)) return file
  const drawn = await eye.draw(image, sidesKept(shot))
  const anew = drawn && withNotes(await drawn.arrayBuffer(), notesOf(bytes))
  if (!isTaken(shot)) return anew
  return anew && anew.size < file.size ? anew : file
}

const own: Eye = {
  look: async (file) => {
    const address = URL.createObjectURL(file)
    const image = new Image()
    image.src = address
    return image
      .decode()
      .then(
        () => image,
        () => null,
      )
      .finally(() => URL.revokeObjectURL(address))
  },
  draw: async (image, { width, height }) => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    const pen = canvas.getContext('2d')
    if (!pen) return null
    pen.fillStyle = '#ffffff'
    pen.fillRect(0, 0, width, height)
    pen.drawImage(image, 0, 0, width, height)
    return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))
  },
}
