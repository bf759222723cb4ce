import sharp from 'sharp'

type Colour = readonly [red: number, green: number, blue: number]
/** Is a point of the picture within a shape? */
type Shape = (x: number, y: number) => boolean

const [width, height] = [800, 600]

/** Between two heights, and two sides that go from the upper width to the lower one. */
const trapeze =
  (
    [top, bottom]: readonly [number, number],
    upper: readonly [number, number],
    lower: readonly [number, number],
  ): Shape =>
  (x, y) => {
    if (y < top || y >= bottom) return false
    const share = (y - top) / (bottom - top)
    const [left, right] = [upper[0] + (lower[0] - upper[0]) * share, upper[1] + (lower[1] - upper[1]) * share]
    return x >= left && x < right
  }
const box = (left: number, top: number, right: number, bottom: number) =>
  trapeze([top, bottom], [left, right], [left, right])
const round =
  (atX: number, atY: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - atX, y - atY) < radius

const cone = (x: number, y: number): [Shape, Colour][] => [
  [trapeze([y - 70, y], [x - 3, x + 3], [x - 22, x + 22]), [242, 106, 33]],
  [trapeze([y - 40, y - 25], [x - 11, x + 11], [x - 15, x + 15]), [255, 255, 255]],
  [box(x - 30, y, x + 30, y + 9), [194, 78, 18]],
]

const street: [Shape, Colour][] = [
  [box(0, 165, 230, 220), [205, 185, 143]],
  [box(280, 130, 480, 220), [205, 185, 143]],
  [box(550, 175, width, 220), [205, 185, 143]],
  [box(0, 220, width, height), [93, 97, 102]],
  [box(0, 220, width, 243), [185, 180, 168]],
]

/** The same place after it was closed: new asphalt between sealed edges, and a cone that is still to be fetched. */
function closed(n: number): [Shape, Colour][] {
  const from = 170 + (n % 3) * 60
  return [
    ...street,
    [trapeze([352, 533], [from - 3, from + 338], [from - 49, from + 384]), [58, 61, 65]],
    [trapeze([355, 530], [from, from + 335], [from - 45, from + 380]), [84, 88, 93]],
    // the marking of the lane goes on over it
    ...[30, 230, 430, 630].map((left): [Shape, Colour] => [box(left, 438, left + 120, 450), [226, 224, 214]]),
    ...(n % 2 === 0 ? cone(from + 430, 400) : []),
  ]
}

function site(n: number): [Shape, Colour][] {
  const from = 170 + (n % 3) * 60
  const stones = Array.from({ length: 20 }, (_, at): [Shape, Colour] => {
    const [x, y] = [from + 25 + ((at * 97 + n * 31) % 290), 385 + ((at * 53) % 125)]
    return [round(x, y, 4 + ((at + n) % 5)), [138, 106, 69]]
  })
  return [
    ...street,
    [trapeze([355, 530], [from, from + 335], [from - 45, from + 380]), [58, 42, 27]],
    [trapeze([355, 380], [from, from + 335], [from - 6, from + 341]), [107, 77, 48]],
    ...stones,
    ...cone(from - 60, 375),
    ...cone(from + 400, 400),
    ...(n % 2 === 0 ? cone(from - 100, 530) : []),
  ]
}

/** A drawn trench in a drawn street, plainly no photograph, as a JPEG; `n` tells one from another. */
export const siteDrawing = (n: number): Promise<Buffer> => drawn(site(n))

/** The same street with its trench closed again, as plainly drawn. */
export const closedDrawing = (n: number): Promise<Buffer> => drawn(closed(n))

function drawn(inOrder: readonly [Shape, Colour][]): Promise<Buffer> {
  const shapes = [...inOrder].reverse()
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const [, colour] = shapes.find(([isIn]) => isIn(x, y)) ?? [null, [232, 220, 195] as Colour]
    pixels.set(colour, at * 3)
  }
  // no other form of a picture is read where photos are taken in
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer()
}
