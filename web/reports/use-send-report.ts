import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NearbyReport, ReportCategory, ReportReceipt } from '../../server/reports/contract.ts'
import { answered, get, write } from '../api.ts'
import type { Outcome } from './kept/keep.ts'
import { loadKeeping } from './kept/load.ts'
import type { Spot } from './PlaceField.tsx'

export interface Sent {
  photo: Blob
  spot: Spot
  category: ReportCategory
  note: string
}

const decimals = 7
const mostSimilar = 3
/** Whether others lie close by is asked no longer than this: it must not stand in the way of a report. */
const lookMilliseconds = 10_000

function placeOf({ lng, lat }: Spot) {
  return { lng: lng.toFixed(decimals), lat: lat.toFixed(decimals) }
}

function formOf({ photo, spot, category, note }: Sent): FormData {
  const form = new FormData()
  for (const [member, value] of Object.entries({ ...placeOf(spot), category })) form.set(member, value)
  if (note.trim()) form.set('note', note.trim())
  form.set('photo', photo, 'photo')
  return form
}

/** Sends a report, and asks first where open ones of its kind lie close by: `similar` are those it may be. */
export function useSendReport() {
  const client = useQueryClient()
  const [similar, setSimilar] = useState<NearbyReport[]>([])
  const send = useMutation({
    mutationFn: async (sent: Sent): Promise<Outcome> => {
      const plainly = () => answered(write<ReportReceipt>('POST', '/api/reports', formOf(sent)))
      const keeping = await loadKeeping()
      return keeping ? keeping.keepAndSend(sent, plainly) : { receipt: await plainly(), id: null }
    },
    onSuccess: ({ receipt }) => {
      if (!receipt) return
      void markTiles()
      void client.invalidateQueries({ queryKey: ['reports'] })
    },
  })
  const look = useMutation({
    mutationFn: ({ spot, category }: Sent) =>
      answered(
        get<{ items: NearbyReport[] }>(
          '/api/reports/nearby',
          { ...placeOf(spot), category },
          AbortSignal.timeout(lookMilliseconds),
        ),
      ),
    onSuccess: ({ items }, sent) => (items.length > 0 ? setSimilar(items.slice(0, mostSimilar)) : send.mutate(sent)),
    // What could not be looked up does not stand in the way of a report.
    onError: (_problem, sent) => send.mutate(sent),
  })
  const sendAnother = () => {
    setSimilar([])
    if (look.variables) send.mutate(look.variables)
  }
  return { look, send, similar, forgetSimilar: () => setSimilar([]), sendAnother }
}

/** Maps ask for the reports anew; a page without a map has not fetched what tells them, and has none to tell where that fails. */
async function markTiles(): Promise<void> {
  const { touchTiles } = await import('../map/tiles.ts').catch(() => ({ touchTiles: () => undefined }))
  touchTiles()
}
