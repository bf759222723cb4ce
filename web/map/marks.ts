import type { Map as MapLibreMap } from 'maplibre-gl'

const size = 44

type Draw = (pen: CanvasRenderingContext2D) => void

const disc = (fill: string, draw: Draw) =>
  mark(fill, draw, (pen) => pen.arc(size / 2, size / 2, size / 2 - 3, 0, Math.PI * 2))

const square = (fill: string, draw: Draw) => mark(fill, draw, (pen) => pen.roundRect(4, 4, size - 8, size - 8, 7))

/** A shape with a ring and a sign, drawn at twice its size so that it stays sharp. */
function mark(fill: string, draw: Draw, outline: Draw): ImageData | null {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.beginPath()
  outline(pen)
  pen.fillStyle = fill
  pen.fill()
  pen.lineWidth = 4
  pen.strokeStyle = '#ffffff'
  pen.stroke()
  pen.fillStyle = '#ffffff'
  pen.lineWidth = 4
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  draw(pen)
  return pen.getImageData(0, 0, size, size)
}

function exclamation(pen: CanvasRenderingContext2D): void {
  pen.beginPath()
  pen.moveTo(22, 12)
  pen.lineTo(22, 23)
  pen.stroke()
  pen.beginPath()
  pen.arc(22, 31, 2.6, 0, Math.PI * 2)
  pen.fill()
}

function camera(pen: CanvasRenderingContext2D): void {
  pen.strokeRect(12, 16, 20, 14)
  pen.beginPath()
  pen.arc(22, 23, 4, 0, Math.PI * 2)
  pen.stroke()
}

function tag(pen: CanvasRenderingContext2D): void {
  pen.beginPath()
  pen.moveTo(13, 24)
  pen.lineTo(22, 14)
  pen.lineTo(31, 24)
  pen.moveTo(16, 24)
  pen.lineTo(16, 31)
  pen.lineTo(28, 31)
  pen.lineTo(28, 24)
  pen.stroke()
}

const marks: Record<string, () => ImageData | null> = {
  'mark-blocking': () => disc('#d92d20', exclamation),
  'mark-warning': () => disc('#b8860b', exclamation),
  'mark-fined': () => square('#d92d20', exclamation),
  'mark-warned': () => square('#b8860b', exclamation),
  'mark-open': () => disc('#93370d', camera),
  'mark-done': () => disc('#1b8354', camera),
  'mark-site': () => disc('#166a45', tag),
}

/** Hatching for ground that must not be opened. */
function hatch(colour: string): ImageData | null {
  const canvas = document.createElement('canvas')
  canvas.width = 16
  canvas.height = 16
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.strokeStyle = colour
  pen.lineWidth = 2.5
  for (const start of [-16, 0, 16]) {
    pen.beginPath()
    pen.moveTo(start, 16)
    pen.lineTo(start + 16, 0)
    pen.stroke()
  }
  return pen.getImageData(0, 0, 16, 16)
}

/** Gives the map the signs that layers name; no sprite is fetched. */
export function addMarks(map: MapLibreMap): void {
  for (const [name, draw] of Object.entries(marks)) {
    const image = draw()
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: 2 })
  }
  for (const [name, colour] of Object.entries({
    'hatch-hold': 'rgba(217,45,32,.55)',
    'hatch-care': 'rgba(184,134,11,.6)',
    'hatch-event': 'rgba(124,63,152,.5)',
  })) {
    const image = hatch(colour)
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: 2 })
  }
}
