import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { isOffice } from '../../server/agencies/rules.ts'
import {
  type Activity,
  activities,
  type NewOpportunity,
  type Opportunity,
  type OpportunityModel,
  type OpportunityStage,
  opportunityModels,
} from '../../server/opportunities/contract.ts'
import { type Address, travelling } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { touchTiles } from '../map/tiles.ts'
import { DrawBar } from '../sketch/DrawBar.tsx'
import { lossOfDrawing } from '../sketch/loss-words.ts'
import { SketchOnMap } from '../sketch/SketchOnMap.tsx'
import { useDrawKeys } from '../sketch/use-draw-keys.ts'
import { useSketch } from '../sketch/use-sketch.ts'
import { CrossHair } from '../sketch/ways/CrossHair.tsx'
import { type Way, Ways } from '../sketch/ways/Ways.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { lossOfForm } from '../ui/loss-words.ts'
import { Select } from '../ui/Select.tsx'
import { Failure } from '../ui/States.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { useOpenSite } from './open.ts'
import { readTerms } from './site-terms.ts'
import { TermFields } from './TermFields.tsx'

const firstStages = ['planned', 'open'] as const satisfies readonly OpportunityStage[]
const longestTitle = 200

/** The office records a site: its ground on the map, its terms in words. */
export default function NewSitePage() {
  const { say } = useSpeech()
  const user = useUser()
  const navigate = useNavigate()
  const leave = () => {
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/opportunities', search: search as never })
  }
  if (user && isOffice(user.role)) return <Recording onClose={leave} />
  return (
    <Drawer title={say('site.new')} onClose={leave}>
      <SignInHint>{say('site.officeOnly')}</SignInHint>
    </Drawer>
  )
}

function Recording({ onClose }: { onClose: () => void }) {
  const { say } = useSpeech()
  const map = useHeldMap()
  const client = useQueryClient()
  const open = useOpenSite()
  const [way, setWay] = useState<Way>('pointer')
  const sketching = useSketch(map, { shape: 'area' }, way !== 'cross', false)
  const { sketch, route, undo, redo, finish, clear } = sketching
  const [activity, setActivity] = useState<Activity>('retail')
  const [model, setModel] = useState<OpportunityModel>('annual_rent')
  const [stage, setStage] = useState<(typeof firstStages)[number]>('planned')
  const [typed, setTerms] = useState({ years: '10', minimum: '' })
  const terms = readTerms(typed)
  const [isTyped, setTyped] = useState(false)
  const isDrawn = sketch.vertices.length > 0
  const loss = useLossQuestion(isDrawn || isTyped, isDrawn ? lossOfDrawing(say) : lossOfForm(say))
  const id = useId()
  const save = useMutation({
    mutationFn: (site: NewOpportunity) => answered(write<Opportunity>('POST', '/api/opportunities', site)),
    onSuccess: (site) => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['opportunities'] })
      loss.stored()
      open(site.number)
    },
  })
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: onClose })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const title = { ar: String(given.get('ar')), en: String(given.get('en')) }
    if (terms) save.mutate({ title, activity, model, stage, boundary: route, ...terms })
  }
  const field = (name: string, label: string, rest: Record<string, unknown> = {}) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input id={`${id}-${name}`} name={name} required maxLength={longestTitle} {...rest} />
    </div>
  )
  return (
    <>
      <Drawer title={say('site.new')} subtitle={say('site.newHow')} onClose={onClose}>
        <Ways way={way} onWay={setWay} sketching={sketching} />
        {save.isError ? <Failure problem={save.error} /> : null}
        <form className="form" onSubmit={submit} onChange={() => setTyped(true)}>
          {field('ar', say('site.titleAr'), { dir: 'rtl' })}
          {field('en', say('site.titleEn'), { dir: 'ltr' })}
          <div className="form-grid">
            <Select
              label={say('filter.activity')}
              value={activity}
              onChange={setActivity}
              options={activities.map((value) => ({ value, label: say(`activity.${value}`) }))}
            />
            <Select
              label={say('filter.stage')}
              value={stage}
              onChange={setStage}
              options={firstStages.map((value) => ({ value, label: say(`stage.${value}`) }))}
            />
            <Select
              label={say('site.model')}
              value={model}
              onChange={setModel}
              options={opportunityModels.map((value) => ({ value, label: say(`model.${value}`) }))}
            />
            <TermFields typed={typed} onChange={setTerms} problem={save.error} />
          </div>
          {terms ? null : <p className="missing">{say('site.noNumber')}</p>}
          {sketch.finished ? null : <p className="missing">{say('site.needGround')}</p>}
          <button type="submit" className="button primary" disabled={!sketch.finished || !terms || save.isPending}>
            {say('site.save')}
          </button>
        </form>
      </Drawer>
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar sketching={sketching} clear={() => (isDrawn ? loss.beforeClearing(clear) : clear())} />
      {loss.question}
    </>
  )
}
