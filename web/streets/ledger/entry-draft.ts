import type { NewPavementEntry, Stretch } from '../../../server/inspections/ledger/contract.ts'
import type { Utility } from '../../../server/works/contract.ts'
import { latinDigits } from '../../i18n/format.ts'

/** What is typed of something that was dug before: texts, until all of it can be read. */
export interface EntryDraft {
  code: string
  title: string
  kind: NewPavementEntry['kind']
  openedOn: string
  closedOn: string
  fromMetres: string
  toMetres: string
  side: Stretch['side']
  offsetMetres: string
  trenchWidthMetres: string
  trenchDepthMetres: string
  /** Empty: nobody knows who. */
  agencyId: string
  utility: Utility
  guarantor: string
  hasGuarantee: boolean
  guaranteeUntil: string
  layers: string
}

const metres = ['fromMetres', 'toMetres', 'offsetMetres', 'trenchWidthMetres', 'trenchDepthMetres'] as const
export type TypedMetres = (typeof metres)[number]
const needed = ['code', 'title', 'fromMetres', 'toMetres'] as const
const leastTitle = 3

export function begunEntry(today: string): EntryDraft {
  const size = { fromMetres: '', toMetres: '', offsetMetres: '', trenchWidthMetres: '', trenchDepthMetres: '' }
  const days = { openedOn: today, closedOn: today, hasGuarantee: false, guaranteeUntil: today }
  const what = { code: '', title: '', kind: 'cut', side: 'middle', utility: 'other' } as const
  return { ...what, ...days, ...size, agencyId: '', guarantor: '', layers: '' }
}

/** Metres as they were typed, in whichever digits; null where they are none. */
export function metresOf(typed: string): number | null {
  const text = latinDigits(typed).replace(/[,٫]/, '.').trim()
  const value = Number(text)
  return text !== '' && Number.isFinite(value) && value >= 0 ? value : null
}

/** The members that cannot be read yet: left out though they are needed, or no metres. */
export function unreadIn(draft: EntryDraft): ReadonlySet<keyof EntryDraft> {
  const missing = needed.filter((member) => draft[member].trim().length < (member === 'title' ? leastTitle : 1))
  const strange = metres.filter((member) => draft[member].trim() !== '' && metresOf(draft[member]) === null)
  return new Set([...missing, ...strange])
}

/** What is sent of a draft in which everything can be read. */
export function entryOf(draft: EntryDraft): NewPavementEntry {
  const { code, title, kind, openedOn, closedOn, side, utility, hasGuarantee, guaranteeUntil } = draft
  const more = {
    offsetMetres: side === 'middle' ? null : metresOf(draft.offsetMetres),
    trenchWidthMetres: metresOf(draft.trenchWidthMetres),
    trenchDepthMetres: metresOf(draft.trenchDepthMetres),
    agencyId: draft.agencyId || null,
    guaranteeUntil: hasGuarantee ? guaranteeUntil : null,
    guarantor: draft.guarantor.trim() || null,
    layers: draft.layers.trim() || null,
  }
  return {
    ...{ code: code.trim(), title: title.trim(), kind, openedOn, closedOn, side, utility },
    fromMetres: metresOf(draft.fromMetres) ?? 0,
    toMetres: metresOf(draft.toMetres) ?? 0,
    ...(Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null)) as Partial<NewPavementEntry>),
  }
}
