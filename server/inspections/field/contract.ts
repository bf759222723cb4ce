import { type Static, Type } from 'typebox'
import { Areas, Route } from '../../geo/contract.ts'
import { Instant } from '../../time/contract.ts'
import { Works } from '../../works/contract.ts'
import { Checklist } from '../checklists/contract.ts'
import { Visit } from '../visits/contract.ts'

const { properties } = Works

/** What a telephone shows of a works. */
export const FieldWorks = Type.Object({
  id: properties.id,
  number: properties.number,
  title: properties.title,
  status: properties.status,
  version: properties.version,
  agencyId: properties.agencyId,
  contractorId: properties.contractorId,
  municipalityIds: properties.municipalityIds,
  category: properties.category,
  utility: properties.utility,
  method: properties.method,
  trafficImpact: properties.trafficImpact,
  period: properties.period,
  actualPeriod: properties.actualPeriod,
  guaranteeUntil: properties.guaranteeUntil,
  trenchWidthMetres: properties.trenchWidthMetres,
  trenchDepthMetres: properties.trenchDepthMetres,
  streetName: properties.streetName,
  permitNumber: properties.permitNumber,
  lengthMetres: properties.lengthMetres,
  route: Route,
  footprint: Areas,
})
export type FieldWorks = Static<typeof FieldWorks>

/** An area to take along: its open visits, the works on its ground that are open or may be, and what is asked at them. */
export const FieldArea = Type.Object({
  takenAt: Instant,
  visits: Type.Array(Visit),
  works: Type.Array(FieldWorks),
  checklists: Type.Array(Checklist),
  nearMetres: Type.Number({
    description: 'farther than so many metres from the ground of a works, an inspector says why',
  }),
})
export type FieldArea = Static<typeof FieldArea>
