import { useNavigate } from '@tanstack/react-router'
import type { Role, User } from '../../../server/agencies/contract.ts'
import { isOffice } from '../../../server/agencies/rules.ts'
import { type Address, travelling } from '../../address.ts'
import { useUser } from '../../agencies/queries.ts'
import { SignInHint } from '../../agencies/SignInHint.tsx'
import { useAuthor } from '../../agencies/use-author.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { Loading } from '../../ui/States.tsx'
import { Drawing } from './Drawing.tsx'
import { useWindowDrawing } from './use-window-drawing.ts'

const mayDraw = (role: Role) => role === 'utility' || isOffice(role)

/** Drawing a works: what it meets is said while it is drawn. */
export default function DrawPage() {
  const { say } = useSpeech()
  const user = useUser()
  const close = useLeave()
  const { author, ended } = useAuthor(mayDraw)
  if (author) return <DrawingOfWindow key={author.id} author={author} ended={ended} onClose={close} />
  return (
    <Drawer title={say('draw.title')} onClose={close}>
      <SignInHint>{user ? say('draw.notYours') : say('draw.signInFirst')}</SignInHint>
    </Drawer>
  )
}

function useLeave() {
  const navigate = useNavigate()
  return () => {
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/', search: search as never })
  }
}

function DrawingOfWindow(props: { author: User; ended: boolean; onClose: () => void }) {
  const { drawing, turnTo } = useWindowDrawing(props.author.id)
  const { say } = useSpeech()
  if (drawing) return <Drawing key={drawing.id} {...props} {...drawing} onTurn={turnTo} />
  return (
    <Drawer title={say('draw.title')} onClose={props.onClose}>
      <Loading />
    </Drawer>
  )
}
