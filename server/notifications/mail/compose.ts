import type { Language } from '../../language/contract.ts'
import { sayNotices } from '../messages.ts'

/** A notice in words, with its page. */
export interface Worded {
  title: string
  text: string
  /** Whole, as it is opened from a mail program. */
  address: string
}

export interface Letter {
  subject: string
  text: string
  html: string
}

interface Page {
  language: Language
  settings: string
}

/** Of a digest, so many in full: the page has the rest. */
export const mostInDigest = 50

/** One notice as an e-mail, in text and in HTML. */
export function letterOf(notice: Worded, page: Page): Letter {
  const say = (key: 'mail.open' | 'mail.settings' | 'mail.why') => sayNotices(key)(page.language)
  const text = `${notice.text}\n\n${say('mail.open')}: ${notice.address}\n\n-- \n${say('mail.why')}\n${say('mail.settings')}: ${page.settings}\n`
  const body = `${itemOf(notice)}<p><a href="${escaped(notice.address)}">${escaped(say('mail.open'))}</a></p>`
  return { subject: notice.title, text, html: htmlOf(notice.title, body, page) }
}

/** The notices of a day in one e-mail. */
export function digestOf(notices: readonly Worded[], day: string, page: Page): Letter {
  const { language } = page
  const subject = sayNotices('digest.subject', { count: notices.length, day })(language)
  const shown = notices.slice(0, mostInDigest)
  const left = notices.length - shown.length
  const more = left > 0 ? sayNotices('digest.more', { count: left })(language) : ''
  const lines = shown.map(({ title, text, address }) => `• ${title}\n  ${text}\n  ${address}`)
  const foot = `-- \n${sayNotices('mail.why')(language)}\n${sayNotices('mail.settings')(language)}: ${page.settings}\n`
  const html = `${shown.map(linked).join('')}${more ? `<p>${escaped(more)}</p>` : ''}`
  return { subject, text: [...lines, more, foot].filter(Boolean).join('\n\n'), html: htmlOf(subject, html, page) }
}

function itemOf({ title, text }: Worded): string {
  return `<h1 style="font-size:18px;margin:0 0 8px">${escaped(title)}</h1><p style="margin:0 0 16px">${escaped(text)}</p>`
}

function linked({ title, text, address }: Worded): string {
  return `<p style="margin:0 0 16px"><a href="${escaped(address)}"><strong>${escaped(title)}</strong></a><br>${escaped(text)}</p>`
}

/** Mail programs know little: the direction stands in attributes, the style in the elements. */
function htmlOf(title: string, body: string, { language, settings }: Page): string {
  const direction = language === 'ar' ? 'rtl' : 'ltr'
  const say = (key: 'mail.why' | 'mail.settings') => escaped(sayNotices(key)(language))
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body dir="${direction}" style="margin:0;padding:24px;background:#f4f6f5;color:#161b19">
<div dir="${direction}" style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-top:4px solid #1b8354;font:16px/1.6 'IBM Plex Sans Arabic',Tahoma,Arial,sans-serif;text-align:${language === 'ar' ? 'right' : 'left'}">
${body}
<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #dfe5e2;color:#55605b;font-size:13px">${say('mail.why')} <a href="${escaped(settings)}">${say('mail.settings')}</a></p>
</div>
</body>
</html>
`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] as string)
}
