import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const [nonceBytes, tagBytes] = [12, 16]

/** Keeps secrets that must be read again: sealed with a key that no table holds. */
export interface SecretBox {
  seal: (secret: string) => Buffer
  /** Throws where it was sealed with another key, or changed. */
  open: (sealed: Buffer) => string
  /** What nobody else can say of a text: it is ours. Of each purpose by a key of its own. */
  sign: (purpose: string, text: string) => Buffer
}

/** A box whose key follows from the service's own secret. */
export function secretBox(secret: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'nasaq webhook secrets 1', 32))
  return {
    seal: (text) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open: (sealed) => {
      const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
    },
    sign: (purpose, text) => {
      const own = Buffer.from(hkdfSync('sha256', secret, '', `nasaq signature ${purpose}`, 32))
      return createHmac('sha256', own).update(text).digest()
    },
  }
}
