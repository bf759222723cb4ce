import type { Geometry } from '../geo/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Entered } from '../works/connections/rules.ts'
import type { Category, Closure } from '../works/contract.ts'
import type { TakenDiversion } from '../works/diversions/store.ts'

/** What is assessed: a draft that has been measured, or a works as it stands. WKB in hexadecimal, WGS84. */
export interface Subject {
  /** The works it is (or will be), so that it never meets itself. */
  id: string
  /** Of a draft that is no works yet, where it is told. */
  agencyId: string | null
  projectId: string | null
  category: Category
  period: Period
  connections: number | null
  /** Those that are entered one by one and take ground. */
  entered: readonly Entered[]
  closure: Closure
  diversions: readonly Pick<TakenDiversion, 'ground' | 'part'>[]
  route: Geometry
  routeWkb: string
  footprintWkb: string
  reachWkb: string
  lengthMetres: number
  roadClass: string | null
  /** The street that it lies on mainly. */
  streetId: string | null
}

export interface Asked {
  pack: RulePack
  now: Date
  today: string
  /** The coordination office asks: it is told what only it may judge. */
  forOffice?: boolean
}
