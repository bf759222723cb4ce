/** What is signed on, in its own points. */
export const pad = { width: 340, height: 140 }

/** A stroke of x, y, x, y … as the path of a drawing. */
export function strokePath(stroke: readonly number[]): string {
  return stroke.reduce((path, value, at) => path + (at === 0 ? 'M' : at % 2 === 0 ? 'L' : ' ') + value, '')
}
