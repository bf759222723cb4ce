import type { OrganisationKind, Role } from '../../server/agencies/contract.ts'
import type { ConstraintKind, Severity } from '../../server/coordination/contract.ts'
import type { Areas, Box, Lines, Point, Polygon, Position, Route } from '../../server/geo/contract.ts'
import type { StreetClass } from '../../server/streets/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import type { Category, Method, Status, TrafficImpact, Utility } from '../../server/works/contract.ts'

/** Everything here is invented. Ids are UUIDs; geometry is WGS84 with seven decimals; days are YYYY-MM-DD. */
export type DemoCity = {
  regionId: 'DMO'
  nameAr: string
  nameEn: string
  centre: Position
  /** The ground that the five municipalities tile without gap or overlap. */
  box: Box
  agencies: DemoAgency[]
  users: DemoUser[]
  municipalities: DemoMunicipality[]
  streets: DemoStreet[]
  places: DemoPlace[]
  protectedStreets: DemoProtectedStreet[]
  constraintAreas: DemoConstraintArea[]
  works: DemoWorks[]
  reports: DemoReport[]
  opportunities: DemoOpportunity[]
}

export type DemoAgency = {
  id: string
  code: string
  nameAr: string
  nameEn: string
  kind: OrganisationKind
  colour: string
}

export type DemoUser = {
  id: string
  email: string
  nameAr: string
  nameEn: string
  role: Role
  /** `code` of the agency the account belongs to. */
  agencyCode: string
}

export type DemoMunicipality = {
  id: string
  code: string
  nameAr: string
  nameEn: string
  boundary: Polygon
}

export type DemoStreet = {
  id: string
  code: string
  nameAr: string
  nameEn: string
  streetClass: StreetClass
  widthMetres: number
  line: Lines
}

export type DemoPlaceKind =
  | 'district'
  | 'park'
  | 'wadi'
  | 'market'
  | 'school'
  | 'mosque'
  | 'hospital'
  | 'parcel'
  | 'building'
export type DemoPlace = {
  id: string
  kind: DemoPlaceKind
  nameAr: string | null
  nameEn: string | null
  geometry: Polygon
}

export type DemoProtectedStreet = {
  id: string
  streetId: string
  resurfacedOn: string
  reason: string
}

export type DemoConstraintArea = {
  id: string
  kind: ConstraintKind
  nameAr: string
  nameEn: string
  /** null: always. */
  period: Period | null
  severity: Severity
  area: Areas
  note: string | null
}

export type DemoWorks = {
  id: string
  agencyCode: string
  contractorCode: string | null
  title: string
  description: string | null
  externalReference: string | null
  category: Category
  utility: Utility
  method: Method
  route: Route
  trenchWidthMetres: number | null
  trenchDepthMetres: number | null
  trafficImpact: TrafficImpact
  connections: number | null
  period: Period
  actualPeriod: { start: string; end: string | null } | null
  guaranteeUntil: string | null
  status: Status
  createdOn: string
}

export type DemoReportCategory =
  | 'excavation_barriers'
  | 'potholes'
  | 'damaged_sidewalk'
  | 'construction_waste'
  | 'garbage'
  | 'graffiti'
  | 'broken_sign'
  | 'street_light'
  | 'billboard'
  | 'sand_on_road'
  | 'cluttered_sidewalk'
  | 'neglected_facade'
  | 'abandoned_vehicle'
  | 'other'
export type DemoReportStatus = 'received' | 'routed' | 'in_progress' | 'solved' | 'confirmed' | 'rejected' | 'duplicate'
export type DemoReport = {
  id: string
  category: DemoReportCategory
  point: Point
  note: string | null
  status: DemoReportStatus
  /** RFC 3339, in UTC. */
  createdAt: string
}

export const demoActivities = [
  'retail',
  'food',
  'education',
  'health',
  'sports',
  'logistics',
  'hospitality',
  'parking',
  'advertising',
  'industrial',
  'agriculture',
  'entertainment',
] as const
export type DemoActivity = (typeof demoActivities)[number]
export type DemoLandUse = 'commercial' | 'mixed' | 'public' | 'industrial' | 'agricultural'
export type DemoOpportunity = {
  id: string
  titleAr: string
  titleEn: string
  activity: DemoActivity
  boundary: Polygon
  areaSquareMetres: number
  termYears: number
  stage: 'planned' | 'open' | 'closed' | 'awarded' | 'contracted' | 'operating'
  model: 'annual_rent' | 'income_share' | 'share_and_term' | 'minimum_plus_share'
  minimumRiyals: number | null
  questionsUntil: string | null
  bidsUntil: string | null
  landUse: DemoLandUse
}
