import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { mailSink } from '../../../testing/mail-sink.ts'
import { transportOf } from './transport.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const mail = { from: 'a@nasaq.example', to: 'b@nasaq.example', subject: 'x', text: 'x' }

it('gives up on a server that is silent', async () => {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => sockets.add(socket))
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
  ends.push(() => silent.close(), () => [...sockets].map((socket) => socket.destroy())) // biome-ignore format: one line
  const { port } = silent.address() as AddressInfo
  const patience = { dnsTimeout: 100, connectionTimeout: 100, greetingTimeout: 100, socketTimeout: 100 }
  const transport = transportOf({ smtpUrl: `smtp://127.0.0.1:${port}` }, patience)
  ends.push(transport.close)
  await expect(transport.send(mail)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
})

it('keeps its connection from one e-mail to the next', async () => {
  const sink = await mailSink()
  ends.push(sink.close)
  const transport = transportOf({ smtpUrl: sink.url })
  ends.push(transport.close)
  await transport.send(mail)
  await transport.send(mail)
  expect(sink.received).toHaveLength(2)
  expect(sink.connections()).toBe(1)
})
