import type { InspectionDraft, ItemDraft } from './draft.ts'

/** What of a draft was changed in two windows at once: its items by their codes, else the members by their names. */
export interface Together {
  draft: InspectionDraft
  both: readonly string[]
}

type Texts = string | null | undefined
const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other)

/**
 * A draft that another window has kept meanwhile, with what was changed here since both were the same. Whatever only one of them
 * changed stands as it is there; of what both changed the answer of here stands, and texts one after the other: nothing that was typed is lost.
 */
export function together(before: InspectionDraft, here: InspectionDraft, there: InspectionDraft): Together {
  if (here === before) return { draft: there, both: [] }
  const both: string[] = []
  const pick = <T>(name: string, was: T, own: T, other: T, join: (own: T, other: T) => T = (mine) => mine): T => {
    if (isSame(own, was) || isSame(own, other)) return other
    if (isSame(other, was)) return own
    both.push(name)
    return join(own, other)
  }
  const member = <Name extends keyof InspectionDraft>(
    name: Name,
    join?: (own: InspectionDraft[Name], other: InspectionDraft[Name]) => InspectionDraft[Name],
  ) => pick(name, before[name], here[name], there[name], join)
  const codes = new Set([...Object.keys(there.items), ...Object.keys(here.items)])
  const items = [...codes].flatMap((code): [string, ItemDraft][] => {
    const item = pick(code, before.items[code], here.items[code], there.items[code], bothItems)
    return item ? [[code, item]] : []
  })
  const draft: InspectionDraft = {
    ...there,
    standing: member('standing'),
    awayReason: member('awayReason', bothTexts),
    unable: member('unable'),
    items: Object.fromEntries(items),
    photos: photosOfBoth(before.photos, here.photos, there.photos),
    note: member('note', bothTexts),
    stopWork: member('stopWork', bothTexts),
    signedAs: member('signedAs'),
    strokes: member('strokes'),
  }
  return { draft, both }
}

/** One text after the other, the one of here last; one that holds the other says both. */
function bothTexts<T extends Texts>(own: T, other: T): T {
  if (!own || !other) return own || other
  if (own.includes(other)) return own
  return (other.includes(own) ? other : `${other}\n${own}`) as T
}

function bothItems(own: ItemDraft | undefined, other: ItemDraft | undefined): ItemDraft | undefined {
  return own && other ? { ...own, note: bothTexts(own.note, other.note) } : (own ?? other)
}

type Photos = InspectionDraft['photos']

/** Those of there without what was taken back here, and what was taken here. */
function photosOfBoth(before: Photos, here: Photos, there: Photos): Photos {
  const ids = (photos: Photos) => new Set(photos.map(({ id }) => id))
  const [known, own, other] = [ids(before), ids(here), ids(there)]
  const added = here.filter(({ id }) => !known.has(id) && !other.has(id))
  return [...there.filter(({ id }) => own.has(id) || !known.has(id)), ...added]
}
