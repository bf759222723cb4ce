import { market } from './landform.ts'
import { at } from './lines.ts'
import { distance, move, polygonOf, type Spot } from './plane.ts'
import type { Plot, Register } from './plots.ts'
import { idOf, type Random, randomOf } from './random.ts'
import type { NamedRoad } from './streets.ts'
import type { DemoPlace } from './types.ts'

function sizeAt(spot: Spot, random: Random) {
  const far = distance(spot, market)
  if (far < 300) return { width: random.between(11, 17), depth: random.between(15, 22) }
  if (far < 800) return { width: random.between(18, 26), depth: random.between(24, 32) }
  return { width: random.between(20, 31), depth: random.between(28, 40) }
}

/** Lines both sides of the streets with plots, as far as the ground allows. */
export function layParcels(streets: readonly NamedRoad[], register: Register, most: number): Plot[] {
  const random = randomOf('parcels')
  const plots: Plot[] = []
  const lined = streets.filter(({ streetClass }) => streetClass === 'local' || streetClass === 'collector')
  for (const street of random.shuffle(lined))
    for (const side of [1, -1])
      for (let along = 6; along < street.metres - 16 && plots.length < most; ) {
        const { width, depth } = sizeAt(at(street.road.spots, along).spot, random)
        const fits = [1, 0.75, 0.55]
          .map((share) => depth * share)
          .find((deep) => {
            const plot = along + width < street.metres - 4 && register.claim(street, along, side, width, deep)
            return plot && plots.push(plot)
          })
        along += fits ? width : 7
      }
  return plots
}

/** A house on its plot, in the frame of the plot: set back on every side, one in four with a wing cut away. */
function houseOn({ front, angle, width, depth }: Plot, random: Random): Spot[] {
  const dense = width < 17
  const [side, ahead, behind] = dense
    ? [0.4, 0.3, random.between(0.5, 3)]
    : [random.between(1.5, 3), random.between(2, 5), random.between(2.5, 0.3 * depth)]
  const corner = (along: number, deep: number) => move(move(front, angle, along), angle + Math.PI / 2, deep)
  const [left, right, near, far] = [-width / 2 + side, width / 2 - side, ahead, depth - behind]
  const whole = [corner(left, near), corner(right, near), corner(right, far), corner(left, far)]
  if (dense || !random.chance(0.28)) return whole
  const [notch, inner] = [
    left + (right - left) * random.between(0.35, 0.6),
    near + (far - near) * random.between(0.4, 0.65),
  ]
  return [
    corner(left, near),
    corner(right, near),
    corner(right, inner),
    corner(notch, inner),
    corner(notch, far),
    corner(left, far),
  ]
}

export function placeOf(
  kind: DemoPlace['kind'],
  number: number,
  ring: readonly Spot[],
  name?: readonly [string, string],
): DemoPlace {
  return {
    id: idOf(kind, number),
    kind,
    nameAr: name?.[0] ?? null,
    nameEn: name?.[1] ?? null,
    geometry: polygonOf(ring),
  }
}

/** The parcels as places, the buildings on most of them, and the plots that stay empty. */
export function build(plots: readonly Plot[], most: number) {
  const random = randomOf('buildings')
  const built = plots.filter(() => random.chance(0.745)).slice(0, most)
  const taken = new Set(built)
  return {
    parcels: plots.map(({ ring }, i) => placeOf('parcel', i, ring)),
    buildings: built.map((plot, i) => placeOf('building', i, houseOn(plot, random))),
    empty: plots.filter((plot) => !taken.has(plot)),
  }
}
