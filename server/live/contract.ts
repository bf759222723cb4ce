import { type Static, Type } from 'typebox'

/** Kinds of things of which a change is told. */
export const changeKinds = [
  'works',
  'conflicts',
  'reports',
  'opportunities',
  'restrictions',
  'streets',
  'pavement',
  'consultations',
  'cases',
  'groups',
  'calls',
  'bans',
  'defects',
  'violations',
  'notices',
  'visits',
  'inspections',
  'samples',
  'quality',
  'meetings',
  'assets',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What an event `change` of the stream says: of each of these kinds something is another. */
export const Change = Type.Object({ kinds: Type.Array(Type.Enum([...changeKinds])) })
export type Change = Static<typeof Change>
