/** What the ground is drawn from, in one request a tile: a map pays for each source it draws, in time and on a phone in room. */
export const groundLayers = ['municipalities', 'places', 'parcels', 'buildings', 'streets'] as const
