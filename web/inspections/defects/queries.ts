import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { Defect, DefectDeed, Defects } from '../../../server/inspections/defects/contract.ts'
import { type Answer, answered, get, write } from '../../api.ts'
import { touchTiles } from '../../map/tiles.ts'

export const defectLists = ['open', 'mended', 'contested', 'ended'] as const
export type DefectListName = (typeof defectLists)[number]

const pageSize = 40
export const defectsAsked: Record<DefectListName, Record<string, string | boolean>> = {
  open: { state: 'open' },
  mended: { state: 'mended' },
  contested: { contested: true },
  ended: { state: 'verified,withdrawn' },
}

/** A list of defects, the one that is due first. */
export function defectsQuery(list: DefectListName, severity: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['defects', 'list', list, severity],
    queryFn: ({ pageParam, signal }) =>
      answered(
        get<Static<typeof Defects>>(
          '/api/defects',
          { ...defectsAsked[list], severity, limit: pageSize, cursor: pageParam },
          signal,
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function defectQuery(id: string) {
  return queryOptions({
    queryKey: ['defects', 'one', id],
    queryFn: ({ signal }) => answered(get<Defect>(`/api/defects/${encodeURIComponent(id)}`, {}, signal)),
    retry: false,
  })
}

/** The defects of a works that whoever asks may see. */
export function defectsOfQuery(worksId: string) {
  return queryOptions({
    queryKey: ['defects', 'of', worksId],
    queryFn: ({ signal }) =>
      answered(get<Static<typeof Defects>>('/api/defects', { works: worksId, limit: pageSize }, signal)),
    select: ({ items }) => items,
    retry: false,
  })
}

export function defectPhotoAddress(id: string, photo: string, size: 'small' | 'large'): string {
  return `/api/defects/${id}/photos/${photo}/${size}`
}

export function foundPhotoAddress(inspection: string, photo: string, size: 'small' | 'large'): string {
  return `/api/inspections/${inspection}/photos/${photo}/${size}`
}

/** What is given with a deed in its dialog. */
export interface Given {
  reason: string
  days: readonly string[]
  /** A due day of its own, for a mend that is turned down; empty for that of the rules. */
  dueOn: string
}

const because = (reason: string) => (reason.trim() === '' ? {} : { reason: reason.trim() })

/** Each deed of a dialog as what is sent for it. */
const sent: Record<Exclude<DefectDeed, 'mend'>, (given: Given) => [path: string, body: object]> = {
  accept: () => ['answer', { answer: 'accepted' }],
  dispute: ({ reason }) => ['answer', { answer: 'disputed', ...because(reason) }],
  ask_visit: ({ reason, days }) => ['answer', { answer: 'joint_visit', days: [...new Set(days)], ...because(reason) }],
  agree_visit: ({ days }) => ['visit', { day: days[0] }],
  uphold: ({ reason }) => ['decision', { decision: 'uphold', ...because(reason) }],
  withdraw: ({ reason }) => ['decision', { decision: 'withdraw', ...because(reason) }],
  reject: ({ reason, dueOn }) => ['verdict', { verdict: 'reject', ...because(reason), ...(dueOn ? { dueOn } : {}) }],
  verify: ({ reason }) => ['verdict', { verdict: 'verify', ...because(reason) }],
}

/** Does a deed on the version that is shown. */
export function sendDeed({ id, version }: Defect, deed: Exclude<DefectDeed, 'mend'>, given: Given) {
  const [path, body] = sent[deed](given)
  return write<Defect>('POST', `/api/defects/${id}/${path}`, { version, ...body })
}

/** Writes something of defects; whatever comes of it, what is shown of them is read again. */
export function useDefectDeed<Asked>(
  send: (asked: Asked) => Promise<Answer<Defect>>,
  onStored: (defect: Defect) => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: Asked) => answered(send(given)),
    onSuccess: (defect) => {
      touchTiles()
      client.setQueryData(defectQuery(defect.id).queryKey, defect)
      onStored(defect)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['defects'] }),
  })
}
