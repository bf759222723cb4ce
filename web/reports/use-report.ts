import { useState } from 'react'
import type { NearbyReport, ReportCategory } from '../../server/reports/contract.ts'
import type { Spot } from './PlaceField.tsx'
import { useSendReport } from './use-send-report.ts'

/** What has been filled in so far. */
export interface Draft {
  photo: File | null
  spot: Spot | null
  category: ReportCategory | null
  note: string
}

export const blank: Draft = { photo: null, spot: null, category: null, note: '' }

/** A report from its first member to its number. */
export function useReport(begun: Draft) {
  const [draft, setDraft] = useState(begun)
  const [known, setKnown] = useState<NearbyReport | null>(null)
  const { look, send, similar, forgetSimilar, sendAnother } = useSendReport()
  const { photo, spot, category, note } = draft
  return {
    draft,
    change: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
    submit: photo && spot && category ? () => look.mutate({ photo, spot, category, note }) : null,
    isPending: look.isPending || send.isPending,
    problem: send.error,
    receipt: send.data ?? null,
    similar,
    /** The one that it is, by whoever was about to send it again. */
    known,
    setKnown,
    /** To the form, as it was filled in. */
    back: forgetSimilar,
    /** Whether it is being filled in: neither sent, nor perhaps known already. */
    isAsking: !send.data && similar.length === 0,
    sendAnother,
    /** Leaving loses something that took more than a tap on the map. */
    isFilled: !send.data && !known && (photo !== null || category !== null || note.trim() !== ''),
  }
}

export type ReportInHand = ReturnType<typeof useReport>
