import '../permits/fees.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type LandUse,
  landUses,
  type Opportunity,
  type OpportunityChange,
  type SeenOpportunity,
} from '../../server/opportunities/contract.ts'
import { stagesFrom } from '../../server/opportunities/rules.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { OptionalDay } from './OptionalDay.tsx'
import { readTerms } from './site-terms.ts'
import { TermFields } from './TermFields.tsx'

/** The office of its ground moves a site on, and mends what was recorded of it. */
export default function SiteChange({ site }: { site: SeenOpportunity }) {
  const { say } = useSpeech()
  const [seen, setSeen] = useState<SeenOpportunity | null>(null)
  return (
    <>
      <button type="button" className="button" onClick={() => setSeen(site)}>
        {say('site.change')}
      </button>
      {seen ? <ChangeDialog site={seen} onDone={() => setSeen(null)} /> : null}
    </>
  )
}

/** Stores a change on the version that was seen; over only once the site is read anew. */
function useSiteChange(number: string, onStored: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (asked: OpportunityChange) =>
      answered(write<Opportunity>('PATCH', `/api/opportunities/${encodeURIComponent(number)}`, asked)),
    onSuccess: () => touchTiles(),
    onSettled: async (_, problem) => {
      await client.invalidateQueries({ queryKey: ['opportunities'] })
      if (!problem) onStored()
    },
  })
}

function ChangeDialog({ site, onDone }: { site: SeenOpportunity; onDone: () => void }) {
  const { say } = useSpeech()
  const { title, stage, landUse, questionsUntil, bidsUntil } = site
  const [given, setGiven] = useState({
    title,
    stage,
    landUse,
    questionsUntil,
    bidsUntil,
    years: String(site.termYears),
    minimum: site.minimumRiyals === null ? '' : String(site.minimumRiyals),
  })
  const change = (changed: Partial<typeof given>) => setGiven({ ...given, ...changed })
  const saving = useSiteChange(site.number, onDone)
  const isOld = hasMovedOn(saving.error)
  const terms = readTerms(given)
  const isReady = given.title.ar.trim() !== '' && given.title.en.trim() !== '' && terms !== null
  return (
    <Decision
      title={say('site.change')}
      detail={say('site.changeDetail')}
      act={say('site.store')}
      keep={say('site.back')}
      isReady={isReady && !isOld}
      isBusy={saving.isPending}
      problem={isOld ? null : saving.error}
      onAct={() => {
        const { years: _years, minimum: _minimum, ...rest } = given
        if (terms) saving.mutate({ ...rest, ...terms, version: site.version })
      }}
      onKeep={onDone}
    >
      <Select
        label={say('filter.stage')}
        value={given.stage}
        onChange={(next) => change({ stage: next })}
        options={stagesFrom(stage).map((value) => ({ value, label: say(`stage.${value}`) }))}
      />
      <TextField
        label={say('site.titleAr')}
        dir="rtl"
        value={given.title.ar}
        onChange={(ar) => change({ title: { ...given.title, ar } })}
      />
      <TextField
        label={say('site.titleEn')}
        dir="ltr"
        value={given.title.en}
        onChange={(en) => change({ title: { ...given.title, en } })}
      />
      <TermFields typed={given} onChange={change} problem={saving.error} />
      <Select<LandUse | ''>
        label={say('site.landUse')}
        value={given.landUse ?? ''}
        onChange={(next) => change({ landUse: next === '' ? null : next })}
        options={[
          { value: '' as const, label: say('site.noLandUse') },
          ...landUses.map((value) => ({ value, label: say(`landUse.${value}`) })),
        ]}
      />
      <OptionalDay
        has={say('site.hasQuestions')}
        label={say('site.questions')}
        day={given.questionsUntil}
        onDay={(day) => change({ questionsUntil: day })}
      />
      <OptionalDay
        has={say('site.hasBids')}
        label={say('site.bids')}
        error={faultAt(saving.error, 'bidsUntil')}
        day={given.bidsUntil}
        onDay={(day) => change({ bidsUntil: day })}
      />
      {terms ? null : <p className="missing">{say('site.noNumber')}</p>}
      {isOld ? (
        <p className="missing" role="alert">
          {say('site.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}
