const equatorMetres = 40_075_016.686
const tilePixels = 512
const steps = [5, 3, 2, 1]

/** A round length that fits into so many pixels of a map, and how wide it is drawn. */
export function scaleAt({ latitude, zoom, most }: { latitude: number; zoom: number; most: number }): {
  metres: number
  pixels: number
} {
  const metresPerPixel = (equatorMetres * Math.cos((latitude * Math.PI) / 180)) / (tilePixels * 2 ** zoom)
  const longest = metresPerPixel * most
  const power = 10 ** Math.floor(Math.log10(longest))
  const metres = power * (steps.find((step) => step * power <= longest) ?? 1)
  return { metres, pixels: Math.round(metres / metresPerPixel) }
}
