import { type Static, Type } from 'typebox'
import { LineString } from '../../geo/contract.ts'
import { Day, Instant } from '../../time/contract.ts'

export const connectionStates = ['planned', 'done', 'cancelled'] as const
export type ConnectionState = (typeof connectionStates)[number]

/** What one request may bring, whatever the rule pack allows on one permit. */
export const mostAtOnce = 500

const closed = { additionalProperties: false }
const Uuid = Type.String({ format: 'uuid' })
const version = Type.Integer({ minimum: 1 })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
export const longestName = 60
const Name = Type.String({ minLength: 1, maxLength: longestName, pattern: '\\S' })
const Drawn = Type.Unsafe<unknown>({
  type: 'object',
  description:
    'GeoJSON geometry in WGS84: a LineString from the main route to the building, or a Point (the meter), to which the ' +
    'connection runs straight from the nearest place of the main route',
  properties: { type: {}, coordinates: {} },
})

/** A connection as it is entered. */
export const NewConnection = Type.Object(
  {
    id: Type.Optional(Uuid),
    label: Type.String({ ...Name, description: 'what the building is called: its number or short address' }),
    parcel: Type.Optional(Name),
    meter: Type.Optional(Name),
    drawn: Drawn,
  },
  closed,
)
export type NewConnection = Static<typeof NewConnection>

/** `version` is that of the works. */
export const AddedConnections = Type.Object(
  { version, items: Type.Array(NewConnection, { minItems: 1, maxItems: mostAtOnce }) },
  closed,
)
export type AddedConnections = Static<typeof AddedConnections>

/** What is left out stays. */
export const ConnectionChange = Type.Object(
  {
    version,
    label: Type.Optional(Name),
    parcel: Type.Optional(nullable(Name)),
    meter: Type.Optional(nullable(Name)),
    drawn: Type.Optional(Drawn),
  },
  closed,
)
export type ConnectionChange = Static<typeof ConnectionChange>

export const RemovedConnections = Type.Object(
  { version, ids: Type.Array(Uuid, { minItems: 1, maxItems: mostAtOnce, uniqueItems: true }) },
  closed,
)
export type RemovedConnections = Static<typeof RemovedConnections>

/** Connections that all become the same; `version` of each is the one that was seen. */
export const MarkedConnections = Type.Object(
  {
    items: Type.Array(Type.Object({ id: Uuid, version }, closed), { minItems: 1, maxItems: mostAtOnce }),
    state: Type.Enum([...connectionStates]),
    doneOn: Type.Optional(
      Type.Unsafe<string>({
        ...Day,
        description: 'of those that are done; without it today, or the last day on which the ground was open',
      }),
    ),
    reason: Type.Optional(
      Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S', description: 'of those that are cancelled' }),
    ),
  },
  closed,
)
export type MarkedConnections = Static<typeof MarkedConnections>

/** The fields of the form with the photo; `version` is that of the connection. */
export const ConnectionPhotoForm = Type.Object({ version }, closed)
export type ConnectionPhotoForm = Static<typeof ConnectionPhotoForm>

const ConnectionPhoto = Type.Object({
  id: Uuid,
  /** As the camera wrote it. */
  takenAt: nullable(Instant),
  /** From the connection to where it was taken; null where the camera wrote nothing of it. */
  distanceMetres: nullable(Type.Number()),
})

export const Connection = Type.Object({
  id: Uuid,
  /** Within its works. */
  number: Type.Integer(),
  label: Type.String(),
  parcel: nullable(Type.String()),
  meter: nullable(Type.String()),
  line: LineString,
  lengthMetres: Type.Number(),
  state: Type.Enum([...connectionStates]),
  doneOn: nullable(Day),
  /** Also where that was taken back. */
  wasDone: Type.Boolean(),
  reason: nullable(Type.String()),
  /** Of one that is done. */
  photo: nullable(ConnectionPhoto),
  version: Type.Integer(),
})
export type Connection = Static<typeof Connection>

/** A connection as an amendment tells of it; without a number while it is not entered. */
export interface ListedConnection
  extends Pick<Connection, 'id' | 'label' | 'parcel' | 'meter' | 'line' | 'lengthMetres'> {
  number: number | null
}

/** How many of a works' connections are where. */
export const ConnectionCounts = Type.Object({
  planned: Type.Integer(),
  done: Type.Integer(),
  cancelled: Type.Integer(),
})
export type ConnectionCounts = Static<typeof ConnectionCounts>

/** Connections of a works by their numbers, with the limits of the rule pack and what whoever asks may do. */
export const Connections = Type.Object({
  items: Type.Array(Connection),
  nextCursor: nullable(Type.String()),
  counts: ConnectionCounts,
  limits: Type.Object({
    most: Type.Integer(),
    longestMetres: Type.Number(),
    mainRouteMetres: Type.Number(),
    startsWithinMetres: Type.Number(),
  }),
  may: Type.Object({
    change: Type.Boolean(),
    /** Add some, or draw some anew, once it is applied for. */
    amend: Type.Boolean(),
    cancel: Type.Boolean(),
    /** Also what was said to be done once. */
    cancelDone: Type.Boolean(),
    mark: Type.Boolean(),
  }),
})
export type Connections = Static<typeof Connections>

export const connectionFormats = ['csv', 'geojson'] as const

/** A list of connections as text: nothing of it is stored. */
export const ConnectionText = Type.Object(
  { format: Type.Enum([...connectionFormats]), text: Type.String({ minLength: 1, maxLength: 500_000 }) },
  closed,
)
export type ConnectionText = Static<typeof ConnectionText>

/** What was read, row by row, with all that stands against each row; to be entered as it is where nothing does. */
export const ReadConnections = Type.Object({
  rows: Type.Array(
    Type.Object({
      /** Counted from one, without the line of names. */
      row: Type.Integer(),
      label: nullable(Type.String()),
      parcel: nullable(Type.String()),
      meter: nullable(Type.String()),
      line: nullable(LineString),
      lengthMetres: nullable(Type.Number()),
      faults: Type.Array(Type.Object({ member: Type.String(), message: Type.String() })),
    }),
  ),
})
export type ReadConnections = Static<typeof ReadConnections>
