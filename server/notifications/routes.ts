import { Type } from 'typebox'
import type { Actor } from '../access/actor.ts'
import type { App, Services } from '../http/app-types.ts'
import { pageQuery, readCursor } from '../http/cursor.ts'
import { sendProblem } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { write } from '../http/write.ts'
import {
  NoticeSettings,
  NoticeSettingsChange,
  Notices,
  noticeStates,
  ReadNotices,
  UndeliveredMail,
  Unread,
} from './contract.ts'
import { noticesOf, readNotices, unreadOf } from './notices.ts'
import { changeSettings, settingsOf } from './settings.ts'
import { undeliveredMails } from './undelivered.ts'

const tags = ['notifications']
const own = { permission: 'session', changesNothing: true } as const

/** One's own notices and where they come; what could not be delivered to accounts that one manages. */
export function noticeRoutes(app: App, services: Services): void {
  const { under, clock, pack, mails } = services
  const usual = ({ language }: { language: 'ar' | 'en' }) => ({
    mails,
    language,
    digestHour: pack.notices.digestHour,
  })

  app.get(
    '/api/notices',
    {
      config: own,
      schema: {
        tags,
        summary: 'What you are told, the latest first',
        querystring: query({ state: Type.Optional(Type.Enum([...noticeStates])), ...pageQuery }),
        response: { 200: Notices },
      },
    },
    async (request, reply) => {
      const { state = 'all', limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      const actor = request.actor as Actor
      const asked = { language: request.language, zone: pack.zone, state, limit, after: after.value }
      return under(actor, (db) => noticesOf(db, actor, asked))
    },
  )

  app.get(
    '/api/notices/unread',
    { config: own, schema: { tags, summary: 'How many you have not read, up to 100', response: { 200: Unread } } },
    async ({ actor }) => ({ unread: await under(actor, (db) => unreadOf(db, actor?.userId ?? null)) }),
  )

  app.post(
    '/api/notices/read',
    {
      config: { ...own, takesNoKey: true },
      schema: {
        tags,
        summary: 'Mark as read: these, or all that had come by an instant',
        body: ReadNotices,
        response: { 200: Unread },
      },
    },
    async (request, reply) =>
      write(services, request, reply, async (db) => ({
        value: await readNotices(db, request.actor as Actor, request.body, clock()),
      })),
  )

  app.get(
    '/api/notices/settings',
    { config: own, schema: { tags, summary: 'Where you are told of what', response: { 200: NoticeSettings } } },
    async (request) => {
      const actor = request.actor as Actor
      return under(actor, (db) => settingsOf(db, actor, usual(request)))
    },
  )

  app.patch(
    '/api/notices/settings',
    {
      config: own,
      schema: {
        tags,
        summary: 'Change where you are told of what',
        body: NoticeSettingsChange,
        response: { 200: NoticeSettings },
      },
    },
    async (request, reply) =>
      write(services, request, reply, async (db) => ({
        value: await changeSettings(db, request.actor as Actor, request.body, usual(request)),
      })),
  )

  app.get(
    '/api/mails/undelivered',
    {
      config: { permission: 'accounts.manage' },
      schema: {
        tags,
        summary: 'E-mails to accounts of your organisation that were given up',
        querystring: query(pageQuery),
        response: {
          200: Type.Object({
            items: Type.Array(UndeliveredMail),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
          }),
        },
      },
    },
    async (request, reply) => {
      const { limit = 100, cursor } = request.query
      const after = readCursor(cursor, ['instant', 'uuid'])
      if (after.problem) return sendProblem(reply, after.problem)
      return under(request.actor, (db) => undeliveredMails(db, { limit, after: after.value }))
    },
  )
}
