import { queryOptions } from '@tanstack/react-query'
import type { PhotoSize } from '../../server/media/contract.ts'
import type {
  Connection,
  ConnectionState,
  Connections,
  ReadConnections,
} from '../../server/works/connections/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { type Answer, answered, get, write } from '../api.ts'
import type { DraftConnection } from './draft.ts'
import { itemOf } from './draft.ts'

/** More than one permit may hold. */
const mostShown = 500

export function connectionsQuery(id: string) {
  return queryOptions({
    queryKey: ['works', 'connections', id],
    queryFn: ({ signal }) => answered(get<Connections>(`/api/works/${id}/connections`, { limit: mostShown }, signal)),
  })
}

type Seen = Pick<Works, 'id' | 'version'>

export function sendConnections({ id, version }: Seen, drafts: readonly DraftConnection[]): Promise<Answer<Works>> {
  return write('POST', `/api/works/${id}/connections`, { version, items: drafts.map(itemOf) })
}

/** Of a works that was applied for: an amendment. */
export function amendConnections(
  { id, version }: Seen,
  drafts: readonly DraftConnection[],
  reason: string,
): Promise<Answer<unknown>> {
  return write('POST', `/api/works/${id}/amendments`, { version, reason, connectionList: drafts.map(itemOf) })
}

export function removeConnection({ id, version }: Seen, connection: string): Promise<Answer<Works>> {
  return write('POST', `/api/works/${id}/connections/removal`, { version, ids: [connection] })
}

export interface Naming {
  label: string
  parcel: string | null
  meter: string | null
}

export function renameConnection(
  { id, version }: Seen,
  connection: string,
  naming: Partial<Naming>,
): Promise<Answer<Works>> {
  return write('PATCH', `/api/works/${id}/connections/${connection}`, { version, ...naming })
}

export interface Marking {
  items: { id: string; version: number }[]
  state: ConnectionState
  doneOn?: string
  reason?: string
}

export function markConnections(id: string, marking: Marking): Promise<Answer<Seen>> {
  return write('POST', `/api/works/${id}/connections/states`, marking)
}

export function photoOf(worksId: string, { id }: Pick<Connection, 'id'>, photo: string, size: PhotoSize): string {
  return `/api/works/${worksId}/connections/${id}/photos/${photo}/${size}`
}

/** Answers with the connection as it is with its photo. */
export function sendPhoto(
  worksId: string,
  { id, version }: Pick<Connection, 'id' | 'version'>,
  file: File,
): Promise<Connection> {
  const form = new FormData()
  form.set('version', String(version))
  form.set('photo', file)
  return answered(write<Connection>('POST', `/api/works/${worksId}/connections/${id}/photos`, form))
}

/** Reads a list; nothing is stored. */
export function readList(id: string, text: string): Promise<Answer<ReadConnections>> {
  const format = text.trimStart().startsWith('{') ? 'geojson' : 'csv'
  return write('POST', `/api/works/${id}/connections/reading`, { format, text })
}
