import type { Names } from '../../language/contract.ts'
import { apart } from '../../language/speak.ts'
import type { Connection, ConnectionState } from './contract.ts'

const words: Record<ConnectionState, Names | null> = {
  planned: null,
  done: { ar: 'منجزة', en: 'done' },
  cancelled: { ar: 'ملغاة', en: 'cancelled' },
}

/** A connection in words, as history and audit tell it. */
export function toldOf({ number, label, parcel, meter, lengthMetres, state, doneOn }: Connection): Names {
  const metres = lengthMetres.toFixed(2)
  const names = [label, parcel, meter].filter((name) => name !== null)
  const say = (language: keyof Names, unit: string, joint: string) => {
    const state_ = words[state]
    return [
      `${number}: ${names.map((name) => apart(name, language)).join(' · ')}`,
      `${metres} ${unit}`,
      ...(state_ ? [state_[language]] : []),
      ...(doneOn ? [apart(doneOn, language)] : []),
    ].join(joint)
  }
  return { ar: say('ar', 'م', '، '), en: say('en', 'm', ', ') }
}

/** What of a works' connections is another, before and after; null where nothing is. */
export function toldChange(
  before: readonly Connection[],
  after: readonly Connection[],
): { before: object; after: object } | null {
  const without = (list: readonly Connection[], others: readonly Connection[]) =>
    list.filter((one) => JSON.stringify(bare(one)) !== JSON.stringify(bare(others.find(({ id }) => id === one.id))))
  const [gone, come] = [without(before, after), without(after, before)]
  if (gone.length === 0 && come.length === 0) return null
  return { before: { connectionList: gone.map(toldOf) }, after: { connectionList: come.map(toldOf) } }
}

/** Without what a write counts up whatever it says. */
function bare(connection: Connection | undefined) {
  return connection && { ...connection, version: 0 }
}
