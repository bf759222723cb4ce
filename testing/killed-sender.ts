/** A process that sends an e-mail and is killed before it can note that it has: started by the tests of e-mails. */
import { createTransport } from 'nodemailer'
import { connect } from '../server/database/connect.ts'
import { sendMails } from '../server/notifications/mail/send.ts'
import { secretBox } from '../server/notifications/webhooks/secret-box.ts'
import { loadRulePack } from '../server/policy/load.ts'

const { DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl, NOW: now } = process.env
const { db } = await connect({ databaseUrl, dataDir: '' })
const transporter = createTransport(String(smtpUrl))
await sendMails(db, {
  from: 'Nasaq <nasaq@nasaq.example>',
  publicUrl: 'https://nasaq.example',
  box: secretBox('a secret of tests'),
  pack: loadRulePack('ksa'),
  clock: () => new Date(String(now)),
  transport: async (mail) => {
    await transporter.sendMail(mail)
    process.send?.('taken')
    // until it is killed
    await new Promise((never) => setTimeout(never, 60_000))
  },
})
