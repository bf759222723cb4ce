import type { Db } from '../database/connect.ts'
import { type DrawnShape, mapDrawing } from '../documents/map.ts'
import { frameOf, pixelOf } from '../documents/map-rules.ts'
import { template } from '../documents/print.ts'
import type { Geometry, Position } from '../geo/contract.ts'
import { boxOf } from '../geo/rules.ts'
import type { Language } from '../language/contract.ts'
import { type AgendaPoint, agenda, type MeetingItem, type MeetingPack } from './contract.ts'
import { sayMeeting } from './messages.ts'
import type { PackWithShapes } from './pack.ts'
import { apart } from './rules.ts'

export const packTemplate = template(import.meta.url, 'paper.typ')

const mapSize = { width: 720, height: 480 }
/** Metres across, at the least: of what was drawn around a corner, and of a few items in a wide area. */
const leastOfArea = 300
const leastOfItems = 2000
/** So many times longer than where its items lie, an area is mostly empty. */
const mostlyEmpty = 1.6
/** Pixels between the middles of two marks. */
const markSpace = 26
/** A page of paper shows where things gather, not each of a thousand trenches. */
const mostShapes = 600

/** What is marked before the rest where there is no room for all. */
const marked: readonly AgendaPoint[] = [
  'overdue',
  'cases',
  'conflicts',
  'chances',
  'works',
  'restrictions',
  'decisions',
]

const drawnTypes = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon']

function itemsAt({ points }: MeetingPack, wanted: AgendaPoint): MeetingItem[] {
  return points.filter(({ point }) => point === wanted).flatMap(({ groups }) => groups.flatMap(({ items }) => items))
}

/** Of an area that is mostly empty the sheet shows where its items are, and some ground around them. */
function aroundOf(pack: MeetingPack): { around: Geometry[]; leastMetres: number } {
  const { ground } = pack.area
  const coordinates = agenda.flatMap((point) => itemsAt(pack, point)).flatMap(({ at }) => (at ? [at] : []))
  const whole = { around: [ground], leastMetres: leastOfArea }
  if (coordinates.length === 0) return whole
  const places = { type: 'MultiPoint' as const, coordinates }
  const isEmpty = longerSide(ground) > mostlyEmpty * longerSide(places)
  return isEmpty ? { around: [places], leastMetres: leastOfItems } : whole
}

function longerSide(geometry: Geometry): number {
  const [west, south, east, north] = boxOf(geometry)
  return Math.max(east - west, north - south)
}

/** The area, what is dug in it, what keeps from digging, and numbers where they have room. */
function shapesOf({ pack, shapes }: PackWithShapes): { shapes: DrawnShape[]; around: Geometry[]; leastMetres: number } {
  const { ground } = pack.area
  const { around, leastMetres } = aroundOf(pack)
  const frame = frameOf(around, mapSize, leastMetres)
  const isIn = ([x, y]: Position) => x > 12 && y > 12 && x < mapSize.width - 12 && y < mapSize.height - 12
  const placed = marked
    .flatMap((point) => itemsAt(pack, point))
    .flatMap(({ number, at }) => (at ? [{ number, at, pixel: pixelOf(frame, at) }] : []))
    .filter(({ pixel }) => isIn(pixel))
  const isShown = apart(placed.map(({ pixel }) => pixel), markSpace) // biome-ignore format: one line
  const geometryOf = ({ number }: MeetingItem, style: DrawnShape['style']): DrawnShape[] => {
    const shape = shapes.get(number)
    return shape && drawnTypes.includes(String(shape.type)) ? [{ geometry: shape as Geometry, style }] : []
  }
  const dug = (['overdue', 'works'] as const).flatMap((point) => itemsAt(pack, point)).slice(0, mostShapes)
  return {
    around,
    leastMetres,
    shapes: [
      { geometry: ground, style: 'area' },
      ...itemsAt(pack, 'restrictions').flatMap((item) => geometryOf(item, 'other')),
      ...dug.flatMap((item) => geometryOf(item, 'works')),
      ...placed
        .filter((_, i) => isShown[i])
        .map(
          ({ number, at }): DrawnShape => ({
            geometry: { type: 'Point', coordinates: at },
            style: 'mark',
            mark: String(number),
          }),
        ),
    ],
  }
}

/** What came of an item, as it is printed. */
export interface PrintedOutcome {
  label: string
  /** Left to somebody, agreed, or nothing to be done. */
  tone: 'open' | 'settled' | 'quiet'
  words: string | null
  who: string | null
  /** How it was settled since, and when that was noted. */
  settled: { label: string; words: string } | null
}

/** What is printed of a meeting that was called, beside its agenda. */
export interface PrintedMeeting {
  title: string
  heldOn: string
  /** Null for the pack that is taken along, with lines to write on. */
  minutes: {
    chair: string | null
    attendance: string
    people: { agency: string; attendance: string; people: string | null }[]
    /** Notes, and why it was cancelled. */
    told: { label: string; words: string }[]
  } | null
  outcomes: ReadonlyMap<number, PrintedOutcome>
  foot: string
}

interface Printing {
  currency: string
  language: Language
  outcomes: ReadonlyMap<number, PrintedOutcome>
}

/** Figures as texts: how they are written is decided once. */
function printedItem(item: MeetingItem, { currency, language, outcomes }: Printing) {
  const { daysLeft, money, metres, streetDays, due } = item
  const days = Math.abs(daysLeft ?? 0)
  const left = daysLeft === null ? null : sayMeeting(daysLeft < 0 ? 'daysPast' : 'daysLeft', { days })(language)
  const figures = [
    metres ? `${Math.round(metres).toLocaleString('en')} ${language === 'ar' ? 'م' : 'm'}` : null,
    streetDays ? sayMeeting('streetDays', { days: streetDays })(language) : null,
    money ? sayMeeting('money', { money: Math.round(money).toLocaleString('en'), currency })(language) : null,
  ]
  return {
    ...item,
    due,
    left,
    figures: figures.filter((one) => one !== null),
    outcome: outcomes.get(item.number) ?? null,
  }
}

/** What a pack is printed from. */
export async function packOnPaper(
  db: Db,
  found: PackWithShapes,
  { language, at, meeting }: { language: Language; at: string; meeting?: PrintedMeeting },
): Promise<object> {
  const { pack } = found
  const say = (key: Parameters<typeof sayMeeting>[0]) => sayMeeting(key)(language)
  const [year = '', of = ''] = pack.quarter.split('-Q')
  const outcomes: Printing['outcomes'] = meeting?.outcomes ?? new Map()
  return {
    language,
    title: meeting?.title ?? say('title'),
    heldOn: meeting?.heldOn ?? null,
    minutes: meeting?.minutes ?? null,
    quarter: sayMeeting('quarter', { of, year })(language),
    area: pack.area.name?.[language] ?? say('wholeName'),
    period: pack.period,
    madeOn: pack.today,
    madeFor: pack.preparedFor?.[language] ?? null,
    words: {
      ...Object.fromEntries(paperWords.map((key) => [key, sayMeeting(key, { at })(language)])),
      ...(meeting ? { 'paper.foot': meeting.foot } : {}),
    },
    map: await mapDrawing(db, { ...shapesOf(found), size: mapSize }),
    points: pack.points.map(({ groups, ...point }) => ({
      ...point,
      groups: groups.map(({ items, ...group }) => ({
        ...group,
        items: items.map((item) => printedItem(item, { currency: pack.currency, language, outcomes })),
      })),
    })),
  }
}

const paperWords = ['paper.period', 'paper.madeOn', 'paper.madeFor', 'paper.agenda', 'paper.items', 'paper.count', 'paper.held', 'paper.chair', 'paper.present', 'paper.map', 'paper.foot', 'file.item', 'file.title', 'file.street', 'file.start', 'file.standing', 'file.due', 'file.see', 'file.decision', 'paper.days'] as const // biome-ignore format: one line
