import { useState } from 'react'
import type { Procedure } from '../../../server/permits/contract.ts'
import type { amendmentEvents, Works } from '../../../server/works/contract.ts'
import type { NoDays } from '../../works/draw/no-days.ts'
import { onto } from '../../works/newer.ts'
import { type AmendDraft, amendDraftOf } from './amend-draft.ts'

type AskedFor = Extract<(typeof amendmentEvents)[number], 'amend' | 'propose' | 'prolong'>

/** What is written of an amendment, and over which state of the works. */
export interface WrittenAmendment {
  draft: AmendDraft
  noDays: NoDays
  over: Works
}

/** What is written of an extension, as typed. */
export interface WrittenExtension {
  days: string
  reason: string
}

const noExtension: WrittenExtension = { days: '', reason: '' }

/**
 * What is asked for after an application, against what was seen when its dialog opened. It is kept here: a dialog that
 * is left and opened again has it still, and what others have changed meanwhile lies beneath it.
 */
export function useAsked(works: Works, procedure: Procedure) {
  const [asked, setAsked] = useState<{ event: AskedFor; seen: Procedure; works: Works } | null>(null)
  const [amendment, setAmendment] = useState<WrittenAmendment | null>(null)
  const [extension, setExtension] = useState(noExtension)
  const open = (event: AskedFor) => {
    setAsked({ event, seen: procedure, works })
    setAmendment((before) => writtenOver(works, before))
  }
  return {
    asked,
    open,
    close: () => setAsked(null),
    /** The newer state of the works, where others have changed it while the dialog is open. */
    newer: asked && works.version > asked.works.version ? works : null,
    adopt: () => asked && open(asked.event),
    amendment,
    setAmendment,
    extension,
    setExtension,
    forget: () => {
      setAmendment(null)
      setExtension(noExtension)
    },
  }
}

function writtenOver(works: Works, before: WrittenAmendment | null): WrittenAmendment {
  const stands = amendDraftOf(works)
  if (!before) return { draft: stands, noDays: {}, over: works }
  return { ...before, draft: onto(before.draft, amendDraftOf(before.over), stands), over: works }
}
