import { useEffect, useState } from 'react'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { NewInspection } from '../offline/contract.ts'
import type { Sending } from './rules.ts'
import { readSaved } from './save.ts'

interface Opened {
  /** Null once the record has arrived: only photos are left here. */
  record: { json: string; inspection: NewInspection } | null
  photos: { id: string; address: string }[]
}

type Asked = Pick<Sending, 'inspectionId' | 'userId'>

/** What lies here of an inspection, read when it is asked for; a copy of it can be kept elsewhere. */
export function SavedShown(asked: Asked) {
  const { language, say } = useSpeech()
  const [isOpen, setOpen] = useState(false)
  const saved = useOpened(asked, isOpen)
  return (
    <details className="outbox-saved" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('outbox.whatISaved')}</summary>
      {saved === 'unread' ? (
        <p role="alert">{say('outbox.trouble.failed')}</p>
      ) : saved ? (
        <>
          {saved.record ? <RecordShown inspection={saved.record.inspection} /> : <p>{say('outbox.onlyPhotos')}</p>}
          <ul className="outbox-photos">
            {saved.photos.map(({ id, address }, index) => {
              const words = say('outbox.photo', { n: number(index + 1, language) })
              return (
                <li key={id}>
                  <a href={address} download={`${id}.jpg`}>
                    <img src={address} alt={words} />
                  </a>
                </li>
              )
            })}
          </ul>
          {saved.record ? (
            <a className="link" href={saved.record.json} download={`${asked.inspectionId}.json`}>
              {say('outbox.copy')}
            </a>
          ) : null}
        </>
      ) : null}
    </details>
  )
}

function RecordShown({ inspection: { unable, items, note } }: { inspection: NewInspection }) {
  const { language, say } = useSpeech()
  const failed = items.filter(({ result }) => result === 'fail').length
  return (
    <>
      <p>
        {unable
          ? say('inspect.outcome.unable')
          : say('outbox.failed', { count: failed, shown: number(failed, language) })}
      </p>
      {note ? <p dir="auto">{note}</p> : null}
    </>
  )
}

/** `unread`: there is something, or should be, and it could not be read. */
function useOpened({ inspectionId, userId }: Asked, isOpen: boolean): Opened | 'unread' | null {
  const [opened, setOpened] = useState<Opened | 'unread' | null>(null)
  useEffect(() => {
    if (!isOpen) return
    let addresses: string[] = []
    const addressOf = (blob: Blob) => {
      const address = URL.createObjectURL(blob)
      addresses = [...addresses, address]
      return address
    }
    let isHere = true
    readSaved(inspectionId, userId)
      .then((saved) => {
        if (!isHere) return
        if (!saved) return setOpened('unread')
        const { inspection, photos } = saved
        const json = inspection && new Blob([JSON.stringify(inspection, null, 2)], { type: 'application/json' })
        setOpened({
          record: inspection && json && { json: addressOf(json), inspection },
          photos: photos.map(({ id, file }) => ({ id, address: addressOf(file) })),
        })
      })
      .catch(() => isHere && setOpened('unread'))
    return () => {
      isHere = false
      setOpened(null)
      for (const address of addresses) URL.revokeObjectURL(address)
    }
  }, [inspectionId, userId, isOpen])
  return opened
}
