import { Type } from 'typebox'
import type { App, Services } from '../http/app-types.ts'
import { PhotoParams } from './contract.ts'
import { foldersIn, neighboursOf, photoFolder } from './folder.ts'
import { replyPhoto } from './reply.ts'
import { findPublicPhotoFile } from './store.ts'
import { sweepOrphans } from './sweep.ts'

/** Photos that belong to something public. They never change under their name, and may come to be hidden. */
export function mediaRoutes(app: App, { under, system, mediaDir, clock }: Services): void {
  app.addHook('onReady', async () => {
    if ((await foldersIn(mediaDir)).length === 0) return
    const folder = await photoFolder(system, mediaDir)
    const others = await neighboursOf(folder)
    if (others.length > 0)
      app.log.warn({ others }, 'photos of other databases lie in the media folder and are left alone')
    const { putAside, broughtBack } = await sweepOrphans(system, folder, clock())
    if (putAside > 0) app.log.warn({ putAside }, 'put files that no photo of the database knows into the quarantine')
    if (broughtBack > 0) app.log.warn({ broughtBack }, 'brought files of photos back from the quarantine')
  })

  app.get(
    '/api/media/:id/:size',
    {
      // a list shows many at once, as a map does tiles
      config: { permission: 'public', quota: 'tiles' },
      schema: {
        tags: ['media'],
        summary: 'A photo, small or large',
        params: PhotoParams,
        produces: ['image/jpeg'],
        response: { 200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }), 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id, size } = request.params
      const file = await under(request.actor, (db) => findPublicPhotoFile(db, mediaDir, id, size))
      return replyPhoto(reply, file, 'public')
    },
  )
}
