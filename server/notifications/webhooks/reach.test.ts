import { expect, it } from 'vitest'
import { webhookReceiver } from '../../../testing/webhook-receiver.ts'
import { addressFault, guardedLookup, isPublicAddress, post } from './reach.ts'

it.each([
  ['8.8.8.8', true],
  ['93.184.215.14', true],
  ['2a00:1450:4001:82a::200e', true],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['127.255.0.9', false],
  ['169.254.169.254', false],
  ['172.16.0.1', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', false],
  ['2001:db8::1', false],
  ['2001:0:1::1', false],
  ['2002:7f00:1::', false],
  ['fc00::1', false],
  ['fd12::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['fd00:ec2::254', false],
  ['no address', false],
])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected))

it.each([
  ['https://hooks.example.com/in', null],
  ['http://hooks.example.com/in', 'not_https'],
  ['hooks', 'not_https'],
  ['https://a@hooks.example.com/', 'credentials'],
  ['https://hooks.example.com:444/', 'port'],
  ['https://hooks.example.com:443/', null],
  ['https://127.1/', 'not_public'],
  ['https://0x7f000001/', 'not_public'],
  ['https://2130706433/', 'not_public'],
  ['https://[::ffff:127.0.0.1]/', 'not_public'],
  ['https://printer/', 'not_public'],
  ['https://db.internal/', 'not_public'],
] as const)('%s: %s', (address, fault) => expect(addressFault(address)).toBe(fault))

it('looks at the address where the connection is made', async () => {
  const receiver = await webhookReceiver()
  try {
    const loopback = { loopback: { ca: receiver.ca } }
    expect(await post(receiver.url, { body: '{}', headers: {}, reach: loopback })).toBe(204)
    // a name stands for this machine only when it is called
    for (const all of [true, false])
      await expect(
        new Promise((done, refuse) =>
          guardedLookup({})('localhost', { all }, (error, found) => (error ? refuse(error) : done(found))),
        ),
      ).rejects.toThrow('not a public address')
  } finally {
    await receiver.close()
  }
})
