import { useEffect, useState } from 'react'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import type { Sending } from './rules.ts'
import { readSaved } from './save.ts'

interface Opened {
  json: string
  /** Null where nothing could be inspected. */
  failed: number | null
  note: string | null
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
      {saved ? (
        <>
          <p>
            {saved.failed === null
              ? say('inspect.outcome.unable')
              : say('outbox.failed', { count: saved.failed, shown: number(saved.failed, language) })}
          </p>
          {saved.note ? <p dir="auto">{saved.note}</p> : null}
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
          <a className="link" href={saved.json} download={`${asked.inspectionId}.json`}>
            {say('outbox.copy')}
          </a>
        </>
      ) : null}
    </details>
  )
}

function useOpened({ inspectionId, userId }: Asked, isOpen: boolean): Opened | null {
  const [opened, setOpened] = useState<Opened | null>(null)
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
        if (!saved || !isHere) return
        const { inspection, photos } = saved
        setOpened({
          json: addressOf(new Blob([JSON.stringify(inspection, null, 2)], { type: 'application/json' })),
          failed: inspection.unable ? null : inspection.items.filter(({ result }) => result === 'fail').length,
          note: inspection.note ?? null,
          photos: photos.map(({ id, file }) => ({ id, address: addressOf(file) })),
        })
      })
      .catch(() => undefined)
    return () => {
      isHere = false
      setOpened(null)
      for (const address of addresses) URL.revokeObjectURL(address)
    }
  }, [inspectionId, userId, isOpen])
  return opened
}
