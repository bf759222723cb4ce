import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { logSetting } from './log.ts'

it('the log names the route that was asked for, and nothing that its address held', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = Fastify({ logger: { ...Object(logSetting('info')), stream } })
  app.get('/api/reports/follow/:secret', () => 'seen')
  await app.inject({ url: '/api/reports/follow/only-its-sender?what=too' })
  const text = lines.join('')
  expect(text).toContain('/api/reports/follow/:secret')
  expect(text).not.toContain('only-its-sender')
})
