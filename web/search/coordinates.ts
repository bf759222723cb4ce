import { latinDigits } from '../i18n/format.ts'
import { readUtm } from './utm.ts'

export type Place = [lng: number, lat: number]

/** Longitude and latitude as they are written: decimal, in degrees, minutes and seconds, or in metres of a UTM zone. */
export function readCoordinates(text: string): Place | null {
  const latin = latinDigits(text).trim()
  return readDecimal(latin) ?? readSexagesimal(latin) ?? readUtm(latin)
}

function within(lat: number, lng: number): Place | null {
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lng, lat] : null
}

/** `24.7123, 46.6712`: latitude, then longitude. */
function readDecimal(text: string): Place | null {
  const match = /^(-?\d{1,3}(?:\.\d+)?)\s*[,، ]\s*(-?\d{1,3}(?:\.\d+)?)$/.exec(text)
  return match ? within(Number(match[1]), Number(match[2])) : null
}

const angle = String.raw`(\d{1,3}(?:\.\d+)?)\s*[°º]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”]|''|′′)\s*)?([NSEWشجقغ])?`
const twoAngles = new RegExp(`^${angle}\\s*[,،]?\\s*${angle}$`, 'i')
const eastWest = 'EWقغ'
const negative = 'SWجغ'

/** `24°42'45"N 46°40'30"E`, also with `ش` and `ق`; without letters latitude comes first. */
function readSexagesimal(text: string): Place | null {
  const match = twoAngles.exec(text)
  if (!match) return null
  const [first, second] = [angleOf(match.slice(1, 5)), angleOf(match.slice(5, 9))]
  if (!first || !second) return null
  const isSwapped = eastWest.includes(first.side || 'N')
  if (isSwapped === eastWest.includes(second.side || (isSwapped ? 'N' : 'E'))) return null
  return isSwapped ? within(second.value, first.value) : within(first.value, second.value)
}

function angleOf([degrees, minutes = '0', seconds = '0', letter = '']: (string | undefined)[]) {
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null
  const side = letter.toUpperCase()
  const value = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600
  return { value: side && negative.includes(side) ? -value : value, side }
}
