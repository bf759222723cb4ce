import { Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { failed, send, sendProblem } from '../http/problem.ts'
import { originOf } from '../http/write.ts'
import { readStop, stopMail } from './unsubscribe.ts'

const tags = ['notifications']
const config = { permission: 'public', takesNoKey: true } as const
const path = '/api/notices/unsubscribe/:token'
const params = Type.Object({ token: Type.String({ maxLength: 200 }) })
const Stopped = Type.Object({ stopped: Type.Literal(true) })
const bodyLimit = 4096

/** What e-mails name for those who want no more of them. In a scope of its own: mail programs send forms, not JSON. */
export function unsubscribeRoutes(app: App, { owner, box }: Services): void {
  app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers()
    // that it was sent is all that it says
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, _text, done) => done(null, undefined))

    scope.post(
      path,
      {
        config,
        bodyLimit,
        schema: {
          tags,
          summary: 'No more e-mail of a kind of notice, by one click in a mail program (RFC 8058)',
          description:
            'The address is signed and stands in the e-mail. Said twice it is done once; what is told in the app stays.',
          params,
          response: { 200: Stopped },
        },
      },
      async (request, reply) => {
        const stop = readStop(request.params.token, box)
        if (!stop) return sendProblem(reply, { name: 'forbidden' })
        const isDone = await owner(null, (db) => stopMail(db, stop), originOf(request))
        return send(reply, isDone ? { value: { stopped: true as const } } : failed('not-found'))
      },
    )

    // programs that look at links before their reader does change nothing
    scope.get(
      path,
      {
        config: { permission: 'public' },
        schema: {
          tags,
          summary: 'Leads who opens the address to their settings; changes nothing',
          params,
          response: { 303: Type.Null() },
        },
      },
      async (_request, reply) => reply.redirect('/notifications?tab=settings', 303),
    )
  })
}
