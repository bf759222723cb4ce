/** The ellipsoid of WGS84. */
const equator = 6_378_137
const flattening = 1 / 298.257223563
const third = flattening / (2 - flattening)
const meridian = (equator / (1 + third)) * (1 + third ** 2 / 4 + third ** 4 / 64)

const scale = 0.9996
const falseEasting = 500_000
const falseNorthing = 10_000_000

/** Krüger's series to the third order: true to less than a millimetre within a zone. */
const toSphere = [
  third / 2 - (2 / 3) * third ** 2 + (37 / 96) * third ** 3,
  third ** 2 / 48 + third ** 3 / 15,
  (17 / 480) * third ** 3,
] as const
const toEllipsoid = [
  2 * third - (2 / 3) * third ** 2 - 2 * third ** 3,
  (7 / 3) * third ** 2 - (8 / 5) * third ** 3,
  (56 / 15) * third ** 3,
] as const

export interface UtmPlace {
  zone: number
  north: boolean
  easting: number
  northing: number
}

const degrees = 180 / Math.PI

/** Longitude and latitude of a place that is named in metres of a UTM zone. */
export function fromUtm({ zone, north, easting, northing }: UtmPlace): [lng: number, lat: number] {
  const xi = (northing - (north ? 0 : falseNorthing)) / (scale * meridian)
  const eta = (easting - falseEasting) / (scale * meridian)
  const xiSphere = toSphere.reduce(
    (sum, term, index) => sum - term * Math.sin(2 * (index + 1) * xi) * Math.cosh(2 * (index + 1) * eta),
    xi,
  )
  const etaSphere = toSphere.reduce(
    (sum, term, index) => sum - term * Math.cos(2 * (index + 1) * xi) * Math.sinh(2 * (index + 1) * eta),
    eta,
  )
  const conformal = Math.asin(Math.sin(xiSphere) / Math.cosh(etaSphere))
  const latitude = toEllipsoid.reduce(
    (sum, term, index) => sum + term * Math.sin(2 * (index + 1) * conformal),
    conformal,
  )
  const fromMiddle = Math.atan(Math.sinh(etaSphere) / Math.cos(xiSphere))
  return [6 * zone - 183 + fromMiddle * degrees, latitude * degrees]
}

/** Bands of eight degrees from 80° south; I and O are left out. */
const bands = 'CDEFGHJKLMNPQRSTUVWX'
/** A place at the edge of a band may have been read off as of the next one. */
const slack = 0.5

function isInBand(latitude: number, band: string): boolean {
  const from = -80 + 8 * bands.indexOf(band)
  const to = band === 'X' ? 84 : from + 8
  return latitude >= from - slack && latitude <= to + slack
}

const written = /^(\d{1,2})\s*([C-HJ-NP-X])[\s,،]+(\d{6}(?:\.\d+)?)\s*(?:m?E)?[\s,،]+(\d{1,7}(?:\.\d+)?)\s*(?:m?N)?$/i

/** `38R 671234 2734567`: zone and band, easting, northing. `N` may also stand for the whole northern half. */
export function readUtm(text: string): [lng: number, lat: number] | null {
  const match = written.exec(text.trim())
  if (!match) return null
  const [zone, easting, northing] = [Number(match[1]), Number(match[3]), Number(match[4])]
  const band = (match[2] ?? '').toUpperCase()
  if (zone < 1 || zone > 60 || easting < 100_000 || easting >= 900_000) return null
  const place = fromUtm({ zone, north: band >= 'N', easting, northing })
  const fits = isInBand(place[1], band) || (band === 'N' && place[1] >= 0 && place[1] <= 84)
  return fits ? place : null
}
