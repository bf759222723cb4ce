import type { KeyboardEvent } from 'react'

const choices = 'input[type=checkbox], input[type=radio]'

/** On the form around choices: Enter on one of them sends nothing, as whoever chooses has not decided yet. */
export function notByChoice(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && event.target instanceof Element && event.target.matches(choices)) event.preventDefault()
}

/** Whether something is written where the focus is: it may stay there. */
export function isWriting(focused: Element | null): boolean {
  return focused?.matches(`textarea, input:not(:is(${choices}))`) ?? false
}
