/**
 * Ground of the walks' own, in the desert beside the demo city. All walks share one service, and where two of them dig
 * the same ground one meets a conflict it did not make: each has a lane of its own, and takes the next spot for each
 * works. A lane is entered by the second, so that the files that share one, and a service that is walked through again,
 * come to other ground.
 */
const lanes = [
  'amendment',
  'case',
  'change',
  'clearance',
  'conflict-on-map',
  'connections',
  'dig-once',
  'diversion',
  'field',
  'moved-on',
  'notifications',
  'outbox',
  'outliving',
  'permit',
  'permit-paper',
  'redraw',
  'violation',
  'whole-way',
  // the last: the lanes before it lie where they lay
  'assets',
] as const
const spotsOfALane = 2000
const leftAtTheEnd = 200
const spotsInARow = 40
const degreesApart = 0.004

/** The spots of one walk, each given out once: ask for the next where a works or a pair of works begins. */
export function groundOf(walk: (typeof lanes)[number]): () => number {
  let taken = Math.floor(Date.now() / 1000) % (spotsOfALane - leftAtTheEnd)
  return () => lanes.indexOf(walk) * spotsOfALane + taken++
}

/** Where a spot lies (WGS 84): some 400 m from its neighbours. */
export function placeOf(spot: number): [lng: number, lat: number] {
  return [47.02 + (spot % spotsInARow) * degreesApart, 23.3 + Math.floor(spot / spotsInARow) * degreesApart]
}
