import { useEffect, useState } from 'react'
import type { NearbyReport, ReportCategory } from '../../server/reports/contract.ts'
import { loadKeeping } from './kept/load.ts'
import type { KeptReport } from './kept/rules.ts'
import type { PlaceSource, Spot } from './PlaceField.tsx'
import { useChosenPhoto } from './use-chosen-photo.ts'
import { useSendReport } from './use-send-report.ts'

/** What has been filled in so far. */
export interface Draft {
  photo: Blob | null
  /** Where the photo says that it was taken. */
  photoSpot: Spot | null
  spot: Spot | null
  spotFrom: PlaceSource | null
  category: ReportCategory | null
  note: string
}

export const blank: Draft = {
  photo: null,
  photoSpot: null,
  spot: null,
  spotFrom: null,
  category: null,
  note: '',
}

/** A report from its first member to its number. */
export function useReport(begun: Draft) {
  const [draft, setDraft] = useState(begun)
  const [known, setKnown] = useState<NearbyReport | null>(null)
  const { look, send, similar, forgetSimilar, sendAnother } = useSendReport()
  const choosing = useChosenPhoto((photo, photoSpot) => setDraft((before) => withPhoto(before, photo, photoSpot)))
  const { photo, spot, category, note } = draft
  const { data: outcome } = send
  const receivedId = outcome?.receipt ? outcome.id : null
  // whoever sees its number needs no other note of it here
  useEffect(() => {
    if (receivedId) drop(receivedId)
  }, [receivedId])
  const isFilled = !outcome && !known && (photo !== null || category !== null || note.trim() !== '')
  return {
    draft,
    change: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
    place: (place: Spot, spotFrom: PlaceSource) => setDraft((before) => ({ ...before, spot: place, spotFrom })),
    choosing,
    // another photo is on its way into the form: the one before is not what they mean to send
    submit:
      photo && spot && category && choosing.state !== 'reading'
        ? () => look.mutate({ photo, spot, category, note })
        : null,
    isPending: look.isPending || send.isPending,
    problem: send.error,
    receipt: outcome?.receipt ?? null,
    /** It waits on this phone. */
    isKept: outcome?.receipt === null,
    /** What is still to be sent: nothing of what is there or kept, which would be sent twice. */
    unsent: outcome ? blank : draft,
    /** The next one, from the beginning. */
    another: () => {
      send.reset()
      setDraft(blank)
    },
    /** One that was refused, in the form again; null while another one is being filled in there. */
    takeUp: isFilled
      ? null
      : (kept: KeptReport) => {
          send.reset()
          setDraft(draftOf(kept))
          drop(kept.id)
        },
    similar,
    /** The one that it is, by whoever was about to send it again. */
    known,
    setKnown,
    /** To the form, as it was filled in. */
    back: forgetSimilar,
    /** Whether it is being filled in: neither sent, nor perhaps known already. */
    isAsking: !outcome && similar.length === 0,
    sendAnother,
    /** Leaving loses something that took more than a tap on the map. */
    isFilled,
  }
}

/** Takes one off this phone. */
const drop = (id: string) => void loadKeeping().then((keeping) => keeping?.dropKept(id).catch(() => undefined))

/** A place that was chosen stays; one that the photo before gave goes with it. */
function withPhoto(before: Draft, photo: Blob, photoSpot: Spot | null): Draft {
  const isChosen = before.spot !== null && before.spotFrom !== 'photo'
  const place = isChosen ? {} : { spot: photoSpot, spotFrom: photoSpot && ('photo' as const) }
  return { ...before, photo, photoSpot, ...place }
}

function draftOf({ saying, category }: KeptReport): Draft {
  if (!saying) return blank
  const { photo, place, note } = saying
  const file = new Blob([photo.bytes], { type: photo.type })
  return { ...blank, photo: file, spot: place, category, note }
}

export type ReportInHand = ReturnType<typeof useReport>
