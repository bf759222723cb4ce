import { Link } from '@tanstack/react-router'
import type { AuditEntry } from '../../server/audit/contract.ts'
import { type Address, opening, readAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Id } from '../ui/Id.tsx'

type Told = Pick<AuditEntry, 'subject' | 'subjectId' | 'about' | 'before' | 'after'>

/** Where an object of the audit has a page, and what is opened there. */
function pageOf({ subject, subjectId, about, after }: Told, isAdmin: boolean) {
  const number = about?.number
  if (subject === 'works' && about) return { to: '/works', sel: subjectId }
  if (subject === 'report' && number) return { to: '/reports', sel: number }
  if (subject === 'opportunity' && number) return { to: '/opportunities', sel: number }
  if (subject === 'violation' && about) return { to: '/violations', sel: subjectId }
  const kind = after.kind
  if (subject === 'checklist' && typeof kind === 'string') return { to: '/checklists', tab: kind }
  if (subject === 'account' && isAdmin) return { to: '/accounts', sel: subjectId }
  if (subject === 'key' && isAdmin) return { to: '/accounts', sel: subjectId, tab: 'keys' }
  return null
}

/** What an object is called: now, or where that cannot be seen, as the entry itself says. */
function useCalled({ subject, about, before, after }: Told): { words: string; number: string | null } {
  const { say, sayAny, name } = useSpeech()
  const told = { ...before, ...after }
  if (subject === 'checklist' && typeof told.kind === 'string')
    return { words: sayAny(`checklist.kind.${told.kind}`), number: about?.number ?? null }
  const own = [told.title, told.name, told.fileName, told.email, told.number].find((each) => each)
  const number = about?.number ?? null
  if (about?.name) return { words: name(about.name), number }
  if (number) return { words: '', number }
  if (typeof own === 'string') return { words: own, number }
  if (own && typeof own === 'object' && 'ar' in own) return { words: name(own as { ar: string; en: string }), number }
  return { words: say('audit.unnamed'), number }
}

/** The object of an entry by name and number; a link where it has a page. */
export function SubjectLink({ entry }: { entry: Told }) {
  const page = pageOf(entry, useUser()?.isAdmin === true)
  const { words, number } = useCalled(entry)
  const called = (
    <>
      {words ? <bdi>{words}</bdi> : null}
      {words && number ? ' ' : null}
      {number ? <Id>{number}</Id> : null}
    </>
  )
  if (!page) return <strong>{called}</strong>
  const search = (before: Address) =>
    readAddress({ ...(page.sel ? opening(page.sel, before, false) : before), tab: page.tab })
  return (
    <Link to={page.to} search={search as never} className="link">
      {called}
    </Link>
  )
}
