import { type TSchema, Type } from 'typebox'
import { type Box, BoxQuery } from '../geo/contract.ts'
import { readBox } from '../geo/rules.ts'
import { Day } from '../time/contract.ts'
import { sayHttp } from './messages.ts'
import { faultAt, type Outcome } from './problem.ts'

/** One or several of a list of names, joined by commas: `status=planned,permitted`. */
export function AnyOf(names: readonly string[]) {
  const one = `(${names.join('|')})`
  return Type.Optional(
    Type.String({ pattern: `^${one}(,${one})*$`, description: `any of: ${names.join(', ')}; joined by commas` }),
  )
}

const uuid = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
/** One or several ids, joined by commas. */
export const AnyId = Type.Optional(Type.String({ pattern: `^${uuid}(,${uuid})*$`, maxLength: 4000 }))

export function listed(text: string | undefined): string[] | undefined {
  return text?.split(',')
}

/** Where and when a list looks. */
export const placeAndTime = {
  bbox: Type.Optional(BoxQuery),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
} satisfies Record<string, TSchema>

/** Reads the box and checks the order of the days. */
export function readPlaceAndTime(query: {
  bbox?: string
  from?: string
  to?: string
}): Outcome<{ box: Box | undefined }> {
  const box = query.bbox === undefined ? undefined : readBox(query.bbox)
  if (box === null) return faultAt('bbox', sayHttp('box'))
  if (query.from && query.to && query.to < query.from) return faultAt('to', sayHttp('period.ends_before_start'))
  return { value: { box } }
}

/** The members of an address: nothing else is taken. */
export function query<Members extends Record<string, TSchema>>(members: Members) {
  return Type.Object(members, { additionalProperties: false })
}

export const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
