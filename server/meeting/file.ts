import { byteOrderMark, csvLine } from '../analytics/rules.ts'
import type { Language } from '../language/contract.ts'
import type { AgendaPoint, MeetingItem, MeetingPack } from './contract.ts'
import { sayMeeting } from './messages.ts'
import type { PackWithShapes } from './pack.ts'

const heads = ['item', 'point', 'reference', 'title', 'agency', 'street', 'start', 'end', 'standing', 'due', 'daysLeft', 'metres', 'streetDays', 'money', 'works', 'facts', 'see', 'decision'] as const // biome-ignore format: one line

const lineBreak = '\n'

/** The items of a pack in their order, each with the point that it stands under. */
function itemsOf({ points }: MeetingPack): { point: AgendaPoint; heading: string; item: MeetingItem }[] {
  return points.flatMap(({ point, title, groups }) =>
    groups.flatMap(({ items }) => items.map((item) => ({ point, heading: title, item }))),
  )
}

function worksWords({ works }: MeetingItem): string {
  return works
    .map(({ number, title, agency, period, item }) =>
      [`${number} ${title}`, agency, `${period.start} – ${period.end}`, item === null ? null : `#${item}`]
        .filter((part) => part !== null)
        .join(' · '),
    )
    .join(lineBreak)
}

/** The pack as CSV: a line for each item, with a cell for what is decided. What is cut off is told by a line of its own. */
export function packCsv(
  pack: MeetingPack,
  language: Language,
  decided: ReadonlyMap<number, string> = new Map(),
): string {
  const lines = itemsOf(pack).map(({ heading, item }) =>
    csvLine([
      item.number,
      heading,
      item.reference,
      item.title,
      item.agency,
      item.street,
      item.period?.start ?? null,
      item.period?.end ?? null,
      item.standing,
      item.due,
      item.daysLeft,
      item.metres,
      item.streetDays,
      item.money,
      worksWords(item),
      item.facts.join(lineBreak),
      item.see.join(' '),
      decided.get(item.number) ?? '',
    ]),
  )
  const cut = pack.points.flatMap(({ title, note, groups }) => [
    ...(note ? [csvLine([null, title, null, note])] : []),
    ...groups.flatMap(({ name, note: words }) => (words ? [csvLine([null, title, null, words, name])] : [])),
  ])
  return (
    byteOrderMark + csvLine(heads.map((head) => sayMeeting(`file.${head}`)(language))) + lines.join('') + cut.join('')
  )
}

/** The items that lie somewhere, as GeoJSON with their numbers: for whoever shows them on a screen of their own. */
export function packGeoJson({ pack, shapes }: PackWithShapes): string {
  const features = itemsOf(pack).flatMap(({ point, item }) => {
    const geometry = shapes.get(item.number)
    const { number, reference, title, agency, street, period, standing, due, metres, streetDays, money } = item
    const days = { start: period?.start ?? null, end: period?.end ?? null }
    const properties = { item: number, point, reference, title, agency, street, ...days, standing, due, metres, streetDays, money } // biome-ignore format: one line
    return geometry ? [{ type: 'Feature', id: number, geometry, properties }] : []
  })
  const { quarter, today } = pack
  return `${JSON.stringify({ type: 'FeatureCollection', quarter, today, features })}\n`
}
