type Rgb = [red: number, green: number, blue: number]

function rgbOf(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance as WCAG defines it. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How far two colours `#rrggbb` stand apart, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(rgbOf(a)), luminance(rgbOf(b))].sort((one, two) => one - two)
  return (light + 0.05) / (dark + 0.05)
}

/** What lines and marks need to be seen. */
const enough = 3
const steps = 20

/** The colour, mixed with white only as far as it must be to be seen on a dark ground. */
export function seenOn(ground: string, colour: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return colour
  const own = rgbOf(colour)
  for (let step = 0; step < steps; step += 1) {
    const mixed = hexOf(own.map((part) => part + ((255 - part) * step) / steps) as Rgb)
    if (contrast(mixed, ground) >= enough) return mixed
  }
  return '#ffffff'
}
