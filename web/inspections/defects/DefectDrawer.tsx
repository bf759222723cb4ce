import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Defect, DefectDeed } from '../../../server/inspections/defects/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useFlyTo } from '../../map/held-map.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Id } from '../../ui/Id.tsx'
import { Waiting } from '../../ui/States.tsx'
import { useOpenWorks } from '../../works/open.ts'
import { DefectAnswer, TurnedDown } from './DefectAnswer.tsx'
import { DefectDialog, isUnreported } from './DefectDialog.tsx'
import { DefectFacts } from './DefectFacts.tsx'
import { DefectHistory } from './DefectHistory.tsx'
import { DefectPhotos } from './DefectPhotos.tsx'
import { DefectTags, DueWords } from './DefectTags.tsx'
import { MendForm } from './MendForm.tsx'
import { middleOf } from './place.ts'
import { defectQuery } from './queries.ts'

export function DefectDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const defect = useQuery(defectQuery(id))
  if (defect.data) return <DefectSheet defect={defect.data} onClose={onClose} />
  return (
    <Drawer title={say('defect.one')} onClose={onClose}>
      <Waiting query={defect} />
    </Drawer>
  )
}

/** One defect: what and where, until when, how it looked and looks, and what whoever reads it may do. */
function DefectSheet({ defect, onClose }: { defect: Defect; onClose: () => void }) {
  const { name } = useSpeech()
  const openWorks = useOpenWorks()
  const flyTo = useFlyTo()
  const [lng, lat] = middleOf(defect.place)
  useEffect(() => flyTo([lng, lat]), [lng, lat, flyTo])
  return (
    <Drawer
      subject={defect.id}
      title={name(defect.text)}
      opens="full"
      onClose={onClose}
      eyebrow={
        <>
          <DefectTags {...defect} />
          <Id>{defect.number}</Id>
        </>
      }
      subtitle={
        <button type="button" className="link" onClick={() => openWorks(defect.works.id)}>
          <bdi>{defect.works.title}</bdi> <Id>{defect.works.number}</Id>
        </button>
      }
    >
      <DueWords {...defect} />
      {defect.note ? (
        <p className="prose" dir="auto">
          {defect.note}
        </p>
      ) : null}
      <TurnedDown {...defect} />
      <DefectAnswer defect={defect} />
      <DefectDeeds defect={defect} />
      <DefectPhotos defect={defect} />
      <DefectFacts defect={defect} />
      <DefectHistory defect={defect} />
    </Drawer>
  )
}

/** What may be done now: the mend on the sheet itself, everything else in a dialog. */
function DefectDeeds({ defect }: { defect: Defect }) {
  const { say } = useSpeech()
  // what is decided on is what was seen when it was begun; a mend is reported of the defect as it stands by then
  const [opened, setOpened] = useState<{ deed: DefectDeed; seen: Defect } | null>(null)
  const close = () => setOpened(null)
  if (defect.may.length === 0) return null
  if (opened?.deed === 'mend') return <MendForm defect={defect} onDone={close} />
  return (
    <>
      <div className="buttons defect-deeds">
        {inOrder(defect.may).map((deed, place) => (
          <button
            key={deed}
            type="button"
            className={place === 0 && !isUnreported(deed, defect) ? 'button primary' : 'button'}
            onClick={() => setOpened({ deed, seen: defect })}
          >
            {say(isUnreported(deed, defect) ? 'defect.deed.inOrder' : `defect.deed.${deed}`)}
          </button>
        ))}
      </div>
      {opened ? <DefectDialog defect={opened.seen} deed={opened.deed} onDone={close} /> : null}
    </>
  )
}

/** What is done most comes first; taking a defect back, last. */
const order: readonly DefectDeed[] = [
  'mend',
  'agree_visit',
  'uphold',
  'verify',
  'reject',
  'accept',
  'dispute',
  'ask_visit',
  'withdraw',
]

function inOrder(may: readonly DefectDeed[]): DefectDeed[] {
  return order.filter((deed) => may.includes(deed))
}
