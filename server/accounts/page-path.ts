import { type Language, languages } from '../language/contract.ts'

const longest = 2_000
/** Begins with one slash; a second one, or a backslash, would make it another host's address. */
const pathOfOurs = /^\/(?![/\\])[^\\\p{Cc}]*$/u
const noPages = /^\/(api|tiles|docs)(\/|$)/

/** The path of a page of ours, with what follows it; `null` for anything that a browser might take elsewhere. */
export function pagePath(text: string | undefined): string | null {
  if (text === undefined || text === '') return '/'
  if (text.length > longest || !pathOfOurs.test(text)) return null
  const url = new URL(text, 'https://page.invalid')
  // dots may have gone, and left two slashes at the beginning
  const path = `${url.pathname}${url.search}${url.hash}`
  return url.host === 'page.invalid' && pathOfOurs.test(path) && !noPages.test(url.pathname) ? path : null
}

/** The language of a page, where its address says. */
export function languageOfPath(path: string): Language | null {
  const asked = new URL(path, 'https://page.invalid').searchParams.get('lang')
  return languages.find((language) => language === asked) ?? null
}
