import './kept.css'
import { useEffect, useState } from 'react'
import type { ReportReceipt } from '../../../server/reports/contract.ts'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { ago } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { CopyLine } from '../../ui/CopyLine.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import { followAddress } from '../ReportReceived.tsx'
import { categoryIcons } from '../report-words.ts'
import type { KeptReport, KeptSaying } from './rules.ts'
import { resendKept } from './sending.ts'
import { dropKept } from './store.ts'
import type { Kept } from './use-kept.ts'

interface KeptReportsProps extends TakeUp {
  kept: readonly Kept[] | null
}

interface TakeUp {
  /** Shows one that was refused in the form again; null while another one is being filled in there. */
  onTakeUp: ((report: KeptReport) => void) | null
}

/** The reports that lie on this phone: what waits, what was refused, and how to follow what has arrived. Nothing where there are none. */
export function KeptReports({ kept, onTakeUp }: KeptReportsProps) {
  const { say } = useSpeech()
  if (!kept?.length) return null
  return (
    <section className="kept-reports" aria-label={say('report.kept.list')}>
      <h2>{say('report.kept.list')}</h2>
      <ul aria-live="polite">
        {kept.map((each) => (
          <KeptCard key={each.report.id} kept={each} onTakeUp={onTakeUp} />
        ))}
      </ul>
      <p className="form-note">{say('report.kept.privacy')}</p>
    </section>
  )
}

function KeptCard({ kept: { report, isUnderWay }, onTakeUp }: { kept: Kept } & TakeUp) {
  const { language, say } = useSpeech()
  const { id, state, category, keptAt, saying, receipt, problem } = report
  const says = isUnderWay && state === 'waiting' ? 'sending' : state
  return (
    <li className="kept-report" data-state={says}>
      <Thumbnail saying={saying} category={category} />
      <h3>{say(`report.category.${category}`)}</h3>
      <p className="row-facts">
        <span>{ago(keptAt, new Date(), language)}</span>
        <span>{say(`report.kept.${says}`)}</span>
      </p>
      {state === 'refused' && problem ? <Refusal problem={problem} isLater={onTakeUp === null} /> : null}
      {says === 'waiting' && problem?.title && problem.status > 0 ? <p className="form-note">{problem.title}</p> : null}
      {receipt ? <Following receipt={receipt} /> : null}
      <div className="buttons wrapping">
        {says === 'waiting' || says === 'unsure' ? (
          <button type="button" className="button" onClick={() => void resendKept(id).catch(() => undefined)}>
            {say(says === 'waiting' ? 'report.kept.sendNow' : 'report.kept.sendAgain')}
          </button>
        ) : null}
        {says === 'refused' && onTakeUp ? (
          <button type="button" className="button" onClick={() => onTakeUp(report)}>
            {say('report.kept.change')}
          </button>
        ) : null}
        {says === 'sending' ? null : <Discard id={id} isArrived={state === 'arrived'} />}
      </div>
    </li>
  )
}

function Thumbnail({ saying, category }: Pick<KeptReport, 'saying' | 'category'>) {
  const address = useThumbnail(saying)
  if (address) return <img src={address} alt="" />
  return (
    <i className="no-picture">
      <Icon name={categoryIcons[category]} />
    </i>
  )
}

function useThumbnail(saying: KeptSaying | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  const photo = saying?.photo ?? null
  const size = photo?.bytes.byteLength ?? 0
  // read anew with each change, and the same photo all the while
  // biome-ignore lint/correctness/useExhaustiveDependencies: its bytes never change
  useEffect(() => {
    if (!photo) return setAddress(null)
    const made = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [size])
  return address
}

interface RefusalProps {
  problem: NonNullable<KeptReport['problem']>
  isLater: boolean
}

function Refusal({ problem: { title, detail, errors }, isLater }: RefusalProps) {
  const { say } = useSpeech()
  const words = [title, detail, ...(errors ?? []).map(({ message }) => message)].filter(Boolean)
  return (
    <>
      <p className="missing">{[...new Set(words)].join(' · ')}</p>
      {isLater ? <p className="form-note">{say('report.kept.changeLater')}</p> : null}
    </>
  )
}

function Following({ receipt }: { receipt: ReportReceipt }) {
  const { language, say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  return (
    <div className="kept-following" data-testid="kept-receipt">
      <p>
        {say('report.number')} <Id>{receipt.number}</Id>
      </p>
      <CopyLine label={say('report.followLink')} value={followAddress(receipt, language)} />
      <a href={hrefOf(`/reports/follow/${receipt.follow}`, address)} onClick={follow} className="button">
        {say('report.follow')}
      </a>
    </div>
  )
}

function Discard({ id, isArrived }: { id: string; isArrived: boolean }) {
  const { say } = useSpeech()
  const [isAsking, setAsking] = useState(false)
  const what = isArrived ? 'forget' : 'discard'
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        <Icon name="trash" size={16} />
        {say(`report.kept.${what}`)}
      </button>
      {isAsking ? (
        <Confirm
          title={say(`report.kept.${what}Asked`)}
          detail={say(`report.kept.${what}Detail`)}
          act={say(`report.kept.${what}`)}
          keep={say('report.kept.keep')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            void dropKept(id).catch(() => undefined)
          }}
        />
      ) : null}
    </>
  )
}
