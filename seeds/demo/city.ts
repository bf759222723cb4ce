import type { Box } from '../../server/geo/contract.ts'
import { agencies, users } from './agencies.ts'
import { build, layParcels } from './buildings.ts'
import { drawDistricts, drawMunicipalities } from './districts.ts'
import { ground } from './landform.ts'
import { offerSites } from './opportunities.ts'
import { centre, positionOf } from './plane.ts'
import { makeRegister } from './plots.ts'
import { sendReports } from './reports.ts'
import { claimEdgePlots, claimSites, openGround } from './sites.ts'
import { layStreets } from './streets.ts'
import { constrain, protectStreets } from './surfaces.ts'
import type { DemoCity, DemoStreet } from './types.ts'
import { planWorks } from './works.ts'

/**
 * Nasaq Demo City, an invented city in empty desert: the same for the same day, byte for byte. Its ground never
 * changes; everything that happens in it is dated about `today` (YYYY-MM-DD).
 */
export function generateCity(today: string): DemoCity {
  const plan = layStreets()
  const open = openGround(plan)
  const register = makeRegister(plan, open.parks)
  const sites = claimSites(open, plan.streets, register)
  const edge = claimEdgePlots(24, plan.streets, register)
  const { parcels, buildings, empty } = build(layParcels(plan.streets, register, 2_600), 1_900)
  const { sketches, works } = planWorks(plan.streets, today)
  return {
    regionId: 'DMO',
    nameAr: 'مدينة نسق التجريبية',
    nameEn: 'Nasaq Demo City',
    centre,
    box: [...positionOf([ground.west, ground.south]), ...positionOf([ground.east, ground.north])] as Box,
    agencies: agencies(),
    users: users(),
    municipalities: drawMunicipalities(),
    streets: plan.streets.map(({ road: _road, metres: _metres, ...street }): DemoStreet => street),
    places: [...drawDistricts(), ...sites.places, ...parcels, ...buildings],
    protectedStreets: protectStreets(plan.streets, sketches, works, today),
    constraintAreas: constrain(sites, today),
    works,
    reports: sendReports(plan.streets, sketches, today),
    opportunities: offerSites(edge, empty, today),
  }
}
