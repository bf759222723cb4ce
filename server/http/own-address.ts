import type { FastifyRequest } from 'fastify'
import type { Services } from './app-types.ts'

/** Where this service is reached: as its operator says. Only where nobody has said it, as whoever asks believes, who may write what they like. */
export function ownAddress(request: FastifyRequest, { publicUrl }: Pick<Services, 'publicUrl'>): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}
