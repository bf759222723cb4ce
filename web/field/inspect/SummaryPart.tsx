import type { Checklist } from '../../../server/inspections/checklists/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { photosOf } from './draft.ts'
import { PhotosField } from './PhotosField.tsx'
import { previewOf } from './preview.ts'
import { type Lack, lostPhotos, type Missing, offersStopWork } from './rules.ts'
import { SignaturePad } from './SignaturePad.tsx'
import { StopWork } from './StopWork.tsx'
import { placeOf } from './UnableCard.tsx'
import type { DraftInHand } from './use-draft.ts'

interface SummaryPartProps {
  checklist: Checklist
  inHand: DraftInHand
  missing: readonly Missing[]
  /** Leads back to an item, or to where the inspector stands. */
  onGoTo: (item: string | null) => void
}

/** What comes of it, what is still missing, and the signature. */
export function SummaryPart({ checklist, inHand, missing, onGoTo }: SummaryPartProps) {
  const { say } = useSpeech()
  const { draft, change, files, addPhotos, removePhoto } = inHand
  return (
    <>
      <Outcome checklist={checklist} inHand={inHand} onGoTo={onGoTo} />
      <LostPhotos inHand={inHand} />
      <MissingList checklist={checklist} missing={missing} onGoTo={onGoTo} />
      {offersStopWork(draft) ? <StopWork inHand={inHand} /> : null}
      <section className="field-card" aria-label={say('inspect.whole')}>
        <TextArea
          label={say('inspect.noteOfWhole')}
          rows={3}
          longest={4000}
          value={draft.note}
          onChange={(note) => change((now) => ({ ...now, note }))}
        />
        {draft.unable ? null : (
          <PhotosField
            label={say('inspect.photosOfWhole')}
            photos={photosOf(draft, null)}
            files={files}
            onPhotos={(taken) => void addPhotos(taken, { item: null, place: placeOf(inHand) })}
            onRemove={removePhoto}
          />
        )}
      </section>
      <section className="field-card" aria-label={say('inspect.sign')}>
        <h2>
          <Icon name="pen" size={20} /> {say('inspect.sign')}
        </h2>
        <TextField
          label={say('inspect.signedAs')}
          note={say('inspect.signedAsNote')}
          value={draft.signedAs}
          onChange={(signedAs) => change((now) => ({ ...now, signedAs }))}
        />
        <SignaturePad strokes={draft.strokes} onStrokes={(strokes) => change((now) => ({ ...now, strokes }))} />
      </section>
    </>
  )
}

function Outcome({ checklist, inHand: { draft }, onGoTo }: Omit<SummaryPartProps, 'missing'>) {
  const { language, say, name } = useSpeech()
  const outcome = previewOf(draft, checklist.items)
  const failed = draft.unable ? [] : checklist.items.filter(({ code }) => draft.items[code]?.result === 'fail')
  return (
    <section className="field-card outcome" data-outcome={outcome} aria-label={say('inspect.outcome')}>
      <h2>{say(`inspect.outcome.${outcome}`)}</h2>
      <p>{say(`inspect.follows.${outcome}`)}</p>
      {failed.length > 0 ? (
        <ul>
          {failed.map(({ code, text }) => (
            <li key={code}>
              <button type="button" className="link" onClick={() => onGoTo(code)}>
                {name(text)}
              </button>
              <small>
                {say('inspect.photoCount', {
                  count: photosOf(draft, code).length,
                  shown: number(photosOf(draft, code).length, language),
                })}
              </small>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** Said where they are asked for, on this half of the form. */
const apart: readonly Lack[] = ['name', 'stopWork', 'photoFile']

/** Photos that went from this phone, as with data of the browser that was cleared: they are gone, and somebody has to know. */
function LostPhotos({ inHand: { draft, files, removePhoto } }: Pick<SummaryPartProps, 'inHand'>) {
  const { language, say } = useSpeech()
  const lost = lostPhotos(draft, files)
  if (lost.length === 0) return null
  const leaveOut = () => {
    for (const { id } of lost) removePhoto(id)
  }
  const count = { count: lost.length, shown: number(lost.length, language) }
  return (
    <section className="field-card" data-warn aria-label={say('inspect.lack.photoFile')}>
      <p>{say('inspect.lostPhotos', count)}</p>
      <button type="button" className="button wide" onClick={leaveOut}>
        {say('inspect.withoutThem', count)}
      </button>
    </section>
  )
}

function MissingList({ checklist, missing, onGoTo }: Pick<SummaryPartProps, 'checklist' | 'missing' | 'onGoTo'>) {
  const { language, say, name } = useSpeech()
  const ofItems = [...new Set(missing.map(({ item }) => item))].filter((item) => item !== null)
  const ofWhole = missing.filter(({ item, lack }) => item === null && !apart.includes(lack))
  if (ofItems.length + ofWhole.length === 0) return null
  return (
    <section className="field-card" data-warn aria-label={say('inspect.missing')}>
      <h2>
        <Icon name="warning" size={20} /> {say('inspect.missing')}
      </h2>
      <ul>
        {ofItems.map((code) => (
          <li key={code}>
            <button type="button" className="link" onClick={() => onGoTo(code)}>
              {number(checklist.items.findIndex((each) => each.code === code) + 1, language)}{' '}
              {name(checklist.items.find((each) => each.code === code)?.text ?? { ar: code, en: code })}
            </button>
            <small>
              {missing
                .filter(({ item }) => item === code)
                .map(({ lack }) => say(`inspect.lack.${lack}`))
                .join(say('list.joint'))}
            </small>
          </li>
        ))}
        {ofWhole.map(({ lack }) => (
          <li key={lack}>
            <button type="button" className="link" onClick={() => onGoTo(null)}>
              {say(`inspect.lack.${lack}`)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
