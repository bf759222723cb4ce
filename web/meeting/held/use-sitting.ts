import { useState } from 'react'
import type { Attendance, Meeting, SittingChange } from '../../../server/meeting/held/contract.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { hasMovedOn } from '../../permits/use-deed.ts'
import { lossOfForm } from '../../ui/loss-words.ts'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { useMeetingDeed } from './queries.ts'

export interface Sitting {
  heldOn: string
  chair: string
  note: string
  attendance: Attendance[]
}

const sittingOf = ({ heldOn, chair, note, attendance }: Meeting): Sitting => ({ heldOn, chair: chair ?? '', note: note ?? '', attendance }) // biome-ignore format: one line

/**
 * What is written of a sitting and not stored yet. It belongs to the page of the meeting and not to the form, which is not there
 * while the map alone is looked at, and where somebody else ends the meeting.
 */
export function useSitting(id: string) {
  const { say } = useSpeech()
  const [written, setWritten] = useState<{ sitting: Sitting; version: number } | null>(null)
  const loss = useLossQuestion(written !== null, lossOfForm(say))
  const deed = useMeetingDeed(
    (change: SittingChange) => write<Meeting>('PATCH', `/api/meetings/${id}`, change),
    () => {
      loss.stored()
      setWritten(null)
    },
  )
  return {
    isWritten: written !== null,
    isBusy: deed.isPending,
    isOld: hasMovedOn(deed.error),
    problem: deed.error,
    question: loss.question,
    of: (meeting: Meeting) => written?.sitting ?? sittingOf(meeting),
    /** Over the version that was seen when the first letter was written. */
    set: (meeting: Meeting, more: Partial<Sitting>) =>
      setWritten((before) => ({
        sitting: { ...(before?.sitting ?? sittingOf(meeting)), ...more },
        version: before?.version ?? meeting.version,
      })),
    goOn: ({ version }: Meeting) => setWritten((before) => before && { ...before, version }),
    discard: () => loss.beforeClearing(() => setWritten(null)),
    save: () => {
      if (!written) return
      const { heldOn, chair, note, attendance } = written.sitting
      const told = attendance.map((one) => ({ ...one, people: one.people?.trim() || null }))
      deed.mutate({ version: written.version, heldOn, chair: chair.trim() || null, note: note.trim() || null, attendance: told }) // biome-ignore format: one line
    },
  }
}

export type WrittenSitting = ReturnType<typeof useSitting>
