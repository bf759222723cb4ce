import { lookup as resolve } from 'node:dns'
import { request } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** How far a webhook may reach. Outside tests only public addresses, on the port of https. */
export interface Reach {
  /** For tests: addresses of this machine, on any port, with a certificate of their own. */
  loopback?: { ca: string }
}

const own = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  own.addSubnet(network, prefix, 'ipv4')

/** Of IPv6 only what is given to the public; of that, not what carries an address of IPv4 or is there for documents. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  own.addSubnet(network, prefix, 'ipv6')

/** An address that anybody may reach: not this machine's, its network's, or a metadata service's. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !own.check(address, 'ipv4')
  return isIP(address) === 6 && global.check(address, 'ipv6') && !own.check(address, 'ipv6')
}

export class Unreachable extends Error {}

function mayReach(address: string, { loopback }: Reach): boolean {
  return isPublicAddress(address) || (loopback !== undefined && ['127.0.0.1', '::1'].includes(address))
}

/** Resolves names where the connection is made: what was looked up before may be another by then. One bad address is enough. */
export function guardedLookup(reach: Reach): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '')
      const [first] = addresses
      if (!first || addresses.some(({ address }) => !mayReach(address, reach)))
        return done(new Unreachable('not a public address'), '')
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
  }
}

export type AddressFault = 'not_https' | 'port' | 'credentials' | 'not_public'

/** Why an address is none for a webhook; what its name stands for is looked at when it is called. */
export function addressFault(address: string, reach: Reach = {}): AddressFault | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:') return 'not_https'
  if (url.username || url.password) return 'credentials'
  if (url.port !== '' && !reach.loopback) return 'port'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return mayReach(host, reach) ? null : 'not_public'
  return !reach.loopback && (!host.includes('.') || /\.(local|internal|localhost)$/.test(host)) ? 'not_public' : null
}

const patienceMilliseconds = 15_000
const mostBytes = 65_536

/**
 * Sends a body and gives the status that was answered. Follows no redirect, keeps no connection, reads no more of the
 * answer than it must. Rejects where nothing was answered.
 */
export function post(
  address: string,
  { body, headers, reach }: { body: string; headers: Record<string, string>; reach: Reach },
): Promise<number> {
  const fault = addressFault(address, reach)
  if (fault) return Promise.reject(new Unreachable(fault))
  return new Promise((done, refuse) => {
    const asked = request(
      address,
      {
        method: 'POST',
        agent: false,
        lookup: guardedLookup(reach),
        signal: AbortSignal.timeout(patienceMilliseconds),
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        ...(reach.loopback ? { ca: reach.loopback.ca } : {}),
      },
      (answer) => {
        let read = 0
        answer.on('data', (bytes: Buffer) => {
          read += bytes.length
          if (read > mostBytes) asked.destroy()
        })
        answer.on('error', () => undefined)
        answer.once('close', () => done(answer.statusCode ?? 0))
      },
    )
    asked.once('error', refuse)
    asked.end(body)
  })
}
