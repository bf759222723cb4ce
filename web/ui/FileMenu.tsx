import { useSpeech } from '../i18n/language.tsx'
import { Icon } from './Icon.tsx'
import { usePopUp } from './use-pop-up.ts'
import { withinList } from './within-list.ts'

interface FileOffered {
  title: string
  detail: string
  /** Of the file, where the service writes it. */
  href?: string
  /** Makes it here; it waits until it can be made whole. */
  make?: () => void
  isReady?: boolean
}

/** A list as files, each with what is in it. */
export function FileMenu({ files }: { files: readonly FileOffered[] }) {
  const { say } = useSpeech()
  const { isOpen, close, id, box, button } = usePopUp()
  return (
    <div className="filter-menu" {...box}>
      <button className="pill" {...button}>
        {say('file.menu')}
        <Icon name="download" size={14} />
      </button>
      {isOpen ? (
        <div id={id} ref={withinList} className="menu export-menu">
          {files.map(({ title, detail, href, make, isReady = true }) =>
            href ? (
              <a key={title} href={href} download onClick={close}>
                <strong>{title}</strong>
                <small>{detail}</small>
              </a>
            ) : (
              <button
                key={title}
                type="button"
                disabled={!isReady}
                onClick={() => {
                  make?.()
                  close()
                }}
              >
                <strong>{title}</strong>
                <small>{detail}</small>
              </button>
            ),
          )}
        </div>
      ) : null}
    </div>
  )
}
