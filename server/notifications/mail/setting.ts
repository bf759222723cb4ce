import { isSafe } from '../../accounts/oidc-settings.ts'

/** Where e-mail goes out, who it says it is from, and where its links lead. */
export interface MailSetting {
  smtpUrl: string
  from: string
  publicUrl: string
}

interface Fault {
  setting: string
  message: string
}

/** Reads the settings of e-mail; none is sent where `SMTP_URL` is missing. */
export function readMail(source: NodeJS.ProcessEnv): { mail: MailSetting | null; faults: Fault[] } {
  const { SMTP_URL: smtpUrl, SMTP_FROM: named, NASAQ_PUBLIC_URL: address } = source
  if (!smtpUrl) return { mail: null, faults: named ? [{ setting: 'SMTP_FROM', message: 'needs SMTP_URL' }] : [] }
  const faults: Fault[] = []
  if (!/^smtps?:\/\/[^\s/]+/.test(smtpUrl) || !URL.canParse(smtpUrl))
    faults.push({ setting: 'SMTP_URL', message: 'must be smtp://… or smtps://…' })
  const url = address && URL.canParse(address) ? new URL(address) : null
  if (!url || !isSafe(url)) {
    faults.push({
      setting: 'NASAQ_PUBLIC_URL',
      message: 'is needed with SMTP_URL: links in e-mails lead there (https)',
    })
    return { mail: null, faults }
  }
  const from = named || `Nasaq <nasaq@${url.hostname}>`
  if (/[\r\n]/.test(from) || !/\S+@\S+/.test(from)) faults.push({ setting: 'SMTP_FROM', message: 'must be an address' })
  return { mail: faults.length > 0 ? null : { smtpUrl, from, publicUrl: url.origin }, faults }
}
