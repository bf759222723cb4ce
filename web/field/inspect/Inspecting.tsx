import { useEffect, useRef } from 'react'
import { useAddress, useChangeAddress } from '../../address.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { metresTo } from '../ground/metres.ts'
import { usePosition } from '../use-position.ts'
import { GiveUp } from './GiveUp.tsx'
import { ItemsPart } from './ItemsPart.tsx'
import { Kept } from './Kept.tsx'
import { missingOf, nextOpen, progressOf } from './rules.ts'
import { StandingCard } from './StandingCard.tsx'
import { SummaryPart } from './SummaryPart.tsx'
import type { Sheet } from './sheet.ts'
import { type DraftInHand, type Origin, useDraft } from './use-draft.ts'
import { useSigning } from './use-signing.ts'
import { WorksHead } from './WorksHead.tsx'

/** The two halves of a visit: what is found, and what comes of it. */
export function Inspecting({ origin, isResumed }: { origin: Origin; isResumed: boolean }) {
  const { say } = useSpeech()
  const { tab } = useAddress()
  const changeAddress = useChangeAddress()
  const { sheet } = origin
  const inHand = useDraft(origin)
  const { draft, change } = inHand
  const position = usePosition((standing) => change((now) => ({ ...now, standing })), draft.standing !== null)
  const away = {
    metres: draft.standing ? metresTo(sheet.works.footprint, draft.standing.place) : null,
    allowedMetres: sheet.nearMetres,
  }
  const missing = missingOf(draft, sheet.checklist, { away, files: inHand.files })
  const signing = useSigning(origin, inHand, away)
  const { goTo, isSummary } = useHalves(tab === 'summary')
  const isSigned = signing.saved !== null
  // who comes back to its address comes to what was signed, or to the beginning of another one
  useEffect(() => {
    if (isSigned) void changeAddress({ tab: undefined }, { replace: true })
  }, [isSigned, changeAddress])
  if (signing.saved) return <Kept sheet={sheet} draft={draft} saved={signing.saved} />
  return (
    <>
      <WorksHead sheet={sheet} />
      {isResumed ? <p className="field-note">{say('inspect.resumed')}</p> : null}
      {inHand.isMapFreed ? <p className="field-note">{say('inspect.mapFreed')}</p> : null}
      {isSummary ? (
        <SummaryPart checklist={sheet.checklist} inHand={inHand} missing={missing} onGoTo={goTo} />
      ) : (
        <>
          <StandingCard works={sheet.works} position={position} inHand={inHand} away={away} />
          <ItemsPart checklist={sheet.checklist} works={sheet.works} position={position} inHand={inHand} />
          {isResumed || draft !== origin.first.draft ? (
            <GiveUp inHand={inHand} isCorrection={origin.key === draft.id} />
          ) : null}
        </>
      )}
      <footer className="field-foot">
        {inHand.elsewhere && inHand.trouble !== 'let_go' ? (
          <Elsewhere sheet={sheet} both={inHand.elsewhere.both} />
        ) : null}
        {/* in sight wherever on the form something went wrong */}
        {inHand.trouble ? (
          <p className="field-warning" role="alert">
            {say(`inspect.trouble.${inHand.trouble}`)}
          </p>
        ) : null}
        {signing.trouble ? (
          <p className="field-warning" role="alert">
            {say(`inspect.saveTrouble.${signing.trouble}`)}
          </p>
        ) : null}
        {isSummary ? (
          <>
            {missing[0] ? <p className="lacking">{say(`inspect.lack.${missing[0].lack}`)}</p> : null}
            <button type="button" className="button" onClick={() => goTo(null)}>
              {say('inspect.backToItems')}
            </button>
            <button
              type="button"
              className="button primary"
              disabled={missing.length > 0 || signing.isBusy || inHand.isTaking}
              onClick={signing.sign}
            >
              {say(signing.isBusy ? 'inspect.signing' : 'inspect.signNow')}
            </button>
          </>
        ) : (
          <Progress sheet={sheet} inHand={inHand} onGoTo={goTo} />
        )}
      </footer>
    </>
  )
}

/** Another window is at the same visit: what was changed in both at once is to be looked at. */
function Elsewhere({ sheet: { checklist }, both }: { sheet: Sheet; both: readonly string[] }) {
  const { say, name } = useSpeech()
  if (both.length === 0)
    return (
      <p className="field-note" role="status">
        {say('inspect.elsewhere')}
      </p>
    )
  const items = checklist.items.filter(({ code }) => both.includes(code)).map(({ text }) => name(text))
  const others = items.length < both.length ? [say('inspect.elsewhereOther')] : []
  return (
    <p className="field-warning" role="alert">
      {say('inspect.elsewhereBoth', { what: [...items, ...others].join(' · ') })}
    </p>
  )
}

interface ProgressProps {
  sheet: Sheet
  inHand: DraftInHand
  onGoTo: (item: string | 'summary') => void
}

/** How far it is, and the next thing to do: one button for the thumb. */
function Progress({ sheet: { checklist }, inHand: { draft, isKept }, onGoTo }: ProgressProps) {
  const { language, say } = useSpeech()
  const { done, of } = progressOf(draft, checklist.items)
  const next = draft.unable ? null : nextOpen(draft, checklist.items, inSight())
  return (
    <>
      <p className="progress">
        {draft.unable ? null : (
          <>
            <progress value={done} max={of} aria-label={say('inspect.progress')} />
            <span>{say('inspect.progressOf', { done: number(done, language), of: number(of, language) })}</span>
          </>
        )}
        <small role="status">{say(isKept ? 'inspect.kept' : 'inspect.keeping')}</small>
      </p>
      {next ? (
        <button type="button" className="button" onClick={() => onGoTo(next)}>
          <Icon name="down" />
          {say('inspect.nextOpen')}
        </button>
      ) : null}
      <button type="button" className="button primary" onClick={() => onGoTo('summary')}>
        {say('inspect.toSummary')}
      </button>
    </>
  )
}

/** The item that stands at the top of the page now. */
function inSight(): string | null {
  const cards = [...document.querySelectorAll<HTMLElement>('.item-card')]
  const passed = cards.filter((card) => card.getBoundingClientRect().top < 140)
  return passed.at(-1)?.id.replace('item-', '') ?? null
}

/** From half to half, and to one item: its heading takes the focus. */
function useHalves(isSummary: boolean) {
  const change = useChangeAddress()
  const wanted = useRef<string | null>(null)
  const show = () => {
    const card = wanted.current && document.getElementById(`item-${wanted.current}`)
    wanted.current = null
    if (!card) return
    card.scrollIntoView({ block: 'start' })
    card.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: an item is shown once its half is there
  useEffect(() => {
    if (isSummary || wanted.current === null) document.querySelector('.field-body')?.scrollTo({ top: 0 })
    show()
  }, [isSummary])
  const goTo = (target: string | null) => {
    if (target === 'summary') return void change({ tab: 'summary' })
    wanted.current = target
    if (isSummary) void change({ tab: undefined })
    else show()
  }
  return { goTo, isSummary }
}
