import { createTransport } from 'nodemailer'
import type { Transport } from './send.ts'
import type { MailSetting } from './setting.ts'

/** How long a mail server may be silent: all of it together is less than a lease. */
interface Patience {
  dnsTimeout: number
  connectionTimeout: number
  greetingTimeout: number
  socketTimeout: number
}
const patienceOfSeconds: Patience = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
}

/** The way to the mail server: connections that are kept, and patience of seconds. */
export function transportOf(
  { smtpUrl }: Pick<MailSetting, 'smtpUrl'>,
  patience = patienceOfSeconds,
): { send: Transport; close: () => void } {
  const transporter = createTransport({ url: smtpUrl, pool: true, ...patience })
  return { send: (mail) => transporter.sendMail(mail), close: () => transporter.close() }
}
