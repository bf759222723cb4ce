import { toString as qrCode } from 'qrcode'
import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { mapDrawing } from '../../documents/map.ts'
import { template } from '../../documents/print.ts'
import { codeFor } from '../../permits/paper/code.ts'
import { type PaperRow, worksOnPaper } from '../../permits/paper/paper.ts'
import { summariesOf } from '../../works/read.ts'
import { categoryWords, utilityWords } from '../../works/words.ts'
import type { Certificate } from './contract.ts'
import { certificateByNumber } from './store.ts'

export const certificateTemplate = template(import.meta.url, 'clearance.typ')
const mapSize = { width: 720, height: 216 }

interface PaperAsked {
  number: string
  zone: string
  /** Where the service is reached: what the printed square leads to. */
  origin: string
}

/** The code of a certificate: on its print and on its page. */
export function codeOfCertificate(certificate: Certificate): string {
  const { number, worksId, issuedAt, signedAs, earlyReason, groundSquareMetres } = certificate
  // that of before it ended early, which is on the same day as the certificate: prints of before have this code too
  const until = certificate.guaranteeWasUntil ?? certificate.guaranteeUntil
  return codeFor([number, worksId, issuedAt, signedAs, until, earlyReason, groundSquareMetres])
}

/** What a certificate is printed from; null where there is none of this number for whoever asks. */
export async function certificatePaper(
  db: Db,
  { number, zone, origin }: PaperAsked,
  actor: Actor | null,
): Promise<object | null> {
  const certificate = await certificateByNumber(db, number, zone)
  if (!certificate || (await summariesOf(db, [certificate.worksId], actor)).size === 0) return null
  const row = await worksOnPaper(db, certificate.worksId)
  if (!row) return null
  const page = `${origin}/c/${encodeURIComponent(number)}`
  return {
    ...printed(certificate, row),
    page,
    map: await mapDrawing(db, { shapes: [{ geometry: row.ground, style: 'works' }], size: mapSize }),
    qr: await qrCode(page, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
  }
}

/** Figures are texts here: how many decimals a print shows is decided once. */
function printed(certificate: Certificate, row: PaperRow) {
  const { deepestMetres, groundSquareMetres } = certificate
  return {
    ...certificate,
    code: codeOfCertificate(certificate),
    groundSquareMetres: groundSquareMetres.toFixed(1),
    deepestMetres: deepestMetres === null ? null : deepestMetres.toFixed(2),
    lengthMetres: row.length_metres.toFixed(0),
    worksNumber: row.works_number,
    permitNumber: row.permit_number,
    dug: row.dug,
    title: row.title,
    category: categoryWords[row.category],
    utility: utilityWords[row.utility],
    agency: row.agency,
    contractor: row.contractor,
    municipality: row.municipality,
    streets: row.streets,
  }
}
