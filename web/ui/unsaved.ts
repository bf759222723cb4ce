import { useLayoutEffect } from 'react'

const begun = new Set<object>()
type Field = HTMLInputElement | HTMLTextAreaElement
const typed = new Set<Field>()

/** Something is drawn up here that nobody has stored yet. */
export function useUnsaved(isChanged: boolean): void {
  useLayoutEffect(() => {
    if (!isChanged) return
    const one = {}
    begun.add(one)
    return () => void begun.delete(one)
  }, [isChanged])
}

/** Notes which fields of forms were typed into, also where their form counts nothing itself. What stops it is returned. */
export function watchTyping(): () => void {
  const note = ({ target }: Event) => {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    if (isField && target.closest('form')) typed.add(target)
  }
  document.addEventListener('input', note)
  return () => document.removeEventListener('input', note)
}

/** Is something on the page that would be lost with it? */
export function hasUnsaved(): boolean {
  for (const field of typed) if (!field.isConnected) typed.delete(field)
  return begun.size > 0 || [...typed].some(({ value }) => value.trim() !== '')
}
