import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A length and what it is the length of, as DER writes them. */
function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.from(body.length.toString(16).padStart(4, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x82]), length, body])
}

const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts)
const oid = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'))
const utf8 = (text: string) => tagged(0x0c, Buffer.from(text))
const moment = (text: string) => tagged(0x18, Buffer.from(text))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const commonName = sequence(tagged(0x31, sequence(oid('550403'), utf8('localhost'))))
/** For the name `localhost` and the address 127.0.0.1; and an authority of its own. */
const alternativeNames = sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))
const extensions = tagged(
  0xa3,
  sequence(
    sequence(oid('551d11'), tagged(0x04, alternativeNames)),
    sequence(oid('551d13'), tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff]))))),
  ),
)

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}

function certificateOf(privateKey: KeyObject, publicKey: KeyObject): string {
  const told = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    commonName,
    sequence(moment('20200101000000Z'), moment('20991231000000Z')),
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  )
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', told, privateKey)])
  return pem(sequence(told, ecdsaWithSha256, tagged(0x03, signature)))
}

/** A certificate of this machine, signed by itself, with its key: for servers of tests. */
export function selfSigned(): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { cert: certificateOf(privateKey, publicKey), key }
}
