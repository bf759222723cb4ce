import { useState } from 'react'
import { toggled } from '../../address.ts'
import { type ColumnId, readColumns, usualColumns } from './columns.ts'

function shelfOf(accountId: string): string {
  return `nasaq-columns-${accountId}`
}

function kept(accountId: string): string[] | null {
  try {
    return localStorage.getItem(shelfOf(accountId))?.split(',') ?? null
  } catch {
    return null
  }
}

function keep(accountId: string, shown: readonly ColumnId[] | null): void {
  try {
    if (shown) localStorage.setItem(shelfOf(accountId), shown.join(','))
    else localStorage.removeItem(shelfOf(accountId))
  } catch {
    // no shelf: the choice holds for the visit
  }
}

/** The columns that an account has chosen in this browser. */
export function useColumns(accountId: string) {
  const [words, setWords] = useState(() => kept(accountId))
  const shown = readColumns(words)
  const choose = (next: ColumnId[] | null) => {
    keep(accountId, next)
    setWords(next)
  }
  return {
    shown,
    isUsual: shown.join() === readColumns(usualColumns).join(),
    toggle: (id: string) => choose(readColumns(toggled(shown.join(','), id)?.split(',') ?? [])),
    reset: () => choose(null),
  }
}
